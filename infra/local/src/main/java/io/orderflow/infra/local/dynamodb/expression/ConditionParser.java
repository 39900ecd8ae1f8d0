package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.DISTINCT;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.MISUSED_FUNCTION;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.OPERAND_COUNT;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.OPERAND_TYPE;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.PARENTHESES;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads condition, filter and key condition expressions: OR over AND over NOT over comparisons and functions.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Operators and functions</a>
 */
public final class ConditionParser {

    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
    private static final int MAX_IN = 100;
    private static final int MAX_PARENTHESES = 400;
    /** These two stand for what is wrong, until that is told. */
    private static final Condition NEVER = new Condition.Or(List.of());

    private static final Operand NOTHING = new Operand.Literal(new AttributeValue.Null());

    private final OperandParser in;
    private final Tokens tokens;
    private int depth;
    /** Whether what was read last stood in parentheses. */
    private boolean parenthesized;

    private ConditionParser(OperandParser in) {
        this.in = in;
        this.tokens = in.tokens();
    }

    /** @param parameter of the request, e.g. {@code FilterExpression} */
    public static Condition parse(String parameter, String text, Placeholders placeholders) throws AwsError {
        ConditionParser parser = new ConditionParser(OperandParser.of(parameter, text, placeholders, KEYWORDS));
        Condition condition = parser.or();
        parser.in.end();
        return condition;
    }

    private Condition or() throws AwsError {
        List<Condition> parts = new ArrayList<>();
        parts.add(and());
        while (tokens.takeIf("OR")) {
            in.counted();
            parts.add(and());
        }
        parenthesized &= parts.size() == 1;
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts);
    }

    private Condition and() throws AwsError {
        List<Condition> parts = new ArrayList<>();
        parts.add(not());
        while (tokens.takeIf("AND")) {
            in.counted();
            parts.add(not());
        }
        parenthesized &= parts.size() == 1;
        return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }

    private Condition not() throws AwsError {
        int count = 0;
        while (tokens.takeIf("NOT")) {
            in.counted();
            count++;
        }
        Condition part = primary();
        parenthesized &= count == 0;
        for (; count > 0; count--) {
            part = new Condition.Not(part);
        }
        return part;
    }

    private Condition primary() throws AwsError {
        parenthesized = false;
        if (!tokens.peek().is("(") || operandInParentheses()) { // as in (a) = :x
            return comparison();
        }
        tokens.take();
        if (++depth > MAX_PARENTHESES) {
            throw in.faults().fault("The expression is nested too deeply;");
        }
        Condition inner = or();
        tokens.expect(")");
        depth--;
        if (parenthesized) {
            in.faults().add(PARENTHESES, "The expression has redundant parentheses;");
        }
        parenthesized = true;
        return inner;
    }

    /** Looks ahead without reading anything: does a comparison go on behind the parenthesis that opens here? */
    private boolean operandInParentheses() {
        int open = 0;
        for (int ahead = 0; ; ahead++) {
            Token token = tokens.peek(ahead);
            if (token.kind() == Token.Kind.END) {
                return false;
            }
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (open == 0) {
                Token behind = tokens.peek(ahead + 1);
                return comparing(behind).isPresent() || behind.is("BETWEEN") || behind.is("IN");
            }
        }
    }

    private static Optional<Operator> comparing(Token token) {
        return Operator.of(token.text()).filter(Operator::compares);
    }

    private Condition comparison() throws AwsError {
        Term left = term();
        Optional<Operator> comparison = comparing(tokens.peek());
        if (comparison.isPresent()) {
            in.counted();
            tokens.take();
            return compared(operand(left), comparison.get(), operand(term()));
        }
        if (tokens.takeIf("BETWEEN")) {
            in.counted();
            Operand value = operand(left);
            Operand low = operand(term());
            tokens.expect("AND");
            Operand high = operand(term());
            checkOrdered("BETWEEN", low);
            checkOrdered("BETWEEN", high);
            checkBounds(low, high);
            return new Condition.Test(Operator.BETWEEN, List.of(value, low, high));
        }
        if (tokens.takeIf("IN")) {
            in.counted();
            return oneOf(operand(left));
        }
        if (left.condition == null && !(left.operand instanceof Operand.Size)) {
            throw tokens.unexpected();
        }
        return left.condition == null ? misused("size") : left.condition;
    }

    private Condition compared(Operand left, Operator operator, Operand right) {
        checkDistinct(operator.sign(), left, right);
        if (operator != Operator.EQ && operator != Operator.NE) {
            checkOrdered(operator.sign(), left);
            checkOrdered(operator.sign(), right);
        }
        return new Condition.Test(operator, List.of(left, right));
    }

    private void checkDistinct(String operator, Operand left, Operand right) {
        if (left instanceof Operand.Path first && left.equals(right)) {
            in.faults()
                    .add(
                            DISTINCT,
                            "The first operand must be distinct from the remaining operands for this operator or function;"
                                    + " operator: " + operator + ", first operand: "
                                    + first.path().listed());
        }
    }

    private void checkOrdered(String operator, Operand operand) {
        operand.knownType().filter(type -> !type.isScalarKey()).ifPresent(type -> in.faults()
                .add(
                        OPERAND_TYPE,
                        "Incorrect operand type for operator or function; operator: " + operator + ", operand type: "
                                + type));
    }

    private void checkBounds(Operand low, Operand high) {
        if (low instanceof Operand.Literal a && high instanceof Operand.Literal b) {
            OptionalInt order = Operator.order(a.value(), b.value());
            String wanted = a.value().type() != b.value().type()
                    ? "same data type for lower and upper bounds"
                    : order.orElse(0) > 0 ? "upper bound to be greater than or equal to lower bound" : "";
            if (!wanted.isEmpty()) {
                in.faults()
                        .add(
                                OPERAND_TYPE,
                                "The BETWEEN operator requires " + wanted + "; lower bound operand: "
                                        + described(a.value()) + ", upper bound operand: " + described(b.value()));
            }
        }
    }

    private static String described(AttributeValue value) {
        String type = value.type().name();
        return "AttributeValue: {" + type + ":"
                + ItemJson.write(value).get(type).asText() + "}";
    }

    private Condition oneOf(Operand value) throws AwsError {
        tokens.expect("(");
        List<Operand> operands = new ArrayList<>();
        operands.add(value);
        do {
            operands.add(operand(term()));
        } while (tokens.takeIf(","));
        tokens.expect(")");
        int candidates = operands.size() - 1;
        if (candidates > MAX_IN) {
            in.faults()
                    .add(
                            OPERAND_COUNT,
                            "The IN operator is provided with too many operands; number of operands: " + candidates);
        }
        return new Condition.Test(Operator.IN, operands);
    }

    /** What was read: an operand, or the condition that a function is; a function that is wrong in itself is both. */
    private record Term(@Nullable Operand operand, @Nullable Condition condition, String function) {}

    private Operand operand(Term term) {
        if (term.operand != null) {
            return term.operand;
        }
        misused(term.function);
        return NOTHING;
    }

    private Condition misused(String function) {
        in.faults()
                .add(
                        MISUSED_FUNCTION,
                        "The function is not allowed to be used this way in an expression; function: " + function);
        return NEVER;
    }

    /** An operand, or a function that may be a condition. */
    private Term term() throws AwsError {
        if (tokens.takeIf("(")) {
            Term inner = term();
            tokens.expect(")");
            return inner;
        }
        if (in.atFunction()) {
            return function();
        }
        return new Term(in.atValue() ? new Operand.Literal(in.value()) : new Operand.Path(in.path()), null, "");
    }

    private Term function() throws AwsError {
        String name = tokens.take().text();
        in.counted();
        tokens.expect("(");
        List<Operand> arguments = new ArrayList<>();
        boolean misused = false;
        do {
            Term argument = term();
            misused |= argument.operand == null;
            arguments.add(operand(argument));
        } while (tokens.takeIf(","));
        tokens.expect(")");
        if (misused) {
            return new Term(null, NEVER, name);
        }
        if (arguments.size() == 2) {
            checkDistinct(name, arguments.get(0), arguments.get(1));
        }
        return function(name, arguments);
    }

    private Term function(String name, List<Operand> arguments) {
        Optional<Operator> operator = Operator.of(name);
        Operand first = arguments.get(0);
        if (operator.isEmpty() && !name.equals("size")) {
            in.unknownFunction(name, "a condition", Set.of("if_not_exists", "list_append"));
            return new Term(NOTHING, NEVER, name);
        }
        if (!in.counts(name, arguments, operator.map(Operator::arguments).orElse(1))) {
            return new Term(NOTHING, NEVER, name);
        }
        switch (name) {
            case "size" ->
                checkType(
                        name,
                        first,
                        type -> type != AttributeType.N && type != AttributeType.BOOL && type != AttributeType.NULL);
            case "attribute_exists", "attribute_not_exists" -> {
                if (!(first instanceof Operand.Path)) {
                    in.pathRequired(name);
                }
            }
            case "attribute_type" -> checkTypeName(arguments.get(1));
            case "begins_with" ->
                arguments.forEach(argument ->
                        checkType(name, argument, type -> type == AttributeType.S || type == AttributeType.B));
            default -> {}
        }
        return operator.isEmpty()
                ? new Term(new Operand.Size(first), null, name)
                : new Term(null, new Condition.Test(operator.get(), arguments), name);
    }

    private void checkType(String function, Operand argument, Predicate<AttributeType> fits) {
        argument.knownType().filter(fits.negate()).ifPresent(type -> in.wrongType(function, type.name()));
    }

    private void checkTypeName(Operand type) {
        if (!(type instanceof Operand.Literal literal) || !(literal.value() instanceof AttributeValue.Text text)) {
            in.wrongType("attribute_type", type.knownType().map(Enum::name).orElse("{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
        } else if (AttributeType.of(text.value()).isEmpty()) {
            in.faults()
                    .add(
                            OPERAND_TYPE,
                            "Invalid attribute type name found; type: " + text.value()
                                    + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        }
    }
}

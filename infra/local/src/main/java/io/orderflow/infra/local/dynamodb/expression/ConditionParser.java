package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final Condition NEVER = new Condition.Or(List.of());

    private final OperandParser in;
    private final Tokens tokens;
    private final Functions functions;
    private int depth;
    /** Whether what was read last stood in parentheses. */
    private boolean parenthesized;

    private ConditionParser(OperandParser in) {
        this.in = in;
        this.tokens = in.tokens();
        this.functions = new Functions(in);
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
        if (!tokens.peek().is("(")) {
            return comparison();
        }
        if (operandInParentheses()) { // as in (a) = :x
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
            in.faults().add(ExpressionFaults.Kind.PARENTHESES, "The expression has redundant parentheses;");
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
                return Comparator.of(behind.text()).isPresent() || behind.is("BETWEEN") || behind.is("IN");
            }
        }
    }

    private Condition comparison() throws AwsError {
        Term left = term();
        Optional<Comparator> comparator = Comparator.of(tokens.peek().text());
        if (comparator.isPresent() && tokens.peek().kind() == Token.Kind.SIGN) {
            in.counted();
            tokens.take();
            return compared(left.operand(in), comparator.get(), term().operand(in));
        }
        if (tokens.takeIf("BETWEEN")) {
            in.counted();
            Operand value = left.operand(in);
            Operand low = term().operand(in);
            tokens.expect("AND");
            Operand high = term().operand(in);
            ordered("BETWEEN", low);
            ordered("BETWEEN", high);
            Condition.boundsFault(low, high)
                    .ifPresent(fault -> in.faults().add(ExpressionFaults.Kind.OPERAND_TYPE, fault));
            return new Condition.Between(value, low, high);
        }
        if (tokens.takeIf("IN")) {
            in.counted();
            return oneOf(left.operand(in));
        }
        return left.condition(in, tokens);
    }

    private Condition compared(Operand left, Comparator comparator, Operand right) {
        if (left instanceof Operand.Path a && left.equals(right)) {
            distinct(comparator.sign(), a.path());
        }
        if (comparator != Comparator.EQ && comparator != Comparator.NE) {
            ordered(comparator.sign(), left);
            ordered(comparator.sign(), right);
        }
        return new Condition.Comparison(left, comparator, right);
    }

    private void ordered(String operator, Operand operand) {
        operand.knownType().filter(type -> !type.isScalarKey()).ifPresent(type -> in.faults()
                .add(
                        ExpressionFaults.Kind.OPERAND_TYPE,
                        "Incorrect operand type for operator or function; operator: " + operator + ", operand type: "
                                + type));
    }

    private void distinct(String operator, DocumentPath first) {
        in.faults()
                .add(
                        ExpressionFaults.Kind.DISTINCT,
                        "The first operand must be distinct from the remaining operands for this operator or function;"
                                + " operator: " + operator + ", first operand: " + first.listed());
    }

    private Condition oneOf(Operand value) throws AwsError {
        tokens.expect("(");
        List<Operand> candidates = new ArrayList<>();
        do {
            candidates.add(term().operand(in));
        } while (tokens.takeIf(","));
        tokens.expect(")");
        if (candidates.size() > MAX_IN) {
            in.faults()
                    .add(
                            ExpressionFaults.Kind.OPERAND_COUNT,
                            "The IN operator is provided with too many operands; number of operands: "
                                    + candidates.size());
        }
        return new Condition.In(value, candidates);
    }

    /** An operand, or a function that may be a condition. */
    private Term term() throws AwsError {
        if (tokens.takeIf("(")) {
            Term inner = term();
            tokens.expect(")");
            return inner;
        }
        if (in.atValue()) {
            @Nullable AttributeValue value = in.value();
            return new Term(new Operand.Literal(value == null ? new AttributeValue.Null() : value), null, "");
        }
        if (in.atFunction()) {
            return function();
        }
        return new Term(new Operand.Path(in.path()), null, "");
    }

    private Term function() throws AwsError {
        String name = tokens.take().text();
        in.counted();
        tokens.expect("(");
        List<Operand> arguments = new ArrayList<>();
        boolean misused = false;
        do {
            Term argument = term();
            misused |= argument.condition != null && argument.operand == null;
            arguments.add(argument.operand(in));
        } while (tokens.takeIf(","));
        tokens.expect(")");
        if (misused) {
            return new Term(null, NEVER, name);
        }
        if (arguments.size() == 2 && arguments.get(0) instanceof Operand.Path a && a.equals(arguments.get(1))) {
            distinct(name, a.path());
        }
        return functions.of(name, arguments);
    }

    /** What was read: an operand, or the condition that a function is. */
    record Term(@Nullable Operand operand, @Nullable Condition condition, String function) {

        /** Of a function that is wrong in itself, wherever it stands. */
        static Term faulty(String function) {
            return new Term(new Operand.Literal(new AttributeValue.Null()), NEVER, function);
        }

        Operand operand(OperandParser in) {
            if (operand != null) {
                return operand;
            }
            in.faults()
                    .add(
                            ExpressionFaults.Kind.MISUSED_FUNCTION,
                            "The function is not allowed to be used this way in an expression; function: " + function);
            return new Operand.Literal(new AttributeValue.Null());
        }

        Condition condition(OperandParser in, Tokens tokens) throws AwsError {
            if (condition != null) {
                return condition;
            }
            if (!(operand instanceof Operand.Size)) {
                throw tokens.unexpected();
            }
            in.faults()
                    .add(
                            ExpressionFaults.Kind.MISUSED_FUNCTION,
                            "The function is not allowed to be used this way in an expression; function: size");
            return NEVER;
        }
    }

    /** The functions of conditions. */
    private static final class Functions {
        private final OperandParser in;

        private Functions(OperandParser in) {
            this.in = in;
        }

        Term of(String name, List<Operand> arguments) {
            int expected =
                    switch (name) {
                        case "attribute_exists", "attribute_not_exists", "size" -> 1;
                        case "attribute_type", "begins_with", "contains" -> 2;
                        default -> 0;
                    };
            if (expected == 0) {
                boolean elsewhere = name.equals("if_not_exists") || name.equals("list_append");
                in.faults()
                        .add(
                                ExpressionFaults.Kind.UNKNOWN_FUNCTION,
                                elsewhere
                                        ? "The function is not allowed in a condition expression; function: " + name
                                        : "Invalid function name; function: " + name);
                return Term.faulty(name);
            }
            if (arguments.size() != expected) {
                in.faults()
                        .add(
                                ExpressionFaults.Kind.OPERAND_COUNT,
                                "Incorrect number of operands for operator or function; operator or function: " + name
                                        + ", number of operands: " + arguments.size());
                return Term.faulty(name);
            }
            Operand first = arguments.get(0);
            return switch (name) {
                case "size" -> new Term(sized(first), null, name);
                case "attribute_exists" -> new Term(null, exists(name, first, true), name);
                case "attribute_not_exists" -> new Term(null, exists(name, first, false), name);
                case "attribute_type" -> new Term(null, typed(first, arguments.get(1)), name);
                case "begins_with" -> {
                    arguments.forEach(this::beginning);
                    yield new Term(null, new Condition.BeginsWith(first, arguments.get(1)), name);
                }
                default -> new Term(null, new Condition.Contains(first, arguments.get(1)), name);
            };
        }

        private Operand sized(Operand of) {
            of.knownType()
                    .filter(type -> type == AttributeType.N || type == AttributeType.BOOL || type == AttributeType.NULL)
                    .ifPresent(type -> wrongType("size", type.name()));
            return new Operand.Size(of);
        }

        private void beginning(Operand operand) {
            operand.knownType()
                    .filter(type -> type != AttributeType.S && type != AttributeType.B)
                    .ifPresent(type -> wrongType("begins_with", type.name()));
        }

        private Condition exists(String name, Operand operand, boolean there) {
            if (operand instanceof Operand.Path path) {
                return new Condition.Exists(path.path(), there);
            }
            in.faults()
                    .add(
                            ExpressionFaults.Kind.OPERAND_TYPE,
                            "Operator or function requires a document path; operator or function: " + name);
            return NEVER;
        }

        private Condition typed(Operand value, Operand type) {
            if (!(type instanceof Operand.Literal literal) || !(literal.value() instanceof AttributeValue.Text text)) {
                String found = type.knownType().map(Enum::name).orElse("{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
                wrongType("attribute_type", found);
                return NEVER;
            }
            Optional<AttributeType> wanted = AttributeType.of(text.value());
            if (wanted.isEmpty()) {
                in.faults()
                        .add(
                                ExpressionFaults.Kind.OPERAND_TYPE,
                                "Invalid attribute type name found; type: " + text.value()
                                        + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
                return NEVER;
            }
            return new Condition.IsType(value, wanted.get());
        }

        private void wrongType(String function, String type) {
            in.faults()
                    .add(
                            ExpressionFaults.Kind.OPERAND_TYPE,
                            "Incorrect operand type for operator or function; operator or function: " + function
                                    + ", operand type: " + type);
        }
    }
}

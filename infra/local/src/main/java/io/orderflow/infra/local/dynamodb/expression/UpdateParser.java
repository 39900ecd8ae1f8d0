package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.MISUSED_FUNCTION;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.OPERAND_TYPE;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.SECTION;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads update expressions: SET, REMOVE, ADD and DELETE, each once at most.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update expressions</a>
 */
public final class UpdateParser {

    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");
    /** Functions that only conditions have. */
    private static final Set<String> CONDITIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size");
    /** Stands for what is wrong, until that is told. */
    private static final UpdateTerm NOTHING = new UpdateTerm.Literal(new AttributeValue.Null());

    private final OperandParser in;
    private final Tokens tokens;
    private final List<UpdateAction> actions = new ArrayList<>();
    private final List<DocumentPath> paths = new ArrayList<>();

    private UpdateParser(OperandParser in) {
        this.in = in;
        this.tokens = in.tokens();
    }

    public static Update parse(String text, Placeholders placeholders) throws AwsError {
        UpdateParser parser = new UpdateParser(OperandParser.of("UpdateExpression", text, placeholders, SECTIONS));
        parser.sections();
        parser.in.end();
        return new Update(parser.actions, false);
    }

    private void sections() throws AwsError {
        Set<String> seen = new HashSet<>();
        do {
            String section = tokens.peek().text().toUpperCase(Locale.ROOT);
            if (tokens.peek().kind() != Token.Kind.WORD || !SECTIONS.contains(section)) {
                throw tokens.unexpected();
            }
            tokens.take();
            if (!seen.add(section)) {
                in.faults()
                        .add(SECTION, "The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                action(section);
            } while (tokens.takeIf(","));
        } while (tokens.peek().kind() != Token.Kind.END);
    }

    private void action(String section) throws AwsError {
        DocumentPath path = in.path();
        OperandParser.checkApart(path, paths, in.faults());
        paths.add(path);
        switch (section) {
            case "SET" -> {
                tokens.expect("=");
                in.counted();
                actions.add(new UpdateAction.Set(path, sum()));
            }
            case "REMOVE" -> actions.add(new UpdateAction.Remove(path));
            case "ADD" -> actions.add(new UpdateAction.Add(path, operand(section)));
            default -> actions.add(new UpdateAction.Delete(path, operand(section)));
        }
    }

    private AttributeValue operand(String section) throws AwsError {
        AttributeValue value = in.value();
        boolean fits = value.type().isSet() || (section.equals("ADD") && value.type() == AttributeType.N);
        if (!fits) {
            in.faults()
                    .add(
                            OPERAND_TYPE,
                            "Incorrect operand type for operator or function; operator: " + section + ", operand type: "
                                    + longName(value.type()) + ", typeSet: ALLOWED_FOR_" + section + "_OPERAND");
        }
        return value;
    }

    private static String longName(AttributeType type) {
        return switch (type) {
            case S -> "STRING";
            case N -> "NUMBER";
            case B -> "BINARY";
            case BOOL -> "BOOLEAN";
            case L -> "LIST";
            case M -> "MAP";
            default -> type.name();
        };
    }

    /** A term, or two with a sign between them. */
    private UpdateTerm sum() throws AwsError {
        UpdateTerm left = term();
        return tokens.peek().is("+") || tokens.peek().is("-") ? added(left) : left;
    }

    private UpdateTerm added(UpdateTerm left) throws AwsError {
        String sign = tokens.take().text();
        in.counted();
        UpdateTerm right = term();
        checkType(sign, left, AttributeType.N);
        checkType(sign, right, AttributeType.N);
        return new UpdateTerm.Sum(left, right, sign.equals("-"));
    }

    private void checkType(String function, UpdateTerm term, AttributeType wanted) {
        if (term instanceof UpdateTerm.Literal literal && literal.value().type() != wanted) {
            in.wrongType(function, literal.value().type().name());
        }
    }

    private UpdateTerm term() throws AwsError {
        if (tokens.takeIf("(")) {
            UpdateTerm inner = sum();
            tokens.expect(")");
            return inner;
        }
        if (in.atFunction()) {
            return function();
        }
        return in.atValue() ? new UpdateTerm.Literal(in.value()) : new UpdateTerm.Path(in.path());
    }

    private UpdateTerm function() throws AwsError {
        String name = tokens.take().text();
        in.counted();
        tokens.expect("(");
        List<UpdateTerm> arguments = new ArrayList<>();
        do {
            arguments.add(term());
        } while (tokens.takeIf(","));
        tokens.expect(")");
        if (!name.equals("if_not_exists") && !name.equals("list_append")) {
            in.unknownFunction(name, "an update", CONDITIONS);
        } else if (in.counts(name, arguments, 2)) {
            return name.equals("list_append") ? appended(arguments) : unlessThere(arguments);
        }
        return NOTHING;
    }

    private UpdateTerm unlessThere(List<UpdateTerm> arguments) {
        if (arguments.get(0) instanceof UpdateTerm.Path path) {
            return new UpdateTerm.IfNotExists(path.path(), arguments.get(1));
        }
        in.pathRequired("if_not_exists");
        return NOTHING;
    }

    /** Of two arguments of which none is such a list itself. */
    private UpdateTerm appended(List<UpdateTerm> arguments) {
        for (UpdateTerm argument : arguments) {
            if (argument instanceof UpdateTerm.ListAppend) {
                in.faults()
                        .add(
                                MISUSED_FUNCTION,
                                "The function is not allowed to be used this way in an expression; function: list_append");
            }
            checkType("list_append", argument, AttributeType.L);
        }
        return new UpdateTerm.ListAppend(arguments.get(0), arguments.get(1));
    }
}

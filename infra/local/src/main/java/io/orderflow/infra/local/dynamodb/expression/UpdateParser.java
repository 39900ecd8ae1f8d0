package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
                        .add(
                                ExpressionFaults.Kind.SECTION,
                                "The \"" + section + "\" section can only be used once in an update expression;");
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
            default -> {
                AttributeValue value = operand(section);
                actions.add(
                        section.equals("ADD")
                                ? new UpdateAction.Add(path, value)
                                : new UpdateAction.Delete(path, value));
            }
        }
    }

    private AttributeValue operand(String section) throws AwsError {
        @Nullable AttributeValue value = in.value();
        if (value == null) {
            return new AttributeValue.Null();
        }
        boolean fits = value.type().isSet() || (section.equals("ADD") && value.type() == AttributeType.N);
        if (!fits) {
            in.faults()
                    .add(
                            ExpressionFaults.Kind.OPERAND_TYPE,
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
        number(sign, left);
        number(sign, right);
        return new UpdateTerm.Sum(left, right, sign.equals("-"));
    }

    private void number(String sign, UpdateTerm term) {
        if (term instanceof UpdateTerm.Literal literal && literal.value().type() != AttributeType.N) {
            wrongType(sign, literal.value().type());
        }
    }

    private void wrongType(String function, AttributeType type) {
        in.faults()
                .add(
                        ExpressionFaults.Kind.OPERAND_TYPE,
                        "Incorrect operand type for operator or function; operator or function: " + function
                                + ", operand type: " + type);
    }

    private UpdateTerm term() throws AwsError {
        if (tokens.takeIf("(")) {
            UpdateTerm inner = sum();
            tokens.expect(")");
            return inner;
        }
        if (in.atValue()) {
            @Nullable AttributeValue value = in.value();
            return new UpdateTerm.Literal(value == null ? new AttributeValue.Null() : value);
        }
        if (in.atFunction()) {
            return function();
        }
        return new UpdateTerm.Path(in.path());
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
            in.faults()
                    .add(
                            ExpressionFaults.Kind.UNKNOWN_FUNCTION,
                            CONDITIONS.contains(name)
                                    ? "The function is not allowed in an update expression; function: " + name
                                    : "Invalid function name; function: " + name);
        } else if (arguments.size() != 2) {
            in.faults()
                    .add(
                            ExpressionFaults.Kind.OPERAND_COUNT,
                            "Incorrect number of operands for operator or function; operator or function: " + name
                                    + ", number of operands: " + arguments.size());
        } else if (name.equals("list_append")) {
            arguments.forEach(this::list);
            return new UpdateTerm.ListAppend(arguments.get(0), arguments.get(1));
        } else if (arguments.get(0) instanceof UpdateTerm.Path path) {
            return new UpdateTerm.IfNotExists(path.path(), arguments.get(1));
        } else {
            in.faults()
                    .add(
                            ExpressionFaults.Kind.OPERAND_TYPE,
                            "Operator or function requires a document path; operator or function: " + name);
        }
        return new UpdateTerm.Literal(new AttributeValue.Null());
    }

    /** An argument of list_append, which does not nest in itself. */
    private void list(UpdateTerm argument) {
        if (argument instanceof UpdateTerm.ListAppend) {
            in.faults()
                    .add(
                            ExpressionFaults.Kind.MISUSED_FUNCTION,
                            "The function is not allowed to be used this way in an expression; function: list_append");
        }
        if (argument instanceof UpdateTerm.Literal literal && literal.value().type() != AttributeType.L) {
            wrongType("list_append", literal.value().type());
        }
    }
}

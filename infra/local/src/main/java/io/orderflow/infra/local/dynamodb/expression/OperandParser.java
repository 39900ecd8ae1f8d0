package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.CONFLICT;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.OPERAND_COUNT;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.OPERAND_TYPE;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.OVERLAP;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.RESERVED_WORD;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.UNDEFINED;
import static io.orderflow.infra.local.dynamodb.expression.ExpressionFaults.Kind.UNKNOWN_FUNCTION;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.DocumentPath.Step;
import io.orderflow.infra.local.http.AwsError;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What all kinds of expressions are made of: paths, values, and AWS's limits. Not thread-safe; one an expression. */
final class OperandParser {

    private static final int MAX_BYTES = 4096;
    private static final int MAX_OPERATORS = 300;
    private static final int MAX_LEVELS = 32;

    private final Tokens tokens;
    private final ExpressionFaults faults;
    private final Placeholders placeholders;
    private final Set<String> keywords;
    private int operators;

    private OperandParser(Tokens tokens, ExpressionFaults faults, Placeholders placeholders, Set<String> keywords) {
        this.tokens = tokens;
        this.faults = faults;
        this.placeholders = placeholders;
        this.keywords = keywords;
    }

    /**
     * Of a text that is neither empty nor too long.
     *
     * @param keywords in upper case; where one stands, no name can
     */
    static OperandParser of(String parameter, String text, Placeholders placeholders, Set<String> keywords)
            throws AwsError {
        ExpressionFaults faults = new ExpressionFaults(parameter);
        if (text.isEmpty()) {
            throw faults.fault("The expression can not be empty;");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            boolean told = placeholders.isOlder() && !parameter.equals("UpdateExpression"); // as AWS does
            throw faults.fault("Expression size has exceeded the maximum allowed size;"
                    + (told ? " expression size: " + bytes : ""));
        }
        return new OperandParser(new Tokens(text, faults), faults, placeholders, keywords);
    }

    Tokens tokens() {
        return tokens;
    }

    ExpressionFaults faults() {
        return faults;
    }

    /** One more operator or function. */
    void counted() throws AwsError {
        if (++operators > MAX_OPERATORS) {
            throw faults.fault("The expression contains too many operators; operator count: " + operators);
        }
    }

    /** A name, then names behind dots and places in brackets. */
    DocumentPath path() throws AwsError {
        List<Step> steps = new ArrayList<>();
        steps.add(name());
        while (true) {
            if (tokens.takeIf(".")) {
                steps.add(name());
            } else if (tokens.takeIf("[")) {
                steps.add(place());
                tokens.expect("]");
            } else {
                break;
            }
        }
        if (steps.size() > MAX_LEVELS) {
            throw faults.fault("The document path has too many nesting levels; nesting levels: " + steps.size());
        }
        return new DocumentPath(steps);
    }

    private Step name() throws AwsError {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NAME) {
            tokens.take();
            Optional<String> name = placeholders.name(token.text());
            if (name.isEmpty()) {
                faults.add(
                        UNDEFINED,
                        "An expression attribute name used in the document path is not defined; attribute name: "
                                + token.text());
            }
            return new Step.Name(name.orElse(token.text()));
        }
        if (token.kind() != Token.Kind.WORD || keyword(token)) {
            throw tokens.unexpected();
        }
        tokens.take();
        if (ReservedWords.contains(token.text())) {
            faults.add(RESERVED_WORD, "Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        return new Step.Name(token.text());
    }

    private Step place() throws AwsError {
        if (tokens.peek().kind() != Token.Kind.NUMBER) {
            throw tokens.unexpected();
        }
        BigInteger index = new BigInteger(tokens.take().text());
        if (index.bitLength() > 31) {
            throw faults.fault("List index is not within the allowable range; index: [" + index + "]");
        }
        return new Step.Place(index.intValue());
    }

    private boolean keyword(Token token) {
        return keywords.contains(token.text().toUpperCase(Locale.ROOT));
    }

    boolean atFunction() {
        return tokens.peek().kind() == Token.Kind.WORD && tokens.peek(1).is("(") && !keyword(tokens.peek());
    }

    boolean atValue() {
        return tokens.peek().kind() == Token.Kind.VALUE;
    }

    /** The value behind a placeholder; any where it is not defined, which is told later. */
    AttributeValue value() throws AwsError {
        if (!atValue()) {
            throw tokens.unexpected();
        }
        String placeholder = tokens.take().text();
        Optional<AttributeValue> value = placeholders.value(placeholder);
        if (value.isEmpty()) {
            faults.add(
                    UNDEFINED,
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        return value.orElseGet(AttributeValue.Null::new);
    }

    /** Paths that no two may lead into each other. */
    static void checkApart(DocumentPath path, List<DocumentPath> others, ExpressionFaults faults) {
        for (DocumentPath other : others) {
            String both = " with each other; must remove or rewrite one of these paths; path one: " + other.listed()
                    + ", path two: " + path.listed();
            if (other.overlaps(path)) {
                faults.add(OVERLAP, "Two document paths overlap" + both);
            } else if (other.conflicts(path)) {
                faults.add(CONFLICT, "Two document paths conflict" + both);
            }
        }
    }

    /** Whether a function has as many arguments as it takes. */
    boolean counts(String function, List<?> arguments, int expected) {
        if (arguments.size() != expected) {
            faults.add(
                    OPERAND_COUNT,
                    "Incorrect number of operands for operator or function; operator or function: " + function
                            + ", number of operands: " + arguments.size());
        }
        return arguments.size() == expected;
    }

    void wrongType(String function, String type) {
        faults.add(
                OPERAND_TYPE,
                "Incorrect operand type for operator or function; operator or function: " + function
                        + ", operand type: " + type);
    }

    void pathRequired(String function) {
        faults.add(OPERAND_TYPE, "Operator or function requires a document path; operator or function: " + function);
    }

    /** @param elsewhere functions of the other kind of expressions */
    void unknownFunction(String function, String kind, Set<String> elsewhere) {
        faults.add(
                UNKNOWN_FUNCTION,
                elsewhere.contains(function)
                        ? "The function is not allowed in " + kind + " expression; function: " + function
                        : "Invalid function name; function: " + function);
    }

    /** Any fault that was found while reading, and nothing left to read. */
    void end() throws AwsError {
        tokens.expectEnd();
        faults.throwFirst();
    }
}

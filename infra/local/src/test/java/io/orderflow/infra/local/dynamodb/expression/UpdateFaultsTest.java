package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.Expressions.refused;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.http.AwsError;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's words for update expressions that it does not take. */
final class UpdateFaultsTest {

    private static final String INVALID = "Invalid UpdateExpression: ";

    private static void invalid(String message, String expression) {
        refused(INVALID + message, () -> update(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = :one | a | a =",
                "INVALID SYNTAX HERE | INVALID | INVALID SYNTAX",
                "SET | <EOF> | SET",
                "SET a | <EOF> | a",
                "SET a = | <EOF> | =",
                "SET a = :one, | <EOF> | ,",
                "SET a :one | :one | a :one",
                "SET  REMOVE #a | REMOVE | SET  REMOVE #a",
                "ADD  SET #a | SET | ADD  SET #a",
                "SET a = :one + :two + :ten | + | :two + :ten",
                "SET a = :one * :two | * | :one * :two",
                "REMOVE a = :one | = | a = :one",
                "REMOVE :one | :one | REMOVE :one",
                "ADD a | <EOF> | a",
                "ADD a b | b | a b",
                "DELETE a = :ss | = | a = :ss",
                "SET a = b SET | <EOF> | SET",
                "SET delete = :one | delete | SET delete ="
            })
    void syntaxErrorsNameTheTokenAndWhatIsAroundIt(String expression, String token, String near) {
        invalid("Syntax error; token: \"" + token + "\", near: \"" + near + "\"", expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET a = :one SET b = :two | The \"SET\" section can only be used once in an update expression;",
                "SET a = :one, a = :two | Two document paths overlap with each other; must remove or rewrite one of these"
                        + " paths; path one: [a], path two: [a]",
                "SET a = :one REMOVE a.b | Two document paths overlap with each other; must remove or rewrite one of"
                        + " these paths; path one: [a], path two: [a, b]",
                "SET a.b[0] = :one REMOVE #a | Two document paths overlap with each other; must remove or rewrite one of"
                        + " these paths; path one: [a, b, [0]], path two: [a]",
                "SET a.b = :one, a[0] = :one | Two document paths conflict with each other; must remove or rewrite one of"
                        + " these paths; path one: [a, b], path two: [a, [0]]",
                "SET status = :one | Attribute name is a reserved keyword; reserved keyword: status",
                "SET a = :no"
                        + " | An expression attribute value used in expression is not defined; attribute value: :no",
                "SET #no = :one"
                        + " | An expression attribute name used in the document path is not defined; attribute name: #no",
                "SET a = f(b) | Invalid function name; function: f",
                "SET a = size(b) | The function is not allowed in an update expression; function: size",
                "SET a = if_not_exists(b) | Incorrect number of operands for operator or function; operator or function:"
                        + " if_not_exists, number of operands: 1",
                "SET a = if_not_exists(:one, :two)"
                        + " | Operator or function requires a document path; operator or function: if_not_exists",
                "SET a = list_append(b, :one) | Incorrect operand type for operator or function; operator or function:"
                        + " list_append, operand type: N",
                "SET a = list_append(b, list_append(:l, :l))"
                        + " | The function is not allowed to be used this way in an expression; function: list_append",
                "SET a = b + :s | Incorrect operand type for operator or function; operator or function: +, operand type: S",
                "SET a = :s - b | Incorrect operand type for operator or function; operator or function: -, operand type: S",
                "ADD a :s | Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet:"
                        + " ALLOWED_FOR_ADD_OPERAND",
                "ADD a :l | Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet:"
                        + " ALLOWED_FOR_ADD_OPERAND",
                "DELETE a :one | Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER,"
                        + " typeSet: ALLOWED_FOR_DELETE_OPERAND",
                "DELETE a :m | Incorrect operand type for operator or function; operator: DELETE, operand type: MAP,"
                        + " typeSet: ALLOWED_FOR_DELETE_OPERAND"
            })
    void faultsAreAws(String expression, String message) {
        invalid(message, expression);
    }

    @Test
    void anExpressionIsNeitherEmptyNorTooLong() {
        invalid("The expression can not be empty;", "");
        invalid("Expression size has exceeded the maximum allowed size;", "REMOVE " + "a".repeat(4093));
    }

    /** An operator counts once, also in parentheses. */
    @ParameterizedTest
    @ValueSource(strings = {"a%d=b+:one", "a%d=(b+:one)", "a%d=(if_not_exists(b,c))"})
    void threeHundredOperatorsAreTheMost(String action) throws AwsError {
        assertThat(update("SET " + actions(action, 150)).actions()).hasSize(150);
        invalid("The expression contains too many operators; operator count: 301", "SET " + actions(action, 151));
    }

    private static String actions(String action, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, action, i))
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = (:one)", "a = (b) + :one", "a = ((b) + :one)", "a = ((b + :one))", "a = (b) - (:one)"})
    void valuesMayStandInParentheses(String action) throws AwsError {
        assertThat(update("SET " + action).actions()).hasSize(1);
    }
}

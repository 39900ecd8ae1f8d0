package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.Expressions.condition;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.refused;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's words for conditions that it does not take, and which of several faults it tells. */
final class ConditionFaultsTest {

    private static final String INVALID = "Invalid ConditionExpression: ";
    private static final String TYPE = "Incorrect operand type for operator or function; operator or function: ";

    private static void invalid(String message, String expression) {
        refused(INVALID + message, () -> condition(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = | <EOF> | = ",
                "a | <EOF> | a",
                "a = :one b | b | :one b",
                "a == :one | = | == :one",
                "= :one | = | = :one",
                "a = :one AND | <EOF> | AND",
                "(a = :one | <EOF> | :one",
                "a = :one) | ) | :one)",
                "a IN () | ) | ()",
                "a IN :one | :one | IN :one",
                "a BETWEEN :one | <EOF> | :one",
                "a ! :one | ! | a ! :one",
                "# = :one | # | # =",
                "a[x] = :one | x | [x]",
                "a[-1] = :one | - | [-1",
                "a. = :one | = | . = :one",
                "1a = :one | 1 | 1a",
                "_a = :one | _ | _a",
                "begins_with(a :s) | :s | a :s)",
                "attribute_exists() | ) | ()",
                "a = and | and | = and",
                "NOT | <EOF> | NOT",
                "not = :one | = | not = :one",
                "a = :one AND or = :one | or | AND or ="
            })
    void syntaxErrorsNameTheTokenAndWhatIsAroundIt(String expression, String token, String near) {
        invalid("Syntax error; token: \"" + token + "\", near: \"" + near.strip() + "\"", expression.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(( a = :one )) | The expression has redundant parentheses;",
                "((a = :one AND b = :s)) | The expression has redundant parentheses;",
                "f(a) | Invalid function name; function: f",
                "Size(a) = :one | Invalid function name; function: Size",
                "if_not_exists(a, :one) | The function is not allowed in a condition expression; function: if_not_exists",
                "size(a) | The function is not allowed to be used this way in an expression; function: size",
                "attribute_exists(a) = :one"
                        + " | The function is not allowed to be used this way in an expression; function: attribute_exists",
                "status = :one | Attribute name is a reserved keyword; reserved keyword: status",
                "a.Order = :one | Attribute name is a reserved keyword; reserved keyword: Order",
                "#no = :one"
                        + " | An expression attribute name used in the document path is not defined; attribute name: #no",
                "a = :no" + " | An expression attribute value used in expression is not defined; attribute value: :no",
                "a = a | The first operand must be distinct from the remaining operands for this operator or function;"
                        + " operator: =, first operand: [a]",
                "a[0].b = #a[0].b | The first operand must be distinct from the remaining operands for this operator or"
                        + " function; operator: =, first operand: [a, [0], b]",
                "begins_with(a) | Incorrect number of operands for operator or function; operator or function:"
                        + " begins_with, number of operands: 1",
                "size(a, b) = :one | Incorrect number of operands for operator or function; operator or function: size,"
                        + " number of operands: 2",
                "attribute_exists(:one)"
                        + " | Operator or function requires a document path; operator or function: attribute_exists",
                "attribute_type(a, :s)"
                        + " | Invalid attribute type name found; type: text, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
                "a BETWEEN :two AND :one | The BETWEEN operator requires upper bound to be greater than or equal to lower"
                        + " bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}",
                "a BETWEEN :one AND :s | The BETWEEN operator requires same data type for lower and upper bounds; lower"
                        + " bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:text}",
                "a[2147483648] = :one | List index is not within the allowable range; index: [2147483648]"
            })
    void faultsAreAws(String expression, String message) {
        invalid(message, expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "begins_with(a, :one) | begins_with | N",
                "begins_with(size(a), :s) | begins_with | N",
                "attribute_type(a, :one) | attribute_type | N",
                "size(:one) = :one | size | N",
                "size(size(a)) = :one | size | N"
            })
    void operandsOfAWrongTypeAreRefused(String expression, String operator, String type) {
        invalid(TYPE + operator + ", operand type: " + type, expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a < :true | < | BOOL", "a >= :ss | >= | SS", ":l < a | < | L", "a BETWEEN :m AND :m | BETWEEN | M"
            })
    void onlyTextsNumbersAndBinariesHaveAnOrder(String expression, String operator, String type) {
        invalid(
                "Incorrect operand type for operator or function; operator: " + operator + ", operand type: " + type,
                expression);
    }

    /** The first fault that AWS looks for, wherever it stands. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status = :no AND f(a) AND ((a = :one)) | The expression has redundant parentheses;",
                "status = :no AND f(a) | Invalid function name; function: f",
                "a = :no AND status = :one | Attribute name is a reserved keyword; reserved keyword: status",
                "a = a AND b = :no"
                        + " | An expression attribute value used in expression is not defined; attribute value: :no",
                "begins_with(a, :one) AND size(b, a) = :one | Incorrect number of operands for operator or function;"
                        + " operator or function: size, number of operands: 2"
            })
    void ofSeveralFaultsTheFirstThatAwsLooksForIsTold(String expression, String message) {
        invalid(message, expression);
    }

    @Test
    void limitsAreHeld() {
        invalid("The expression can not be empty;", "");
        String tooLong = "a = :one " + " ".repeat(4088);
        invalid("Expression size has exceeded the maximum allowed size;", tooLong);
        invalid("The expression contains too many operators; operator count: 301", "NOT ".repeat(300) + "a = :one");
        invalid(
                "The IN operator is provided with too many operands; number of operands: 101",
                "a IN (" + String.join(",", Collections.nCopies(101, ":one")) + ")");
        invalid("The document path has too many nesting levels; nesting levels: 33", "a" + ".a".repeat(32) + " = :one");
    }
}

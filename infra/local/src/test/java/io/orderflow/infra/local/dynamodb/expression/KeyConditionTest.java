package io.orderflow.infra.local.dynamodb.expression;

import static io.orderflow.infra.local.dynamodb.expression.Expressions.placeholders;
import static io.orderflow.infra.local.dynamodb.expression.Expressions.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.http.AwsError;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyConditionTest {

    private static Map<String, KeyCondition> read(String expression) throws AwsError {
        return KeyCondition.of(ConditionParser.parse("KeyConditionExpression", expression, placeholders()));
    }

    @ParameterizedTest
    @CsvSource({
        "c = :one, EQ",
        "c < :one, LT",
        "c <= :one, LE",
        "c > :one, GT",
        "c >= :one, GE",
        ":one < c, GT",
        ":one >= c, LE",
        "(c = :one), EQ"
    })
    void theSideOfTheKeyDoesNotMatter(String condition, Operator operator) throws AwsError {
        Map<String, KeyCondition> found = read("p = :s AND " + condition);
        assertThat(found.get("p").operator()).isEqualTo(Operator.EQ);
        assertThat(found.get("c").operator()).isEqualTo(operator);
        assertThat(found.get("c").values()).containsExactly(new AttributeValue.Num(BigDecimal.ONE));
    }

    @Test
    void rangesAndBeginningsAreRead() throws AwsError {
        assertThat(read("c BETWEEN :one AND :ten AND p = :s").get("c").values())
                .containsExactly(new AttributeValue.Num(BigDecimal.ONE), new AttributeValue.Num(BigDecimal.TEN));
        assertThat(read("begins_with(c, :te) AND p = :s").get("c").operator()).isEqualTo(Operator.BEGINS_WITH);
        assertThat(read("p = :s AND (q = :one AND (r = :two AND c > :ten))")).containsOnlyKeys("p", "q", "r", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p = :s OR c = :one | Invalid operator used in KeyConditionExpression: OR",
                "NOT p = :s | Invalid operator used in KeyConditionExpression: NOT",
                "p <> :s | Invalid operator used in KeyConditionExpression: <>",
                "p IN (:s) | Invalid operator used in KeyConditionExpression: IN",
                "attribute_exists(p) | Invalid operator used in KeyConditionExpression: attribute_exists",
                "attribute_not_exists(p) | Invalid operator used in KeyConditionExpression: attribute_not_exists",
                "attribute_type(p, :typeN) | Invalid operator used in KeyConditionExpression: attribute_type",
                "contains(p, :s) | Invalid operator used in KeyConditionExpression: contains",
                "p = :s AND p = :te | KeyConditionExpressions must only contain one condition per key",
                "p.q = :s | KeyConditionExpressions cannot have conditions on nested attributes",
                "p[0] = :s | KeyConditionExpressions cannot have conditions on nested attributes",
                "size(p) = :one | KeyConditionExpressions cannot contain nested operations",
                "p = c | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition",
                ":s = :te | Invalid condition in KeyConditionExpression: No key attribute specified",
                "begins_with(:s, p) | Invalid condition in KeyConditionExpression: begins_with operator must have the key"
                        + " attribute as its first operand",
                "status = :s | Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: status"
            })
    void whatIsNoConditionOnAKeyIsRefused(String expression, String message) {
        refused(message, () -> read(expression));
    }
}

package io.orderflow.infra.local.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short ways to write requests and items: JSON with single quotes. */
final class Expressions {

    /** What {@code #} and {@code :} placeholders of the tests stand for. */
    private static final ObjectNode REQUEST = json(
            """
            {'ExpressionAttributeNames': {'#a': 'a', '#dot': 'x.y', '#status': 'status'},
             'ExpressionAttributeValues': {':one': {'N': '1'}, ':two': {'N': '2'}, ':ten': {'N': '10'},
               ':s': {'S': 'text'}, ':te': {'S': 'te'}, ':b': {'B': 'AQL/'}, ':b1': {'B': 'AQ=='}, ':true': {'BOOL': true},
               ':null': {'NULL': true}, ':ss': {'SS': ['x', 'y']}, ':ns': {'NS': ['1', '2']}, ':x': {'S': 'x'},
               ':l': {'L': [{'N': '1'}]}, ':m': {'M': {'k': {'S': 'v'}}}, ':typeN': {'S': 'N'}, ':empty': {'L': []}}}
            """);

    private Expressions() {}

    static ObjectNode json(String text) {
        return Json.tryRead(text.replace('\'', '"')).orElseThrow();
    }

    static Item item(String json) throws AwsError {
        return ItemReader.CURRENT.item(json(json));
    }

    static Placeholders placeholders() throws AwsError {
        return Placeholders.of(REQUEST, ItemReader.CURRENT);
    }

    static Condition condition(String expression) throws AwsError {
        return ConditionParser.parse("ConditionExpression", expression, placeholders());
    }

    static Update update(String expression) throws AwsError {
        return UpdateParser.parse(expression, placeholders());
    }

    static void refused(String message, ThrowingCallable call) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code() + ": " + e.message()).isEqualTo("ValidationException: " + message));
    }
}

package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

final class DynamoDbTransactionsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private final DynamoDbTable table = DynamoDbTable.simple(client);

    private TransactWriteItem put(String condition, Object... item) {
        return TransactWriteItem.builder()
                .put(r -> r.tableName(table.name).item(item(item)).conditionExpression(condition))
                .build();
    }

    private TransactWriteItem delete(String p) {
        return TransactWriteItem.builder()
                .delete(r -> r.tableName(table.name).key(item("p", p)))
                .build();
    }

    private TransactWriteItem increment(String p) {
        return TransactWriteItem.builder()
                .update(r -> r.tableName(table.name)
                        .key(item("p", p))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(item(":one", 1)))
                .build();
    }

    private TransactWriteItem check(String condition, String p) {
        return TransactWriteItem.builder()
                .conditionCheck(r -> r.tableName(table.name)
                        .key(item("p", p))
                        .conditionExpression(condition)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private void write(TransactWriteItem... actions) {
        client.transactWriteItems(r -> r.transactItems(actions));
    }

    private static List<CancellationReason> cancelled(ThrowingCallable call, String codes) {
        List<CancellationReason>[] reasons = new List[1];
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(call)
                .satisfies(e -> {
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons ["
                                    + codes + "]");
                    reasons[0] = e.cancellationReasons();
                });
        return reasons[0];
    }

    @Test
    void allActionsAreDoneTogether() {
        table.put("p", "gone");
        table.put("p", "n", "n", 1);
        write(put(null, "p", "1"), delete("gone"), increment("n"), check("attribute_not_exists(p)", "none"));
        assertThat(table.get("p", "1")).isNotEmpty();
        assertThat(table.get("p", "gone")).isEmpty();
        assertThat(table.get("p", "n")).isEqualTo(item("p", "n", "n", 2));
        assertThat(table.get("p", "none")).isEmpty();
    }

    @Test
    void oneFailedConditionAndNoneIsDone() {
        table.put("p", "there", "n", 7);
        List<CancellationReason> reasons = cancelled(
                () -> write(
                        put("attribute_not_exists(p)", "p", "1"),
                        check("attribute_not_exists(p)", "there"),
                        put("attribute_exists(p)", "p", "2")),
                "None, ConditionalCheckFailed, ConditionalCheckFailed");
        assertThat(reasons.get(0).message()).isNull();
        assertThat(reasons.get(1).message()).isEqualTo("The conditional request failed");
        assertThat(reasons.get(1).item()).isEqualTo(item("p", "there", "n", 7));
        assertThat(reasons.get(2).hasItem()).isFalse();
        assertThat(table.get("p", "1")).isEmpty();
    }

    @Test
    void whatOneActionGetsWrongIsTheReasonOfTheWhole() {
        table.put("p", "text", "n", "x");
        assertThat(cancelled(
                                () -> write(put(null, "p", "1"), put(null, "p", 7), put(null, "p", 8)),
                                "None," + " ValidationError, None")
                        .get(1)
                        .message())
                .isEqualTo("One or more parameter values were invalid: Type mismatch for key p expected: S actual: N");
        assertThat(cancelled(() -> write(increment("text"), put(null, "p", "1")), "ValidationError, None")
                        .get(0)
                        .message())
                .isEqualTo("An operand in the update expression has an incorrect data type");
        assertThat(cancelled(
                                () -> client.transactWriteItems(r -> r.transactItems(TransactWriteItem.builder()
                                        .delete(d -> d.tableName(table.name).key(item("x", "1")))
                                        .build())),
                                "ValidationError")
                        .get(0)
                        .message())
                .isEqualTo("The provided key element does not match the schema");
        assertThat(table.get("p", "1")).isEmpty();
    }

    @Test
    void someFaultsRefuseTheRequest() {
        invalid(
                "Transaction request cannot include multiple operations on one item",
                () -> write(put(null, "p", "1"), check("attribute_exists(p)", "1")));
        invalid(
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                        + " empty string value. Key: p",
                () -> write(put(null, "p", "")));
        invalid(
                "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must"
                        + " have length greater than or equal to 1",
                () -> client.transactWriteItems(r -> r.transactItems(List.of())));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.transactWriteItems(r -> r.transactItems(TransactWriteItem.builder()
                        .put(p -> p.tableName("no-such-table").item(item("p", "1")))
                        .build())));
    }

    @Test
    void aTransactionHasAtMost100Actions() {
        TransactWriteItem[] most =
                IntStream.range(0, 100).mapToObj(i -> increment("n" + i)).toArray(TransactWriteItem[]::new);
        write(most);
        assertThat(table.get("p", "n99")).isNotEmpty();
        assertThatExceptionOfType(software.amazon.awssdk.services.dynamodb.model.DynamoDbException.class)
                .isThrownBy(() -> write(IntStream.range(0, 101)
                        .mapToObj(i -> increment("m" + i))
                        .toArray(TransactWriteItem[]::new)))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage())
                        .startsWith("1 validation error detected: Value '[")
                        .endsWith("' at 'transactItems' failed to satisfy constraint: Member must have length less than"
                                + " or equal to 100"));
    }

    @Test
    void aTransactionWritesAtMost4Megabytes() {
        String large = "x".repeat(350_000);
        assertThatExceptionOfType(software.amazon.awssdk.services.dynamodb.model.DynamoDbException.class)
                .isThrownBy(() -> write(IntStream.range(0, 12)
                        .mapToObj(i -> put(null, "p", "l" + i, "a", large))
                        .toArray(TransactWriteItem[]::new)))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage()).contains("size cannot exceed"));
    }

    @Test
    void aTokenMakesARepetitionHarmless() {
        String token = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            client.transactWriteItems(r -> r.clientRequestToken(token).transactItems(increment("n")));
        }
        assertThat(table.get("p", "n")).isEqualTo(item("p", "n", "n", 1));
        assertThatExceptionOfType(IdempotentParameterMismatchException.class)
                .isThrownBy(() -> client.transactWriteItems(
                        r -> r.clientRequestToken(token).transactItems(increment("m"))));
        write(increment("n"));
        assertThat(table.get("p", "n")).isEqualTo(item("p", "n", "n", 2));
    }

    /** As the reference says: the repeated request costs reading what was written. */
    @Test
    void aRepetitionCostsReadUnits() {
        String token = UUID.randomUUID().toString();
        List<ConsumedCapacity> used = List.of();
        for (int i = 0; i < 2; i++) {
            used = client.transactWriteItems(r -> r.clientRequestToken(token)
                            .transactItems(increment("n"))
                            .returnConsumedCapacity("TOTAL"))
                    .consumedCapacity();
        }
        assertThat(used).hasSize(1);
        assertThat(used.get(0).readCapacityUnits()).isEqualTo(2);
        assertThat(used.get(0).writeCapacityUnits()).isNull();
    }

    @Test
    void aReadingTransactionAnswersInItsOrder() {
        table.put("p", "1", "a", 1, "b", 2);
        TransactGetItem one = TransactGetItem.builder()
                .get(r -> r.tableName(table.name).key(item("p", "1")).projectionExpression("b"))
                .build();
        TransactGetItem none = TransactGetItem.builder()
                .get(r -> r.tableName(table.name).key(item("p", "none")))
                .build();
        List<ItemResponse> found =
                client.transactGetItems(r -> r.transactItems(none, one)).responses();
        assertThat(found).hasSize(2);
        assertThat(found.get(0).hasItem()).isFalse();
        assertThat(found.get(1).item()).isEqualTo(item("b", 2));
        TransactGetItem wrong = TransactGetItem.builder()
                .get(r -> r.tableName(table.name).key(Map.<String, AttributeValue>of()))
                .build();
        cancelled(() -> client.transactGetItems(r -> r.transactItems(one, wrong)), "None, ValidationError");
        invalid(
                "Transaction request cannot include multiple operations on one item",
                () -> client.transactGetItems(r -> r.transactItems(one, none, one)));
    }
}

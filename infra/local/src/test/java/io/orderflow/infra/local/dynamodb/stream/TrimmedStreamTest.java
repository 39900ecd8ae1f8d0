package io.orderflow.infra.local.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.operation.ClientTokens;
import io.orderflow.infra.local.dynamodb.operation.DataPlane;
import io.orderflow.infra.local.dynamodb.operation.Operation;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.dynamodb.table.StreamSettings;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream's records end after a day, its iterators after 15 minutes; its numbers never go back. */
final class TrimmedStreamTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ARN =
            "arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-01T00:00:00.000";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final DurableStore store = DurableStore.open(Optional.empty(), executor);
    private Tables tables = new Tables(store, Clock.fixed(START, ZoneOffset.UTC));
    private Map<String, Operation> operations = new HashMap<>();

    @BeforeEach
    void create() throws AwsError {
        tables.create(new TableDefinition(
                "orders",
                "7b3c1f9e-0000-0000-0000-000000000000",
                START.minusSeconds(9).toEpochMilli(),
                new KeySchema(List.of(new KeyAttribute("id", AttributeType.S)), List.of()),
                Map.of("id", "S"),
                List.of(),
                new StreamSettings("2026-01-01T00:00:00.000", "KEYS_ONLY", true, 0),
                null,
                Map.of(),
                Json.object()));
        restartAt(Duration.ZERO);
    }

    @AfterEach
    void close() {
        store.close();
        executor.shutdownNow();
    }

    private void restartAt(Duration later) {
        Clock clock = Clock.fixed(START.plus(later), ZoneOffset.UTC);
        tables = new Tables(store, clock);
        operations = new HashMap<>(DataPlane.of(tables, new ClientTokens(store, clock)));
        operations.putAll(new StreamOperations(tables, clock).operations());
    }

    private ObjectNode run(String operation, ObjectNode in) throws AwsError {
        return operations.get(operation).run(in);
    }

    private String put(String id) throws AwsError {
        ObjectNode in = Json.object().put("TableName", "orders");
        in.putObject("Item").putObject("id").put("S", id);
        run("PutItem", in);
        String all = iterator("TRIM_HORIZON");
        var records = run("GetRecords", Json.object().put("ShardIterator", all)).get("Records");
        return records.get(records.size() - 1).at("/dynamodb/SequenceNumber").asText();
    }

    private ObjectNode described() throws AwsError {
        return (ObjectNode)
                run("DescribeStream", Json.object().put("StreamArn", ARN)).get("StreamDescription");
    }

    private String iterator(String type) throws AwsError {
        return run(
                        "GetShardIterator",
                        Json.object()
                                .put("StreamArn", ARN)
                                .put(
                                        "ShardId",
                                        described().at("/Shards/0/ShardId").asText())
                                .put("ShardIteratorType", type))
                .get("ShardIterator")
                .asText();
    }

    private int read(String iterator) throws AwsError {
        return run("GetRecords", Json.object().put("ShardIterator", iterator))
                .get("Records")
                .size();
    }

    private void trim(Duration before) {
        tables.trimStreams(START.plus(before));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(AwsError.class).isThrownBy(call).satisfies(e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void aStreamIsAsOldAsItsLabelNotAsItsTable() throws AwsError {
        assertThat(described().get("CreationRequestDateTime").asDouble()).isEqualTo((double) START.getEpochSecond());
    }

    @Test
    void anIteratorAtATrimmedRecordIsRefused() throws AwsError {
        put("1");
        String old = iterator("TRIM_HORIZON");
        String latest = iterator("LATEST");
        assertThat(read(old)).isEqualTo(1);
        trim(Duration.ofSeconds(1));
        refused("TrimmedDataAccessException", () -> read(old));
        assertThat(read(latest)).isZero();
        assertThat(read(iterator("TRIM_HORIZON"))).isZero();
    }

    @Test
    void anIteratorEndsAfterFifteenMinutes() throws AwsError {
        String iterator = iterator("LATEST");
        restartAt(Duration.ofMinutes(15));
        assertThat(read(iterator)).isZero();
        restartAt(Duration.ofMinutes(15).plusMillis(1));
        refused("ExpiredIteratorException", () -> read(iterator));
    }

    @Test
    void numbersGoOnAfterARestartEvenIfAllIsTrimmed() throws AwsError {
        String before = put("1");
        String latest = iterator("LATEST");
        trim(Duration.ofSeconds(1));
        restartAt(Duration.ofSeconds(2));
        assertThat(put("2")).isGreaterThan(before);
        assertThat(read(latest)).isEqualTo(1);
    }

    @Test
    void theStreamOfADeletedTableEndsADayLater() throws AwsError {
        put("1");
        tables.delete(tables.get("orders"));
        assertThat(described().get("StreamStatus").asText()).isEqualTo("DISABLED");
        assertThat(read(iterator("TRIM_HORIZON"))).isEqualTo(1);
        restartAt(Duration.ofDays(1));
        trim(Duration.ZERO);
        assertThat(read(iterator("TRIM_HORIZON"))).isEqualTo(1);
        trim(Duration.ofMillis(1));
        refused("ResourceNotFoundException", this::described);
        restartAt(Duration.ofDays(2));
        refused("ResourceNotFoundException", this::described);
        assertThat(store.names("stream/")).isEmpty();
    }
}

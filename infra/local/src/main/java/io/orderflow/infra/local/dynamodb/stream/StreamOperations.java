package io.orderflow.infra.local.dynamodb.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.operation.Operation;
import io.orderflow.infra.local.dynamodb.table.StreamLog;
import io.orderflow.infra.local.dynamodb.table.StreamSettings;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * ListStreams, DescribeStream, GetShardIterator and GetRecords. A stream has one shard. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">DynamoDB Streams</a>
 */
public final class StreamOperations {

    private static final int MAX_RECORDS = 1_000;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_STREAMS = 100;
    private static final double MILLIS = 1_000.0;

    private static final Pattern ARN = Pattern.compile("arn:aws:dynamodb:[a-z0-9-]+:\\d{12}:table/[^/]+/stream/[^/]+");

    private final Tables tables;
    private final Clock clock;

    public StreamOperations(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "ListStreams", this::list,
                "DescribeStream", this::describe,
                "GetShardIterator", this::iterator,
                "GetRecords", this::records);
    }

    private static String shard(TableDefinition table) {
        return String.format(
                Locale.ROOT,
                "shardId-%020d-%s",
                table.createdMillis(),
                table.id().substring(0, 8));
    }

    private static void checkForm(String arn) throws AwsError {
        if (!ARN.matcher(arn).matches()) {
            throw Faults.validation("Invalid StreamArn: " + arn);
        }
    }

    private TableDefinition byArn(String arn) throws AwsError {
        checkForm(arn);
        return tables.streaming().stream()
                .filter(table -> table.streamArn().equals(arn))
                .findFirst()
                .orElseThrow(() -> Faults.notFound("Stream: " + arn));
    }

    private static StreamSettings stream(TableDefinition table) {
        return Objects.requireNonNull(table.stream());
    }

    private ObjectNode list(ObjectNode in) throws AwsError {
        if (in.has("ExclusiveStartStreamArn")) {
            checkForm(in.get("ExclusiveStartStreamArn").asText());
        }
        String only = in.path("TableName").asText();
        String after = in.path("ExclusiveStartStreamArn").asText();
        int limit = in.path("Limit").asInt(MAX_STREAMS);
        List<TableDefinition> streams = tables.streaming().stream()
                .filter(table -> only.isEmpty() || table.name().equals(only))
                .filter(table -> table.streamArn().compareTo(after) > 0)
                .toList();
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Streams");
        for (TableDefinition table : streams.subList(0, Math.min(limit, streams.size()))) {
            list.addObject()
                    .put("StreamArn", table.streamArn())
                    .put("StreamLabel", stream(table).label())
                    .put("TableName", table.name());
        }
        if (limit < streams.size()) {
            out.put("LastEvaluatedStreamArn", streams.get(limit - 1).streamArn());
        }
        return out;
    }

    private ObjectNode describe(ObjectNode in) throws AwsError {
        TableDefinition table = byArn(in.get("StreamArn").asText());
        StreamSettings stream = stream(table);
        ObjectNode out = Json.object();
        ObjectNode one = out.putObject("StreamDescription")
                .put("StreamArn", table.streamArn())
                .put("StreamLabel", stream.label())
                .put("StreamStatus", stream.enabled() ? "ENABLED" : "DISABLED")
                .put("StreamViewType", stream.viewType())
                .put("CreationRequestDateTime", stream.since().toEpochMilli() / MILLIS)
                .put("TableName", table.name());
        one.set("KeySchema", table.keys().described());
        ArrayNode shards = one.putArray("Shards");
        boolean children = in.has("ShardFilter"); // the one shard has none
        if (!children && in.path("ExclusiveStartShardId").asText().compareTo(shard(table)) < 0) {
            ObjectNode range = shards.addObject()
                    .put("ShardId", shard(table))
                    .putObject("SequenceNumberRange")
                    .put(
                            "StartingSequenceNumber",
                            StreamLog.text(tables.streams().oldestNumber(table)));
            if (!stream.enabled()) {
                range.put(
                        "EndingSequenceNumber", StreamLog.text(tables.streams().nextNumber(table)));
            }
        }
        return out;
    }

    private ObjectNode iterator(ObjectNode in) throws AwsError {
        TableDefinition table = byArn(in.get("StreamArn").asText());
        String shard = in.get("ShardId").asText();
        if (!shard.equals(shard(table))) {
            throw Faults.notFound("Shard: " + shard + " in stream " + table.streamArn());
        }
        String type = in.get("ShardIteratorType").asText();
        boolean numbered = type.endsWith("SEQUENCE_NUMBER");
        if (numbered && !in.has("SequenceNumber")) {
            throw Faults.validation("SequenceNumber must be specified for ShardIteratorType " + type);
        }
        if (!numbered && in.has("SequenceNumber")) {
            throw Faults.validation("SequenceNumber must not be specified for ShardIteratorType " + type);
        }
        long from =
                switch (type) {
                    case "TRIM_HORIZON" -> tables.streams().oldestNumber(table);
                    case "LATEST" -> tables.streams().nextNumber(table);
                    default -> number(in, table) + (type.startsWith("AFTER") ? 1 : 0);
                };
        return Json.object().put("ShardIterator", new ShardIterator(table.streamArn(), from, clock.millis()).text());
    }

    private long number(ObjectNode in, TableDefinition table) throws AwsError {
        String text = in.get("SequenceNumber").asText();
        OptionalLong number = ShardIterator.number(text);
        if (number.isEmpty() || number.getAsLong() > tables.streams().nextNumber(table)) {
            throw Faults.validation("Invalid SequenceNumber: " + text);
        }
        checkNotTrimmed(number.getAsLong(), table);
        return number.getAsLong();
    }

    private void checkNotTrimmed(long number, TableDefinition table) throws AwsError {
        if (number < tables.streams().oldestNumber(table)) {
            throw AwsError.badRequest(
                    "TrimmedDataAccessException",
                    "The operation attempted to read past the oldest stream record in a shard.");
        }
    }

    private ObjectNode records(ObjectNode in) throws AwsError {
        ShardIterator iterator = ShardIterator.read(in.get("ShardIterator").asText(), clock.millis());
        TableDefinition table = byArn(iterator.streamArn());
        checkNotTrimmed(iterator.number(), table);
        int limit = in.path("Limit").asInt(MAX_RECORDS);
        ObjectNode out = Json.object();
        ArrayNode records = out.putArray("Records");
        long[] next = {iterator.number()};
        int[] bytes = {0};
        tables.streams().records(table).scan(StreamLog.key(iterator.number()), null, true, (key, value) -> {
            bytes[0] += value.length;
            if (records.size() == limit || (bytes[0] > MAX_BYTES && !records.isEmpty())) {
                return false;
            }
            JsonNode record = Json.tryRead(new String(value, StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IllegalStateException("An unreadable stream record"));
            records.add(record);
            next[0] = ByteBuffer.wrap(key).getLong() + 1;
            return true;
        });
        boolean ended = !table.isStreaming() && records.isEmpty();
        if (!ended) {
            out.put("NextShardIterator", new ShardIterator(iterator.streamArn(), next[0], clock.millis()).text());
        }
        return out;
    }
}

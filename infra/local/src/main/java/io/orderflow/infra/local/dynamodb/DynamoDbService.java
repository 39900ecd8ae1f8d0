package io.orderflow.infra.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * DynamoDB Local with AWS's tags, continuous backups, deletion protection, billing mode and ARNs laid over it. Item
 * operations pass through untouched. Thread-safe.
 */
public final class DynamoDbService implements AwsService, AutoCloseable {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String ARN_PREFIX = "arn:aws:dynamodb:us-east-1:000000000000:table/";
    /** What the engine would ignore. */
    private static final List<String> UNSUPPORTED_CHANGES = List.of(
            "SSESpecification",
            "TableClass",
            "WarmThroughput",
            "ReplicaUpdates",
            "MultiRegionConsistency",
            "GlobalTableWitnessUpdates",
            "GlobalTableSettingsReplicationMode");

    private static final int MAX_RECOVERY_DAYS = 35;
    private static final int ENGINE_FAILED = 500;

    private final Engine engine;
    private final StateMap<Overlay> overlays;
    private final Clock clock;

    /**
     * @param folder where the tables' file lives; empty keeps them in memory
     */
    public DynamoDbService(Optional<Path> folder, DurableStore store, Clock clock) {
        this.engine = new Engine(folder);
        this.overlays = new StateMap<>(store, "dynamodb-tables", Overlay.class);
        this.clock = clock;
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        AwsResponse answer = run(request, request.target().orElse(""));
        if (answer.status() == ENGINE_FAILED) { // as it does at malformed requests, which AWS refuses
            RequestShape.check(request.target().orElse(""), Json.read(request.body()));
        }
        return answer;
    }

    private AwsResponse run(AwsRequest request, String operation) throws AwsError {
        return switch (operation) {
            case "CreateTable" -> create(request);
            case "UpdateTable" -> update(request);
            case "DeleteTable" -> delete(request);
            case "DescribeTable" -> corrected(call(request, operation, Json.read(request.body())));
            case "TagResource" -> tag(request);
            case "UntagResource" -> untag(request);
            case "ListTagsOfResource" -> listTags(request);
            case "DescribeContinuousBackups" -> backups(table(Json.read(request.body()), "TableName", request));
            case "UpdateContinuousBackups" -> updateBackups(request);
            case "ListStreams", "DescribeStream", "GetShardIterator" ->
                StreamArns.forCaller(call(request, operation, StreamArns.forEngine(Json.read(request.body()))));
            case "GetRecords" ->
                StreamArns.records(call(request, operation, StreamArns.forEngine(Json.read(request.body()))));
            case "" -> throw unknown();
            default -> engine.call(request, operation, request.body());
        };
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        String code = error.code().equals("InvalidClientTokenId") ? "UnrecognizedClientException" : error.code();
        String namespace = error.code().equals("ResourceNotFoundException")
                ? "com.amazonaws.dynamodb.v20120810#"
                : "com.amazon.coral.service#";
        return Json.refuse(CONTENT_TYPE, error, namespace + code, code);
    }

    @Override
    public void close() {
        engine.close();
    }

    private AwsResponse call(AwsRequest request, String operation, ObjectNode body) {
        return engine.call(request, operation, Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private AwsResponse create(AwsRequest request) throws AwsError {
        ObjectNode body = Json.read(request.body());
        refuseOnDemandThroughput(body);
        Overlay overlay = new Overlay(
                tags(body.path("Tags")),
                0,
                0,
                body.path("DeletionProtectionEnabled").asBoolean(false),
                Json.text(body, "BillingMode").orElse("PROVISIONED"));
        body.remove("Tags");
        body.remove("DeletionProtectionEnabled");
        AwsResponse answer = call(request, "CreateTable", body);
        if (answer.status() == 200) {
            overlays.put(Json.text(body, "TableName").orElse(""), overlay);
        }
        return corrected(answer);
    }

    private static AwsError unsupported(String member) {
        return AwsError.badRequest("ValidationException", "The embedded AWS does not support " + member + ".");
    }

    /** The engine fails at most of them, on tables and on indexes. */
    private static void refuseOnDemandThroughput(ObjectNode body) throws AwsError {
        JsonNode found = body.findValue("OnDemandThroughput");
        if (found != null && !found.isNull()) {
            throw unsupported("OnDemandThroughput");
        }
    }

    private AwsResponse update(AwsRequest request) throws AwsError {
        ObjectNode body = Json.read(request.body());
        for (String member : UNSUPPORTED_CHANGES) {
            if (body.hasNonNull(member)
                    && !(body.get(member).isArray() && body.get(member).isEmpty())) {
                throw unsupported(member);
            }
        }
        refuseOnDemandThroughput(body);
        String table = table(body, "TableName", request);
        JsonNode protection = body.remove("DeletionProtectionEnabled");
        String operation = body.size() > 1 ? "UpdateTable" : "DescribeTable";
        AwsResponse answer = call(request, operation, body);
        if (answer.status() == 200) {
            Overlay overlay = overlay(table);
            if (protection != null) {
                overlay = overlay.withDeletionProtection(protection.asBoolean());
            }
            overlays.put(
                    table,
                    overlay.withBillingMode(Json.text(body, "BillingMode").orElse(overlay.billingMode())));
        }
        return corrected(
                answer.status() == 200 && operation.equals("DescribeTable")
                        ? renamed(answer, "Table", "TableDescription")
                        : answer);
    }

    private AwsResponse delete(AwsRequest request) throws AwsError {
        ObjectNode body = Json.read(request.body());
        String table = Json.text(body, "TableName").orElse("");
        if (overlays.get(table).map(Overlay::deletionProtection).orElse(false)) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion"
                            + " protection first.");
        }
        AwsResponse answer = call(request, "DeleteTable", body);
        AwsResponse corrected = corrected(answer);
        if (answer.status() == 200) {
            overlays.remove(table);
        }
        return corrected;
    }

    private static AwsResponse renamed(AwsResponse answer, String from, String to) throws AwsError {
        ObjectNode body = Json.read(answer.body());
        return Json.ok(CONTENT_TYPE, Json.object().set(to, body.get(from)));
    }

    /** The answer with ARNs of this region, billing mode and deletion protection as AWS says them. */
    private AwsResponse corrected(AwsResponse answer) throws AwsError {
        if (answer.status() != 200) {
            return answer;
        }
        ObjectNode body = Json.read(StreamArns.forCaller(answer).body());
        for (String member : new String[] {"Table", "TableDescription"}) {
            if (body.get(member) instanceof ObjectNode table) {
                Overlay overlay = overlay(Json.text(table, "TableName").orElse(""));
                table.put("DeletionProtectionEnabled", overlay.deletionProtection());
                if (!table.has("BillingModeSummary") && overlay.billingMode().equals("PAY_PER_REQUEST")) {
                    table.putObject("BillingModeSummary").put("BillingMode", overlay.billingMode());
                }
            }
        }
        return Json.ok(CONTENT_TYPE, body);
    }

    private Overlay overlay(String table) {
        return overlays.get(table).orElse(new Overlay(Map.of(), 0, 0, false, "PROVISIONED"));
    }

    /** The name of an existing table that the request names by name or ARN. */
    private String table(ObjectNode body, String member, AwsRequest request) throws AwsError {
        String name = Json.text(body, member).orElse("");
        name = name.startsWith(ARN_PREFIX) ? name.substring(ARN_PREFIX.length()) : name;
        AwsResponse described = call(request, "DescribeTable", Json.object().put("TableName", name));
        if (described.status() != 200) {
            throw AwsError.badRequest(
                    "ResourceNotFoundException", "Requested resource not found: Table: " + name + " not found");
        }
        return name;
    }

    private AwsResponse tag(AwsRequest request) throws AwsError {
        ObjectNode body = Json.read(request.body());
        String table = table(body, "ResourceArn", request);
        Map<String, String> tags = new HashMap<>(overlay(table).tags());
        tags.putAll(tags(body.path("Tags")));
        overlays.put(table, overlay(table).withTags(tags));
        return Json.ok(CONTENT_TYPE, Json.object());
    }

    private AwsResponse untag(AwsRequest request) throws AwsError {
        ObjectNode body = Json.read(request.body());
        String table = table(body, "ResourceArn", request);
        Map<String, String> tags = new HashMap<>(overlay(table).tags());
        body.path("TagKeys").forEach(key -> tags.remove(key.asText()));
        overlays.put(table, overlay(table).withTags(tags));
        return Json.ok(CONTENT_TYPE, Json.object());
    }

    private AwsResponse listTags(AwsRequest request) throws AwsError {
        ObjectNode answer = Json.object();
        ArrayNode tags = answer.putArray("Tags");
        new TreeMap<>(overlay(table(Json.read(request.body()), "ResourceArn", request))
                        .tags())
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return Json.ok(CONTENT_TYPE, answer);
    }

    private static Map<String, String> tags(JsonNode list) {
        Map<String, String> tags = new HashMap<>();
        list.forEach(tag -> Json.text(tag, "Key")
                .ifPresent(key -> tags.put(key, Json.text(tag, "Value").orElse(""))));
        return tags;
    }

    private AwsResponse updateBackups(AwsRequest request) throws AwsError {
        ObjectNode body = Json.read(request.body());
        String table = table(body, "TableName", request);
        JsonNode wanted = body.path("PointInTimeRecoverySpecification");
        boolean on = wanted.path("PointInTimeRecoveryEnabled").asBoolean(false);
        int days = on ? wanted.path("RecoveryPeriodInDays").asInt(MAX_RECOVERY_DAYS) : 0;
        if (days < 0 || days > MAX_RECOVERY_DAYS || (on && days == 0)) {
            throw AwsError.badRequest(
                    "ValidationException", "RecoveryPeriodInDays must be between 1 and " + MAX_RECOVERY_DAYS + ".");
        }
        Overlay now = overlay(table);
        long since = now.pointInTimeRecoveryDays() > 0 ? now.pointInTimeRecoverySince() : clock.millis();
        overlays.put(table, now.withPointInTimeRecovery(days, since));
        return backups(table);
    }

    private AwsResponse backups(String table) {
        Overlay overlay = overlay(table);
        boolean on = overlay.pointInTimeRecoveryDays() > 0;
        ObjectNode answer = Json.object();
        ObjectNode recovery = answer.putObject("ContinuousBackupsDescription")
                .put("ContinuousBackupsStatus", "ENABLED")
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", on ? "ENABLED" : "DISABLED");
        if (on) {
            long oldest = Math.max(
                    overlay.pointInTimeRecoverySince(),
                    clock.millis()
                            - Duration.ofDays(overlay.pointInTimeRecoveryDays()).toMillis());
            recovery.put("RecoveryPeriodInDays", overlay.pointInTimeRecoveryDays())
                    .put("EarliestRestorableDateTime", oldest / 1000.0)
                    .put("LatestRestorableDateTime", clock.millis() / 1000.0);
        }
        return Json.ok(CONTENT_TYPE, answer);
    }

    private static AwsError unknown() {
        return AwsError.badRequest("UnknownOperationException", "The request names no operation in X-Amz-Target.");
    }
}

package io.orderflow.infra.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.control.ControlPlane;
import io.orderflow.infra.local.dynamodb.operation.ClientTokens;
import io.orderflow.infra.local.dynamodb.operation.DataPlane;
import io.orderflow.infra.local.dynamodb.operation.Operation;
import io.orderflow.infra.local.dynamodb.request.RequestCheck;
import io.orderflow.infra.local.dynamodb.stream.StreamOperations;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** DynamoDB and DynamoDB Streams in AWS's JSON protocol. Thread-safe. */
public final class DynamoDbService implements AwsService {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final int ADDRESS_MINUTES = 1440;
    private static final String CORAL = "com.amazon.coral.service#";
    private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";

    private static final Set<String> BODILESS = Set.of("TagResource", "UntagResource");

    private final RequestCheck check = new RequestCheck();
    private final Map<String, Operation> operations = new HashMap<>();

    public DynamoDbService(DurableStore store, ExecutorService executor, Clock clock) {
        Tables tables = new Tables(store, clock);
        ClientTokens tokens = new ClientTokens(store, clock);
        operations.putAll(DataPlane.of(tables, tokens));
        operations.putAll(new ControlPlane(tables, tokens, executor, clock).operations());
        operations.putAll(new StreamOperations(tables, clock).operations());
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        String name = request.target().orElse("");
        if (name.equals("DescribeEndpoints")) {
            return Json.ok(CONTENT_TYPE, endpoints(request));
        }
        Operation operation = operations.get(name);
        if (operation == null) {
            throw AwsError.badRequest(
                    "UnknownOperationException",
                    check.isAbsent(name) ? "The embedded AWS does not have " + name + "." : "");
        }
        ObjectNode in = Json.read(request.body());
        withoutArns(in);
        ObjectNode out = operation.run(check.checked(name, in));
        return BODILESS.contains(name) ? AwsResponse.of(200, CONTENT_TYPE, "") : Json.ok(CONTENT_TYPE, out);
    }

    /** A table may be named by its ARN wherever its name may stand. */
    private static void withoutArns(JsonNode json) {
        if (json instanceof ObjectNode object && object.path("TableName").isTextual()) {
            object.put(
                    "TableName", TableDefinition.nameOf(object.get("TableName").asText()));
        }
        JsonNode items = json.path("TransactItems");
        if (items.isArray()) {
            items.forEach(item -> item.forEach(DynamoDbService::withoutArns));
        }
    }

    private static ObjectNode endpoints(AwsRequest request) {
        ObjectNode out = Json.object();
        out.putArray("Endpoints")
                .addObject()
                .put("Address", request.header("Host").orElse("127.0.0.1"))
                .put("CachePeriodInMinutes", ADDRESS_MINUTES);
        return out;
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        String code = error.jsonCode();
        boolean generic =
                error.ofAccess() || code.equals("SerializationException") || code.equals("UnknownOperationException");
        String namespace =
                generic ? CORAL : code.equals("ValidationException") ? "com.amazon.coral.validate#" : SERVICE;
        int status = error.ofAccess() ? 400 : error.status();
        return Json.refuse(CONTENT_TYPE, error, status, namespace + code);
    }
}

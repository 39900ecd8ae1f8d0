package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** SQS in both its protocols: JSON of current SDKs, query of older ones. Thread-safe. */
public final class SqsService implements AwsService, AutoCloseable {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
    private static final String LEGACY = "AWS.SimpleQueueService.";
    /** Codes of the query protocol whose JSON shape has another name. */
    private static final Map<String, String> SHAPES = Map.of(
            LEGACY + "NonExistentQueue",
            "QueueDoesNotExist",
            "QueueAlreadyExists",
            "QueueNameExists",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAction",
            "UnknownOperationException");

    /** Faults that SQS's model names; all others are common to AWS's services. */
    private static final Set<String> MODELLED = Set.of(("BatchEntryIdsNotDistinct BatchRequestTooLong EmptyBatchRequest"
                    + " InvalidAttributeName InvalidAttributeValue InvalidBatchEntryId InvalidMessageContents"
                    + " MessageNotInflight OverLimit PurgeQueueInProgress QueueDeletedRecently QueueDoesNotExist"
                    + " QueueNameExists ReceiptHandleIsInvalid ResourceNotFoundException"
                    + " TooManyEntriesInBatchRequest UnsupportedOperation")
            .split(" "));

    private final Operations operations;
    private final MoveTasks moveTasks;

    public SqsService(Queues queues, DurableStore store, ExecutorService executor, Clock clock) {
        this.moveTasks = new MoveTasks(queues, store, executor, clock);
        this.operations = new Operations(queues, moveTasks, clock);
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        String endpoint = "http://" + request.header("Host").orElse("127.0.0.1");
        if (request.target().isPresent()) {
            String operation = request.target().get();
            ObjectNode in = Json.read(request.body());
            traced(request, in);
            return Json.ok(CONTENT_TYPE, operations.run(operation, in, endpoint));
        }
        QueryParams params = QueryParams.of(request);
        String operation = params.action();
        ObjectNode in = QueryShapes.input(operation, params);
        if (!in.has("QueueUrl") && request.path().length() > 1) {
            in.put("QueueUrl", request.path());
        }
        traced(request, in);
        return QueryShapes.write(new Xml(), operation, operations.run(operation, in, endpoint))
                .answer(operation, NAMESPACE);
    }

    /** A caller's own trace goes with each message, as AWS takes it from the header. */
    private static void traced(AwsRequest request, ObjectNode in) {
        request.header("X-Amzn-Trace-Id").ifPresent(trace -> {
            trace(in, trace);
            in.path("Entries").forEach(entry -> trace(entry, trace));
        });
    }

    private static void trace(JsonNode message, String trace) {
        if (message instanceof ObjectNode one
                && one.has("MessageBody")
                && !one.path("MessageSystemAttributes").has(MessageShapes.TRACE)) {
            one.withObject("/MessageSystemAttributes/" + MessageShapes.TRACE)
                    .put("DataType", "String")
                    .put("StringValue", trace);
        }
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        if (request.target().isEmpty()) {
            boolean absent = error.code().equals(LEGACY + "NonExistentQueue");
            String text = "The specified queue does not exist for this wsdl version.";
            return Xml.refuse(absent ? SqsFaults.legacy("NonExistentQueue", text) : error, NAMESPACE);
        }
        String shape = SHAPES.getOrDefault(error.code(), error.code().replace(LEGACY, ""));
        String type = MODELLED.contains(shape)
                ? "com.amazonaws.sqs#" + shape
                : "com.amazon.coral.service#" + shape + (shape.endsWith("Exception") ? "" : "Exception");
        return Json.refuse(CONTENT_TYPE, error, type, error.code());
    }

    @Override
    public void close() {
        moveTasks.close();
    }
}

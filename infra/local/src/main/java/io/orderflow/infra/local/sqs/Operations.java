package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AbsentOperations;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** SQS's operations in the shapes of its JSON protocol, whichever protocol the caller spoke. Thread-safe. */
final class Operations {

    private static final String ACCOUNT = "000000000000";
    private static final int MAX_LISTED = 1000;
    private static final int BATCH = 10;
    private static final int MAX_BATCH_BYTES = 1_048_576;
    private static final Duration PURGE_PAUSE = Duration.ofSeconds(60);
    private static final String OVER_LIMIT = "Too many messages have been received without being deleted. Please delete"
            + " your received messages or let them timeout before receiving more.";

    private final Queues queues;
    private final MoveTasks moveTasks;
    private final Clock clock;
    private final Map<String, Instant> purges = new ConcurrentHashMap<>();

    Operations(Queues queues, MoveTasks moveTasks, Clock clock) {
        this.queues = queues;
        this.moveTasks = moveTasks;
        this.clock = clock;
    }

    /**
     * Runs an operation.
     *
     * @param endpoint where the caller reached us: queue URLs start with it
     */
    ObjectNode run(String operation, ObjectNode in, String endpoint) throws AwsError {
        if (operation.startsWith("SendMessage")) {
            MessageShapes.refuseLists(operation, in);
        }
        return switch (operation) {
            case "CreateQueue" -> create(in, endpoint);
            case "GetQueueUrl" -> Json.object().put("QueueUrl", url(endpoint, named(in)));
            case "ListQueues" -> list(in, "QueueUrls", queues.names(Json.text(in, "QueueNamePrefix")), endpoint);
            case "DeleteQueue" -> {
                queues.delete(queue(in));
                yield Json.object();
            }
            case "GetQueueAttributes" -> attributes(in);
            case "SetQueueAttributes" -> {
                Map<String, String> attributes = Json.map(in.path("Attributes"));
                if (attributes.isEmpty()) {
                    throw SqsFaults.missing("Attributes");
                }
                queues.setAttributes(queue(in), attributes);
                yield Json.object();
            }
            case "PurgeQueue" -> purge(in);
            case "SendMessage" -> send(queue(in), in);
            case "SendMessageBatch" -> batch(in, true, entry -> send(queue(in), entry));
            case "ReceiveMessage" -> receive(in);
            case "DeleteMessage" -> delete(queue(in), in);
            case "DeleteMessageBatch" -> batch(in, false, entry -> delete(queue(in), entry));
            case "ChangeMessageVisibility" -> visibility(queue(in), in);
            case "ChangeMessageVisibilityBatch" -> batch(in, false, entry -> visibility(queue(in), entry));
            case "TagQueue" -> tag(in, "Tags", Json.map(in.path("Tags")), Set.of());
            case "UntagQueue" -> tag(in, "TagKeys", Map.of(), Json.strings(in.path("TagKeys")));
            case "ListQueueTags" -> tags(in);
            case "ListDeadLetterSourceQueues" -> list(in, "queueUrls", queues.deadLetterSources(queue(in)), endpoint);
            case "StartMessageMoveTask" -> startMove(in);
            case "ListMessageMoveTasks" -> listMoves(in);
            case "CancelMessageMoveTask" ->
                Json.object().put("ApproximateNumberOfMessagesMoved", moveTasks.cancel(required(in, "TaskHandle")));
            default -> throw AbsentOperations.invalidAction("sqs", operation);
        };
    }

    private static String url(String endpoint, String name) {
        return endpoint + "/" + ACCOUNT + "/" + name;
    }

    private String named(JsonNode in) throws AwsError {
        if (!Json.text(in, "QueueOwnerAWSAccountId").orElse(ACCOUNT).equals(ACCOUNT)) {
            throw Queues.nonExistent();
        }
        return queues.state(required(in, "QueueName")).name();
    }

    private static String required(JsonNode in, String name) throws AwsError {
        return Json.text(in, name).filter(text -> !text.isEmpty()).orElseThrow(() -> SqsFaults.missing(name));
    }

    private String queue(JsonNode in) throws AwsError {
        String url = required(in, "QueueUrl");
        return queues.state(url.substring(url.lastIndexOf('/') + 1)).name();
    }

    private ObjectNode create(ObjectNode in, String endpoint) throws AwsError {
        String name = required(in, "QueueName");
        queues.create(name, Json.map(in.path("Attributes")), Json.map(in.path("tags")));
        return Json.object().put("QueueUrl", url(endpoint, name));
    }

    /** As on AWS up to 1000 queues, and a token for the rest only to who asks for pages. */
    private static ObjectNode list(JsonNode in, String member, List<String> names, String endpoint) throws AwsError {
        int max = in.path("MaxResults").asInt(MAX_LISTED);
        if (max < 1 || max > MAX_LISTED) {
            throw SqsFaults.invalid("MaxResults must be between 1 and " + MAX_LISTED + ".");
        }
        Page<String> page = Page.of(names, Function.identity(), Json.text(in, "NextToken"), max)
                .orElseThrow(() -> SqsFaults.invalid("Invalid or expired next token."));
        ObjectNode out = Json.object();
        ArrayNode urls = out.putArray(member);
        page.items().forEach(name -> urls.add(url(endpoint, name)));
        Json.withoutEmpty(out);
        page.next().filter(next -> in.hasNonNull("MaxResults")).ifPresent(next -> out.put("NextToken", next));
        return out;
    }

    private ObjectNode attributes(ObjectNode in) throws AwsError {
        Set<String> names = Json.strings(in.path("AttributeNames"));
        for (String name : names) {
            if (!QueueAttributes.readable(name)) {
                throw AwsError.badRequest("InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
        }
        Map<String, String> chosen = new TreeMap<>(queues.attributes(queue(in)));
        chosen.keySet().removeIf(name -> !names.contains("All") && !names.contains(name));
        ObjectNode out = Json.object();
        chosen.forEach(out.putObject("Attributes")::put);
        return Json.withoutEmpty(out);
    }

    private ObjectNode purge(ObjectNode in) throws AwsError {
        String name = queue(in);
        Instant last = purges.get(name);
        if (last != null && last.plus(PURGE_PAUSE).isAfter(clock.instant())) {
            throw new AwsError(
                    403,
                    "AWS.SimpleQueueService.PurgeQueueInProgress",
                    "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.");
        }
        purges.put(name, clock.instant());
        queues.purge(name);
        return Json.object();
    }

    private ObjectNode send(String queue, JsonNode in) throws AwsError {
        OutgoingMessage message = MessageShapes.outgoing(in);
        String id = queues.send(queue, message);
        ObjectNode out = Json.object().put("MessageId", id).put("MD5OfMessageBody", Digest.of(message.body()));
        if (!message.attributes().isEmpty()) {
            out.put("MD5OfMessageAttributes", Digest.of(message.attributes()));
        }
        message.traceHeader()
                .ifPresent(trace -> out.put(
                        "MD5OfMessageSystemAttributes",
                        Digest.of(Map.of(MessageShapes.TRACE, new SqsAttribute("String", trace)))));
        return out;
    }

    private ObjectNode receive(ObjectNode in) throws AwsError {
        int count = (int) number(in, "MaxNumberOfMessages", 1, 1, BATCH, "Must be between 1 and 10, if provided.");
        String name = queue(in);
        long byDefault = QueueAttributes.number(queues.state(name), "ReceiveMessageWaitTimeSeconds");
        long wait = number(in, "WaitTimeSeconds", byDefault, 0, 20, "Must be >= 0 and <= 20, if provided.");
        Optional<Duration> visibility = in.has("VisibilityTimeout") ? Optional.of(seconds(in)) : Optional.empty();
        Set<String> system = Json.strings(in.path("AttributeNames"));
        system.addAll(Json.strings(in.path("MessageSystemAttributeNames")));
        Set<String> attributes = Json.strings(in.path("MessageAttributeNames"));
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Messages");
        queues.receive(name, count, visibility, Duration.ofSeconds(wait))
                .forEach(message -> list.add(MessageShapes.received(message, system, attributes)));
        if (list.isEmpty() && wait == 0 && queues.full(name)) { // a long poll just brings nothing
            throw new AwsError(403, "OverLimit", OVER_LIMIT);
        }
        return Json.withoutEmpty(out);
    }

    private static long number(JsonNode in, String name, long byDefault, long from, long to, String reason)
            throws AwsError {
        long value = in.has(name) ? in.path(name).asLong(-1) : byDefault;
        if (value < from || value > to) {
            throw SqsFaults.invalid(name, in.path(name).asText(), reason);
        }
        return value;
    }

    private static Duration seconds(JsonNode in) throws AwsError {
        return Duration.ofSeconds(number(in, "VisibilityTimeout", -1, 0, 43_200, "Must be between 0 and 43200."));
    }

    private static String handle(JsonNode in) throws AwsError {
        String handle = required(in, "ReceiptHandle");
        if (!handle.matches("[0-9a-f-]{36}#[0-9a-f-]{36}")) {
            throw AwsError.badRequest(
                    "ReceiptHandleIsInvalid",
                    "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
        }
        return handle;
    }

    /** As on AWS a handle of a message that is gone succeeds quietly. */
    private ObjectNode delete(String queue, JsonNode in) throws AwsError {
        queues.delete(queue, handle(in));
        return Json.object();
    }

    private ObjectNode visibility(String queue, JsonNode in) throws AwsError {
        String handle = handle(in);
        if (!queues.hide(queue, handle, seconds(in))) {
            throw SqsFaults.invalid(
                    "ReceiptHandle",
                    handle,
                    "Message does not exist or is not available for visibility timeout change.");
        }
        return Json.object();
    }

    @FunctionalInterface
    private interface Entry {
        ObjectNode run(JsonNode entry) throws AwsError;
    }

    private static ObjectNode batch(ObjectNode in, boolean bodies, Entry operation) throws AwsError {
        JsonNode entries = Json.list(in.path("Entries"));
        checkBatch(entries, bodies);
        ObjectNode out = Json.object();
        ArrayNode successful = out.putArray("Successful");
        ArrayNode failed = out.putArray("Failed");
        for (JsonNode entry : entries) {
            String id = required(entry, "Id");
            try {
                ObjectNode one = Json.object().put("Id", id);
                successful.add(one.setAll(operation.run(entry)));
            } catch (AwsError e) {
                if (e.code().endsWith("NonExistentQueue")) {
                    throw e;
                }
                failed.addObject()
                        .put("Id", id)
                        .put("SenderFault", true)
                        .put("Code", e.code())
                        .put("Message", e.message().replace("are invalid", "cannot be validated")); // AWS's words
            }
        }
        return Json.withoutEmpty(out);
    }

    private static void checkBatch(JsonNode entries, boolean bodies) throws AwsError {
        if (entries.isEmpty()) {
            throw SqsFaults.legacy("EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (entries.size() > BATCH) {
            throw SqsFaults.legacy(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
        }
        Set<String> ids = new HashSet<>();
        long bytes = 0;
        for (JsonNode entry : entries) {
            String id = Json.text(Json.members(entry), "Id").orElse("");
            if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
                throw SqsFaults.legacy(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be"
                                + " at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw SqsFaults.legacy("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
            bytes += bodies ? bytes(entry) : 0;
        }
        if (bytes > MAX_BATCH_BYTES) {
            String limit = "Batch requests cannot be longer than " + MAX_BATCH_BYTES + " bytes.";
            throw SqsFaults.legacy("BatchRequestTooLong", limit + " You have sent " + bytes + " bytes.");
        }
    }

    /** An entry that is refused is its own failure, not the batch's. */
    private static long bytes(JsonNode entry) {
        try {
            return MessageShapes.outgoing(entry).bytes();
        } catch (AwsError e) {
            return 0;
        }
    }

    private ObjectNode tag(ObjectNode in, String needed, Map<String, String> added, Set<String> removed)
            throws AwsError {
        if (in.path(needed).isEmpty()) {
            throw needed.equals("Tags")
                    ? SqsFaults.missing(needed)
                    : SqsFaults.invalid("Tag keys must be between 1 and 128 characters in length.");
        }
        queues.changeTags(queue(in), tags -> {
            tags.putAll(added);
            tags.keySet().removeAll(removed);
        });
        return Json.object();
    }

    private ObjectNode tags(ObjectNode in) throws AwsError {
        ObjectNode out = Json.object();
        new TreeMap<>(queues.state(queue(in)).tags()).forEach(out.putObject("Tags")::put);
        return Json.withoutEmpty(out);
    }

    private ObjectNode startMove(ObjectNode in) throws AwsError {
        Optional<Integer> rate =
                Optional.ofNullable(in.get("MaxNumberOfMessagesPerSecond")).map(JsonNode::asInt);
        return Json.object()
                .put("TaskHandle", moveTasks.start(required(in, "SourceArn"), Json.text(in, "DestinationArn"), rate));
    }

    private ObjectNode listMoves(ObjectNode in) throws AwsError {
        int max = in.path("MaxResults").asInt(1);
        if (max < 1 || max > BATCH) {
            throw SqsFaults.invalid("MaxResults must be between 1 and 10.");
        }
        ObjectNode out = Json.object();
        ArrayNode results = out.putArray("Results");
        moveTasks.list(required(in, "SourceArn")).stream().limit(max).forEach(task -> {
            ObjectNode one = results.addObject()
                    .put("Status", task.status().name())
                    .put("SourceArn", task.sourceArn())
                    .put("ApproximateNumberOfMessagesMoved", task.moved())
                    .put("ApproximateNumberOfMessagesToMove", task.toMove())
                    .put("StartedTimestamp", task.startedMillis())
                    .put("TaskHandle", task.status() == ListedMoveTask.Status.RUNNING ? task.handle() : null)
                    .put("DestinationArn", task.destinationArn())
                    .put("MaxNumberOfMessagesPerSecond", task.perSecond() > 0 ? task.perSecond() : null)
                    .put("FailureReason", task.failureReason());
            one.properties().removeIf(member -> member.getValue().isNull());
        });
        return Json.withoutEmpty(out);
    }
}

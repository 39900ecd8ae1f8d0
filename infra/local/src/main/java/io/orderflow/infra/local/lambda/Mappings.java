package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sqs.Queues;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Event source mappings in Lambda's shapes, each with its poller. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">CreateEventSourceMapping</a>
 */
final class Mappings {

    static final String ARN_PREFIX = "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:";

    private static final int DEFAULT_BATCH = 10;
    private static final int MAX_BATCH = 10_000;
    private static final int MAX_WINDOW = 300;
    private static final int MAX_CONCURRENCY = 1_000;

    private final StateMap<ObjectNode> mappings;
    private final ResourceTags tags;
    private final Functions functions;
    private final Queues queues;
    private final QueuePoller.Starter pollers;
    private final Clock clock;
    private final Map<String, QueuePoller> running = new ConcurrentHashMap<>();
    private final Queue<QueuePoller> stopped = new ConcurrentLinkedQueue<>();

    Mappings(
            DurableStore store,
            ResourceTags tags,
            Functions functions,
            Queues queues,
            QueuePoller.Starter pollers,
            Clock clock) {
        this.mappings = new StateMap<>(store, "lambda-mappings", ObjectNode.class);
        this.tags = tags;
        this.functions = functions;
        this.queues = queues;
        this.pollers = pollers;
        this.clock = clock;
        mappings.values().forEach(this::poll);
    }

    private static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterValueException", message);
    }

    private void poll(ObjectNode mapping) {
        String id = mapping.path("UUID").asText();
        stop(running.remove(id));
        stopped.removeIf(QueuePoller::hasEnded);
        if (mapping.path("State").asText().equals("Enabled")) {
            running.put(id, pollers.start(plan(mapping)));
        }
    }

    private static QueuePoller.Plan plan(ObjectNode mapping) {
        JsonNode concurrency = mapping.path("ScalingConfig").path("MaximumConcurrency");
        boolean reports = false;
        for (JsonNode type : mapping.path("FunctionResponseTypes")) {
            reports |= type.asText().equals("ReportBatchItemFailures");
        }
        return new QueuePoller.Plan(
                mapping.path("EventSourceArn").asText(),
                mapping.path("FunctionArn").asText(),
                mapping.path("BatchSize").asInt(),
                Duration.ofSeconds(
                        mapping.path("MaximumBatchingWindowInSeconds").asInt()),
                concurrency.asInt(MAX_CONCURRENCY),
                reports);
    }

    synchronized ObjectNode create(ObjectNode in) throws AwsError {
        String queueArn = EventSource.queue(in);
        FunctionName name = FunctionName.parse(Json.text(in, "FunctionName").orElse(""));
        functions.find(name);
        for (ObjectNode other : mappings.values()) {
            if (other.path("EventSourceArn").asText().equals(queueArn)
                    && other.path("FunctionArn").asText().equals(name.arn())) {
                throw new AwsError(
                        409,
                        "ResourceConflictException",
                        "The event source arn (\" " + queueArn + " \") and function (\" " + name.name()
                                + " \") provided mapping already exists. Please update or delete the existing mapping"
                                + " with UUID " + other.path("UUID").asText());
            }
        }
        String id = UUID.randomUUID().toString();
        ObjectNode mapping = Json.object()
                .put("UUID", id)
                .put("EventSourceMappingArn", ARN_PREFIX + id)
                .put("BatchSize", DEFAULT_BATCH)
                .put("MaximumBatchingWindowInSeconds", 0)
                .put("EventSourceArn", queueArn)
                .put("State", "Enabled")
                .put("StateTransitionReason", "USER_INITIATED");
        mapping.putArray("FunctionResponseTypes");
        ResourceTags.check(in.path("Tags"));
        ObjectNode created = save(mapping, name, in);
        tags.add(tagKey(id), in.path("Tags"));
        return created;
    }

    static String tagKey(String id) {
        return "event-source-mapping:" + id;
    }

    synchronized ObjectNode update(String id, ObjectNode in) throws AwsError {
        ObjectNode mapping = get(id);
        FunctionName name = FunctionName.parse(
                Json.text(in, "FunctionName").orElse(mapping.path("FunctionArn").asText()));
        functions.find(name);
        return save(mapping, name, in);
    }

    private ObjectNode save(ObjectNode mapping, FunctionName name, ObjectNode in) throws AwsError {
        EventSource.checkKinds(in);
        mapping.put("FunctionArn", name.arn());
        for (String number : List.of("BatchSize", "MaximumBatchingWindowInSeconds")) {
            if (in.hasNonNull(number)) {
                mapping.put(number, in.path(number).asInt());
            }
        }
        if (in.path("FunctionResponseTypes").isArray()) {
            mapping.set("FunctionResponseTypes", in.get("FunctionResponseTypes"));
        }
        if (in.get("ScalingConfig") instanceof ObjectNode scaling) {
            if (scaling.hasNonNull("MaximumConcurrency")) {
                mapping.set("ScalingConfig", scaling);
            } else {
                mapping.remove("ScalingConfig");
            }
        }
        if (in.hasNonNull("Enabled")) {
            mapping.put("State", in.path("Enabled").asBoolean() ? "Enabled" : "Disabled");
        }
        check(mapping, name, in);
        mapping.put("LastModified", clock.millis() / 1000.0);
        mappings.put(mapping.path("UUID").asText(), mapping.deepCopy());
        poll(mapping);
        return mapping;
    }

    private void check(ObjectNode mapping, FunctionName name, ObjectNode in) throws AwsError {
        EventSource.refuseUnsupported(in);
        int batch = mapping.path("BatchSize").asInt();
        int window = mapping.path("MaximumBatchingWindowInSeconds").asInt();
        if (batch < 1 || batch > MAX_BATCH || window < 0 || window > MAX_WINDOW) {
            throw invalid("BatchSize must be 1 to 10000 and MaximumBatchingWindowInSeconds 0 to 300.");
        }
        if (batch > DEFAULT_BATCH && window < 1) {
            throw invalid(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        }
        JsonNode concurrency = mapping.path("ScalingConfig").path("MaximumConcurrency");
        if (!concurrency.isMissingNode() && (concurrency.asInt() < 2 || concurrency.asInt() > MAX_CONCURRENCY)) {
            throw invalid("MaximumConcurrency must be between 2 and 1000.");
        }
        Optional<Duration> visibility =
                Queues.nameOf(mapping.path("EventSourceArn").asText()).flatMap(queues::visibilityTimeout);
        if (visibility.isEmpty()) {
            throw invalid(
                    "Error occurred while ReceiveMessage. SQS Error Code:"
                            + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.");
        }
        Duration timeout = functions.spec(name).timeout();
        if (visibility.get().compareTo(timeout) < 0) {
            throw invalid("Queue visibility timeout: " + visibility.get().toSeconds()
                    + " seconds is less than Function timeout: " + timeout.toSeconds() + " seconds");
        }
    }

    ObjectNode get(String id) throws AwsError {
        return mappings.get(id)
                .orElseThrow(() ->
                        new AwsError(404, "ResourceNotFoundException", "The resource you requested does not exist."))
                .deepCopy();
    }

    synchronized ObjectNode delete(String id) throws AwsError {
        ObjectNode mapping = get(id);
        mappings.remove(id);
        tags.delete(tagKey(id));
        stop(running.remove(id));
        return mapping.put("State", "Deleting");
    }

    ObjectNode list(Map<String, String> query) throws AwsError {
        Optional<String> source = Optional.ofNullable(query.get("EventSourceArn"));
        Optional<String> named = Optional.ofNullable(query.get("FunctionName"));
        Optional<String> arn = named.isEmpty()
                ? Optional.empty()
                : Optional.of(FunctionName.parse(named.get()).arn());
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("EventSourceMappings");
        mappings.values().stream()
                .filter(m -> source.isEmpty()
                        || source.get().equals(m.path("EventSourceArn").asText()))
                .filter(m ->
                        arn.isEmpty() || arn.get().equals(m.path("FunctionArn").asText()))
                .forEach(list::add);
        return out;
    }

    private void stop(@Nullable QueuePoller poller) {
        if (poller != null) {
            poller.close();
            stopped.add(poller); // it may still carry a batch
        }
    }

    /** Stops receiving and lets the batches under way finish, but not for longer than that. */
    void drain(Duration atMost) throws InterruptedException {
        List.copyOf(running.keySet()).forEach(id -> stop(running.remove(id)));
        awaitEnd(atMost);
    }

    /** Waits for all pollers to end, but not longer than that. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        Instant end = clock.instant().plus(atMost);
        for (QueuePoller poller = stopped.peek(); poller != null; poller = stopped.peek()) {
            if (!poller.awaitEnd(Duration.between(clock.instant(), end))) {
                return;
            }
            stopped.remove(poller);
        }
    }
}

package io.orderflow.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.PortException;
import io.orderflow.operations.PortException.Kind;
import io.orderflow.operations.Progress;
import io.orderflow.operations.check.CheckTarget;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.RedriveOutcome;
import io.orderflow.operations.queues.WatchedQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** {@link CheckTarget} of the same adapters that the window uses. Not thread-safe. */
public final class AwsCheckTarget implements CheckTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_READ = 500;

    private final AwsClients clients;
    private final Bootstrapper stack;
    private final ResourceNames names;
    private final DynamoDbOrderLookup rows;
    private final SqsQueueDepths depths;
    private final SqsDeadLetters deadLetters;
    private final Map<String, DeadLetter> seen = new HashMap<>();

    public AwsCheckTarget(AwsClients clients, Bootstrapper stack) {
        this.clients = clients;
        this.stack = stack;
        this.names = stack.spec().names();
        this.rows = new DynamoDbOrderLookup(clients.dynamoDb(), names.table(), clients.target());
        this.depths = new SqsQueueDepths(
                clients.sqs(), clients.target(), Map.of(WatchedQueue.DEAD_LETTER_QUEUE, names.deadLetterQueue()));
        this.deadLetters = new SqsDeadLetters(clients.sqs(), clients.target(), names.deadLetterQueue(), names.queue());
    }

    @Override
    public List<String> missing() throws PortException {
        try {
            return stack.essentials(stack.plan()).changes().stream()
                    .map(change -> change.resource().toString())
                    .toList();
        } catch (SetupException e) {
            throw refused(e);
        }
    }

    @Override
    public List<String> differences() throws PortException {
        try {
            return stack.plan().pending().stream()
                    .map(AwsCheckTarget::difference)
                    .toList();
        } catch (SetupException e) {
            throw refused(e);
        }
    }

    private static String difference(Change change) {
        if (change.state() == ResourceState.UNREADABLE) {
            return change.reason();
        }
        return switch (change.action()) {
            case CREATE -> change.resource() + " is not there";
            case REPLACE -> change.resource() + ": " + change.reason();
            case NONE, UPDATE, ADOPT ->
                change.resource() + " (now → by default) "
                        + change.diffs().stream().map(PropertyDiff::toString).collect(Collectors.joining(", "));
        };
    }

    @Override
    public int setUp(Consumer<String> progress) throws PortException {
        ApplyListener listener = new ApplyListener() {
            @Override
            public void started(Change change, int index, int total) {
                progress.accept("  " + (index + 1) + " of " + total + "  " + change.resource());
            }
        };
        try {
            return stack.apply(stack.essentials(stack.plan()), listener).size();
        } catch (SetupException e) {
            throw refused(e);
        }
    }

    @Override
    public void publish(String body) throws PortException {
        String topic = stack.spec().topic().arn();
        try {
            clients.sns().publish(request -> request.topicArn(topic).message(body));
        } catch (SdkException e) {
            throw PortFaults.of(e, clients.target(), names.topic());
        }
    }

    @Override
    public Set<String> stored(Collection<String> orderIds) throws PortException {
        return rows.find(orderIds).keySet();
    }

    @Override
    public long deadLetterDepth() throws PortException {
        return depths.read(WatchedQueue.DEAD_LETTER_QUEUE).visible();
    }

    @Override
    public List<DeadLetterSeen> deadLettersHolding(String text) throws PortException {
        return deadLetters.peek(MOST_READ, Progress.NONE).letters().stream()
                .filter(letter -> letter.body().contains(text))
                .peek(letter -> seen.put(letter.messageId(), letter))
                .map(letter -> new DeadLetterSeen(letter.messageId(), letter.receiveCount(), letter.body()))
                .toList();
    }

    @Override
    public List<Integer> deliveries(String messageId) throws PortException {
        try {
            List<Integer> receives = new ArrayList<>();
            for (FilteredLogEvent event : clients.logs()
                    .filterLogEventsPaginator(
                            request -> request.logGroupName(names.logGroup()).filterPattern("\"" + messageId + "\""))
                    .events()) {
                JsonNode line = json(event.message());
                if (line.path("messageId").asText().equals(messageId)) {
                    receives.add(line.path("receiveCount").asInt());
                }
            }
            return receives.stream().sorted().toList();
        } catch (SdkException e) {
            throw PortFaults.of(e, clients.target(), names.logGroup());
        }
    }

    /** Lines that are not JSON are the runtime's, not the consumer's. */
    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }

    @Override
    public void redriveRepaired(DeadLetterSeen letter, String repairedBody) throws PortException {
        DeadLetter found = seen.get(letter.messageId());
        if (found == null || deadLetters.redrive(found, repairedBody) instanceof RedriveOutcome.NotFound) {
            throw new PortException(
                    Kind.REFUSED, names.deadLetterQueue(), "message " + letter.messageId() + " is no longer there");
        }
    }

    private static PortException refused(SetupException failure) {
        return new PortException(Kind.REFUSED, "setup", String.valueOf(failure.getMessage()), failure);
    }
}

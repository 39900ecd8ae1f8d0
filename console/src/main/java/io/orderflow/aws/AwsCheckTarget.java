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
import io.orderflow.operations.check.CheckTarget;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.queues.WatchedQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** {@link CheckTarget} of the same adapters that the window uses. Not thread-safe. */
public final class AwsCheckTarget implements CheckTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_READ = 500;
    /** Long enough to find one among so many, short enough that a crash hides nothing for long. */
    private static final Duration HOLD = Duration.ofSeconds(60);

    /** A long poll asks all of SQS's servers. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final AwsClients clients;
    private final Bootstrapper stack;
    private final ResourceNames names;
    private final DynamoDbOrderLookup rows;
    private final SqsQueueDepths depths;
    private final SqsLetterQueue deadLetters;
    private final SqsLetterTarget orders;

    public AwsCheckTarget(AwsClients clients, Bootstrapper stack) {
        this.clients = clients;
        this.stack = stack;
        this.names = stack.spec().names();
        this.rows = new DynamoDbOrderLookup(clients.dynamoDb(), names.table(), clients.target());
        this.depths = new SqsQueueDepths(
                clients.sqs(), clients.target(), Map.of(WatchedQueue.DEAD_LETTER_QUEUE, names.deadLetterQueue()));
        this.deadLetters = new SqsLetterQueue(clients.sqs(), clients.target(), names.deadLetterQueue());
        this.orders = new SqsLetterTarget(clients, names.queue());
    }

    @Override
    public List<String> missing() throws PortException {
        try {
            return stack.essentials(stack.plan()).changes().stream()
                    .map(change -> change.resource().toString())
                    .toList();
        } catch (SetupException e) {
            throw StackFaults.of(e);
        }
    }

    @Override
    public List<String> differences() throws PortException {
        try {
            return stack.plan().pending().stream()
                    .map(AwsCheckTarget::difference)
                    .toList();
        } catch (SetupException e) {
            throw StackFaults.of(e);
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
            throw StackFaults.of(e);
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
        List<ReceivedLetter> held = new ArrayList<>();
        try {
            look(held, letter -> false);
            return held.stream()
                    .map(ReceivedLetter::letter)
                    .filter(letter -> letter.body().contains(text))
                    .map(letter -> new DeadLetterSeen(letter.messageId(), letter.receiveCount(), letter.body()))
                    .toList();
        } finally {
            release(held);
        }
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
        List<ReceivedLetter> held = new ArrayList<>();
        try {
            ReceivedLetter found = look(held, each -> each.messageId().equals(letter.messageId()));
            if (found == null) {
                throw new PortException(
                        Kind.REFUSED, names.deadLetterQueue(), "message " + letter.messageId() + " is no longer there");
            }
            DeadLetter old = found.letter();
            SendAnswer answer = orders.send(List.of(
                    new OutgoingLetter(old.messageId(), repairedBody, old.attributes(), old.group(), old.trace())));
            EntryFault refused = answer.failed().get(old.messageId());
            if (refused != null || answer.sent().isEmpty()) {
                throw new PortException(
                        Kind.REFUSED, names.queue(), refused == null ? "did not answer" : refused.message());
            }
            // From here on the message is safe in OrderQueue.
            held.remove(found);
            Map<String, EntryFault> stays = deadLetters.delete(List.of(found.handle()));
            if (!stays.isEmpty()) {
                throw new PortException(Kind.REFUSED, names.deadLetterQueue(), "keeps a message that was sent again");
            }
        } finally {
            release(held);
        }
    }

    /** Receives until nothing comes, or one is found; null where it is not. */
    private @Nullable ReceivedLetter look(List<ReceivedLetter> held, Predicate<DeadLetter> wanted)
            throws PortException {
        while (held.size() < MOST_READ) {
            List<ReceivedLetter> batch = deadLetters.receive(LetterQueue.BATCH, HOLD, WAIT);
            held.addAll(batch);
            for (ReceivedLetter each : batch) {
                if (wanted.test(each.letter())) {
                    return each;
                }
            }
            if (batch.isEmpty() || deadLetters.facts().visible() == 0) {
                return null;
            }
        }
        return null;
    }

    private void release(List<ReceivedLetter> held) throws PortException {
        for (int from = 0; from < held.size(); from += LetterQueue.BATCH) {
            List<ReceivedLetter> batch = held.subList(from, Math.min(held.size(), from + LetterQueue.BATCH));
            // What fails here is gone, or comes back by itself.
            Map<String, EntryFault> unused =
                    deadLetters.hide(batch.stream().map(ReceivedLetter::handle).toList(), Duration.ZERO);
        }
    }
}

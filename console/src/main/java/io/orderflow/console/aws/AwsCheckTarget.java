package io.orderflow.console.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.check.CheckTarget;
import io.orderflow.console.task.PortException;
import io.orderflow.console.task.PortException.Kind;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.plan.ApplyListener;
import io.orderflow.infra.plan.Bootstrapper;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.SetupException;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.store.OrdersTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** {@link CheckTarget} through the SDK, on any target. Not thread-safe. */
public final class AwsCheckTarget implements CheckTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** BatchGetItem takes 100 keys at most. */
    private static final int KEYS_A_CALL = 100;

    private static final int LOOKS = 50;

    private final AwsClients clients;
    private final ResourceNames names;
    private final Bootstrapper stack;
    private final Map<String, String> queueUrls = new HashMap<>();

    public AwsCheckTarget(AwsClients clients, Bootstrapper stack) {
        this.clients = clients;
        this.stack = stack;
        this.names = stack.spec().names();
    }

    @Override
    public List<String> missing() throws PortException {
        return explained(() -> stack.plan().pending().stream()
                .map(change -> change.resource().toString())
                .toList());
    }

    @Override
    public int setUp(Consumer<String> progress) throws PortException {
        ApplyListener listener = new ApplyListener() {
            @Override
            public void started(Change change, int index, int total) {
                progress.accept("  " + (index + 1) + " of " + total + "  " + change.resource());
            }
        };
        return explained(() -> stack.apply(stack.plan(), listener).size());
    }

    @Override
    public void publish(String body) throws PortException {
        String topic = stack.spec().topic().arn();
        explained(() -> clients.sns().publish(request -> request.topicArn(topic).message(body)));
    }

    @Override
    public Set<String> stored(Collection<String> orderIds) throws PortException {
        List<String> ids = List.copyOf(orderIds);
        Set<String> found = new HashSet<>();
        for (int from = 0; from < ids.size(); from += KEYS_A_CALL) {
            List<Map<String, AttributeValue>> keys =
                    ids.subList(from, Math.min(ids.size(), from + KEYS_A_CALL)).stream()
                            .map(id -> Map.of(OrdersTable.ORDER_ID, AttributeValue.fromS(id)))
                            .toList();
            KeysAndAttributes wanted = KeysAndAttributes.builder()
                    .keys(keys)
                    .projectionExpression(OrdersTable.ORDER_ID)
                    .consistentRead(true)
                    .build();
            // Keys that were not processed for throttling are simply not found yet: the check looks again.
            explained(() -> clients.dynamoDb()
                            .batchGetItem(request -> request.requestItems(Map.of(names.table(), wanted))))
                    .responses()
                    .getOrDefault(names.table(), List.of())
                    .forEach(row -> found.add(row.get(OrdersTable.ORDER_ID).s()));
        }
        return found;
    }

    @Override
    public int deadLetterDepth() throws PortException {
        Map<QueueAttributeName, String> depth = explained(() -> clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(url(names.deadLetterQueue()))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes());
        return Integer.parseInt(depth.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    }

    @Override
    public List<DeadLetterSeen> deadLettersHolding(String text) throws PortException {
        List<DeadLetterSeen> seen = new ArrayList<>();
        List<String> handles = new ArrayList<>();
        // The messages seen stay hidden until the look is over, so that no look shows one twice.
        for (int look = 0; look < LOOKS; look++) {
            List<Message> batch = explained(() -> clients.sqs()
                    .receiveMessage(request -> request.queueUrl(url(names.deadLetterQueue()))
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(1)
                            .visibilityTimeout(30)
                            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                    .messages());
            if (batch.isEmpty()) {
                break;
            }
            batch.forEach(message -> {
                handles.add(message.receiptHandle());
                if (message.body().contains(text)) {
                    seen.add(new DeadLetterSeen(
                            message.messageId(), receives(message), message.body(), message.receiptHandle()));
                }
            });
        }
        for (String handle : handles) {
            explained(() -> clients.sqs()
                    .changeMessageVisibility(request -> request.queueUrl(url(names.deadLetterQueue()))
                            .receiptHandle(handle)
                            .visibilityTimeout(0)));
        }
        return seen;
    }

    private static int receives(Message message) {
        return Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"));
    }

    @Override
    public List<Integer> deliveries(String messageId) throws PortException {
        FilterLogEventsRequest request = FilterLogEventsRequest.builder()
                .logGroupName(names.logGroup())
                .filterPattern("\"" + messageId + "\"")
                .build();
        return explained(() -> clients.logs().filterLogEventsPaginator(request).events().stream()
                .map(FilteredLogEvent::message)
                .map(AwsCheckTarget::json)
                .filter(line -> line.path("messageId").asText().equals(messageId)
                        && line.path("receiveCount").isInt())
                .map(line -> line.path("receiveCount").asInt())
                .sorted()
                .toList());
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.nullNode(); // a line of the runtime, not of the consumer
        }
    }

    @Override
    public void redriveRepaired(DeadLetterSeen letter, String repairedBody) throws PortException {
        // Deleted only once SQS has answered that the repaired one is safe: a kill between the two leaves both, and
        // the consumer stores an order once however often it comes.
        explained(() -> clients.sqs()
                .sendMessage(request -> request.queueUrl(url(names.queue())).messageBody(repairedBody)));
        explained(() -> clients.sqs().deleteMessage(request -> request.queueUrl(url(names.deadLetterQueue()))
                .receiptHandle(letter.receiptHandle())));
    }

    private String url(String queue) {
        return queueUrls.computeIfAbsent(queue, name -> clients.sqs()
                .getQueueUrl(request -> request.queueName(name))
                .queueUrl());
    }

    private <T> T explained(Supplier<T> call) throws PortException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new PortException(Kind.REFUSED, "check", AwsFaults.line(e, clients.target()), e);
        } catch (SetupException e) {
            throw new PortException(Kind.REFUSED, "setup", String.valueOf(e.getMessage()), e);
        }
    }
}

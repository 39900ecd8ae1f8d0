package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Where an older receipt handle deletes nothing, the event source still takes every message out of the queue. */
final class UnkindHandlesTest {

    private LocalAws aws;
    private Clients clients;
    private String queue;
    private String dead;

    @BeforeEach
    void start() throws LocalAwsException, IOException {
        aws = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}).unkind());
        clients = new Clients(aws.connection());
        dead = clients.sqs.createQueue(r -> r.queueName("Dead")).queueUrl();
        Fixtures.consumer(clients, 2);
        queue = clients.sqs.getQueueUrl(r -> r.queueName("Work")).queueUrl();
        clients.sqs.setQueueAttributes(r -> r.queueUrl(queue)
                .attributes(Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "2",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + Fixtures.arn("Dead") + "\",\"maxReceiveCount\":3}")));
        String mapping = clients.lambda
                .listEventSourceMappings(r -> r.functionName("Consumer"))
                .eventSourceMappings()
                .get(0)
                .uuid();
        clients.lambda.updateEventSourceMapping(
                r -> r.uuid(mapping).functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    private void send(String body) {
        clients.sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body));
    }

    private List<String> lines(String text) {
        try {
            return clients
                    .logs
                    .filterLogEvents(r -> r.logGroupName("/aws/lambda/Consumer").filterPattern("\"" + text + "\""))
                    .events()
                    .stream()
                    .map(FilteredLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of(); // the function has printed nothing yet
        }
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(40)).until(() -> clients
                .sqs
                .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(e -> e.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .allMatch(e -> e.getValue().equals("0")));
    }

    @Test
    void whatSucceedsLeavesTheQueueAtOnceAndWhatFailsDiesAfterThreeReceives() {
        Stream.of("plain-1", "poison-1", "plain-2", "poison-2", "plain-3").forEach(this::send);
        await().atMost(Duration.ofSeconds(40)).until(() -> lines("got poison").size() == 6);
        awaitEmpty();
        assertThat(lines("got plain")).hasSize(3).allMatch(line -> line.contains(" count 1 "));
        assertThat(clients.sqs
                        .receiveMessage(r -> r.queueUrl(dead).maxNumberOfMessages(10))
                        .messages())
                .extracting(Message::body)
                .containsExactlyInAnyOrder("poison-1", "poison-2");
    }

    /** The second invocation deletes with the handle of the one receive that there was. */
    @Test
    void aBatchWhoseFunctionWasKilledIsDeletedByTheNextOne() {
        clients.lambda.updateFunctionConfiguration(
                r -> r.functionName("Consumer").timeout(20));
        clients.sqs.setQueueAttributes(
                r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")));
        send("linger-1");
        await().atMost(Duration.ofSeconds(25)).until(() -> !lines("pid ").isEmpty());
        long pid = Long.parseLong(lines("pid ").get(0).split(" ", -1)[1]);
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        awaitEmpty();
        assertThat(lines("got linger")).hasSize(2).allMatch(line -> line.contains(" count 1 "));
    }
}

package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A message's whole way: topic, queue, function in its own JVM, and the dead-letter queue. */
final class FlowTest {

    private static final String LOGS = "/aws/lambda/Consumer";
    private static LocalAws aws;
    private static Clients clients;
    private static SdkBytes zip;

    @BeforeAll
    static void start() throws LocalAwsException, IOException {
        aws = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        clients = new Clients(aws.connection());
        String role = clients.iam
                .createRole(r -> r.roleName("Runner").assumeRolePolicyDocument(Fixtures.TRUST))
                .role()
                .arn();
        zip = TestFunction.zip();
        clients.lambda.createFunction(r -> r.functionName("Consumer")
                .runtime("java21")
                .handler(TestFunction.class.getName())
                .role(role)
                .timeout(2)
                .memorySize(128)
                .environment(e -> e.variables(Map.of("GREETING", "hello")))
                .code(c -> c.zipFile(zip)));
    }

    @AfterAll
    static void stop() {
        clients.close();
        aws.close();
    }

    /** A topic, its queue with a dead-letter queue, and the function on it: one for each test. */
    private record Line(String topicArn, String queueUrl, String deadUrl) {
        static Line of(String name) {
            String topic = clients.sns.createTopic(r -> r.name(name)).topicArn();
            String dead =
                    clients.sqs.createQueue(r -> r.queueName(name + "-dead")).queueUrl();
            String queue = clients.sqs
                    .createQueue(r -> r.queueName(name)
                            .attributes(Map.of(
                                    QueueAttributeName.VISIBILITY_TIMEOUT,
                                    "2",
                                    QueueAttributeName.POLICY,
                                    Fixtures.allow(topic, name),
                                    QueueAttributeName.REDRIVE_POLICY,
                                    "{\"deadLetterTargetArn\":\"" + Fixtures.arn(name + "-dead")
                                            + "\",\"maxReceiveCount\":3}")))
                    .queueUrl();
            clients.sns.subscribe(r -> r.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(Fixtures.arn(name))
                    .attributes(Map.of("RawMessageDelivery", "true")));
            clients.lambda.createEventSourceMapping(r -> r.functionName("Consumer")
                    .eventSourceArn(Fixtures.arn(name))
                    .batchSize(10)
                    .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
            return new Line(topic, queue, dead);
        }

        void publish(String message) {
            clients.sns.publish(r -> r.topicArn(topicArn).message(message));
        }

        List<Message> dead() {
            return clients.sqs
                    .receiveMessage(r -> r.queueUrl(deadUrl)
                            .visibilityTimeout(0)
                            .maxNumberOfMessages(10)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages();
        }

        void awaitDead(int count) {
            await().atMost(Duration.ofSeconds(40)).until(() -> dead().size() == count);
        }

        boolean empty() {
            return clients
                    .sqs
                    .getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                    .attributes()
                    .entrySet()
                    .stream()
                    .filter(e -> e.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                    .allMatch(e -> e.getValue().equals("0"));
        }
    }

    private static List<String> lines(String text) {
        try {
            return clients
                    .logs
                    .filterLogEvents(r -> r.logGroupName(LOGS).filterPattern("\"" + text + "\""))
                    .events()
                    .stream()
                    .map(FilteredLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of(); // the function has printed nothing yet
        }
    }

    private static void awaitLines(String text, int count) {
        await().atMost(Duration.ofSeconds(40)).until(() -> lines(text).size() == count);
    }

    @Test
    void aPublishedMessageReachesTheDeployedFunctionAndLeavesTheQueue() {
        Line line = Line.of("plain");
        line.publish("plain-1");
        awaitLines("got plain-1", 1);
        assertThat(lines("got plain-1")).containsExactly("got plain-1 count 1 greeting hello");
        await().atMost(Duration.ofSeconds(5)).until(line::empty);
    }

    @Test
    void aPoisonMessageIsDeliveredExactlyThreeTimesAndThenDeadWhileItsNeighboursSucceed() {
        Line line = Line.of("poison");
        line.publish("poison-1");
        line.publish("neighbour-1");
        line.awaitDead(1);
        assertThat(lines("got poison-1")).hasSize(3);
        assertThat(lines("got neighbour-1")).hasSize(1);
        assertThat(line.dead().get(0).body()).isEqualTo("poison-1");
        assertThat(line.dead().get(0).attributes())
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, Fixtures.arn("poison"));
    }

    @Test
    void anExceptionAndAnUnknownIdentifierFailTheWholeBatch() {
        Line line = Line.of("whole");
        line.publish("throw-1");
        line.publish("unknown-1");
        line.awaitDead(2);
        assertThat(lines("got throw-1")).hasSize(3);
    }

    @Test
    void aFunctionThatHangsIsKilledAtItsTimeoutAndTheNextEventsAreServed() {
        Line line = Line.of("hang");
        line.publish("hang-1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !lines("Task timed out after 2.00 seconds").isEmpty());
        Line next = Line.of("after-hang");
        next.publish("plain-after-hang");
        awaitLines("got plain-after-hang", 1);
    }

    @Test
    void theFunctionSeesNothingOfTheMachinesEnvironment() {
        Line.of("environment").publish("environment-1");
        awaitLines("names [", 1);
        assertThat(lines("names [").get(0))
                .contains("AWS_ENDPOINT_URL")
                .doesNotContain("PATH,")
                .doesNotContain("HOME");
    }

    @Test
    void theFunctionReadsBackAsItWasDeclared() {
        GetFunctionResponse function = clients.lambda.getFunction(r -> r.functionName("Consumer"));
        assertThat(function.configuration().timeout()).isEqualTo(2);
        assertThat(function.configuration().stateAsString()).isEqualTo("Active");
        assertThat(function.configuration().codeSha256()).isEqualTo(Fixtures.sha256(zip));
        assertThat(clients.lambda
                        .listEventSourceMappings(r -> r.functionName("Consumer"))
                        .eventSourceMappings())
                .isNotEmpty();
    }
}

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
    private static String queueUrl;
    private static String deadLetterUrl;
    private static String topicArn;
    private static SdkBytes zip;

    @BeforeAll
    static void start() throws LocalAwsException, IOException {
        aws = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        clients = new Clients(aws.target());
        topicArn = clients.sns.createTopic(r -> r.name("Orders")).topicArn();
        deadLetterUrl = clients.sqs.createQueue(r -> r.queueName("Dead")).queueUrl();
        String deadArn = Fixtures.arn("Dead");
        queueUrl = clients.sqs
                .createQueue(r -> r.queueName("Work")
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "3",
                                QueueAttributeName.POLICY,
                                Fixtures.allow(topicArn, "Work"),
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":3}")))
                .queueUrl();
        clients.sns.subscribe(r -> r.topicArn(topicArn)
                .protocol("sqs")
                .endpoint(Fixtures.arn("Work"))
                .attributes(Map.of("RawMessageDelivery", "true")));
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
        clients.lambda.createEventSourceMapping(r -> r.functionName("Consumer")
                .eventSourceArn(Fixtures.arn("Work"))
                .batchSize(10)
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    }

    @AfterAll
    static void stop() {
        clients.close();
        aws.close();
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

    private static void publish(String message) {
        clients.sns.publish(r -> r.topicArn(topicArn).message(message));
    }

    private static List<Message> dead() {
        return clients.sqs
                .receiveMessage(r -> r.queueUrl(deadLetterUrl)
                        .visibilityTimeout(0)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    @Test
    void aPublishedMessageReachesTheDeployedFunctionAndLeavesTheQueue() {
        publish("plain-1");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(lines("got plain-1"))
                .containsExactly("got plain-1 count 1 greeting hello"));
    }

    @Test
    void aPoisonMessageIsDeliveredExactlyThreeTimesAndThenDeadWhileItsNeighboursSucceed() {
        publish("poison-1");
        publish("neighbour-1");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(dead())
                .anySatisfy(message -> assertThat(message.body()).isEqualTo("poison-1")));
        assertThat(lines("got poison-1")).hasSize(3);
        assertThat(lines("got neighbour-1")).hasSize(1);
        assertThat(dead().get(0).attributes())
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, Fixtures.arn("Work"));
    }

    @Test
    void aFunctionThatHangsIsKilledAtItsTimeoutAndTheNextEventsAreServed() {
        publish("hang-1");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !lines("Task timed out after 2.00 seconds").isEmpty());
        publish("plain-after-hang");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !lines("got plain-after-hang").isEmpty());
    }

    @Test
    void theFunctionSeesNothingOfTheMachinesEnvironment() {
        publish("environment-1");
        await().atMost(Duration.ofSeconds(20)).until(() -> !lines("names [").isEmpty());
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
                .hasSize(1);
    }
}

package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What AWS does with queues in detail, and an embedded one is easily wrong in. */
class SqsDetailsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SqsClient sqs = AWS.clients().sqs;
    private final String name = "d-" + UUID.randomUUID();
    private String url = "";

    @BeforeEach
    void create() {
        url = sqs.createQueue(r -> r.queueName(name)).queueUrl();
    }

    private String create(String queue, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(r -> r.queueName(queue).attributes(attributes)).queueUrl();
    }

    private List<Message> receive(String from, int visibility) {
        return sqs.receiveMessage(r -> r.queueUrl(from)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(visibility)
                        .messageAttributeNames("*")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private RawAws.Answer json(String operation, String body) throws IOException {
        return new RawAws(AWS.aws().connection()).json("sqs", "AmazonSQS." + operation, body);
    }

    private List<ListMessageMoveTasksResultEntry> tasks(String arn) {
        return sqs.listMessageMoveTasks(r -> r.sourceArn(arn).maxResults(10)).results();
    }

    private void kill(String queue, String deadArn, int messages) {
        create(queue, Map.of(QueueAttributeName.REDRIVE_POLICY, redrive(deadArn, 1)));
        String source = sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
        for (int i = 0; i < messages; i++) {
            String body = "dead " + i;
            sqs.sendMessage(r -> r.queueUrl(source).messageBody(body));
        }
        receive(source, 0);
        receive(source, 0);
    }

    private static String redrive(String deadArn, int receives) {
        return "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":" + receives + "}";
    }

    @Test
    void aFailedMoveLeavesEverythingVisibleForTheNextOne() {
        String deadArn = Fixtures.arn(name);
        kill(name + "-source", deadArn, 4);
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("put here by hand"));
        sqs.startMessageMoveTask(r -> r.sourceArn(deadArn));
        Awaitility.await()
                .untilAsserted(() -> assertThat(tasks(deadArn).get(0).status()).isEqualTo("FAILED"));
        assertThat(tasks(deadArn).get(0).failureReason()).isEqualTo("CouldNotDetermineMessageSource");
        long moved = tasks(deadArn).get(0).approximateNumberOfMessagesMoved();
        assertThat(depth(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo(5 - moved);
        assertThat(depth(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isZero();

        String target = create(name + "-target", Map.of());
        sqs.startMessageMoveTask(r -> r.sourceArn(deadArn).destinationArn(Fixtures.arn(name + "-target")));
        Awaitility.await()
                .untilAsserted(() -> assertThat(depth(target, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                        .isEqualTo(5 - moved));
        assertThat(depth(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isZero();
    }

    private long depth(String queue, QueueAttributeName which) {
        return Long.parseLong(sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(which))
                .attributes()
                .get(which));
    }

    @Test
    void aMoveWhoseDestinationIsDeletedFailsWithAwssCode() {
        String deadArn = Fixtures.arn(name);
        kill(name + "-source", deadArn, 5);
        String target = create(name + "-gone", Map.of());
        sqs.startMessageMoveTask(r -> r.sourceArn(deadArn)
                .destinationArn(Fixtures.arn(name + "-gone"))
                .maxNumberOfMessagesPerSecond(1));
        sqs.deleteQueue(r -> r.queueUrl(target));
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        tasks(deadArn).get(0).failureReason())
                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
        assertThat(depth(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isZero();
    }

    @Test
    void aTaskHandleIsJsonInBase64AndNothingElseIsOne() {
        String deadArn = Fixtures.arn(name);
        kill(name + "-source", deadArn, 3);
        create(name + "-target", Map.of());
        String handle = sqs.startMessageMoveTask(r -> r.sourceArn(deadArn)
                        .destinationArn(Fixtures.arn(name + "-target"))
                        .maxNumberOfMessagesPerSecond(1))
                .taskHandle();
        assertThat(new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8))
                .contains("\"taskId\":\"")
                .contains("\"sourceArn\":\"" + deadArn + "\"");
        sqs.cancelMessageMoveTask(r -> r.taskHandle(handle));
        for (String garbage : List.of("garbage", "", "e30=")) {
            assertThatExceptionOfType(SqsException.class)
                    .isThrownBy(() -> sqs.cancelMessageMoveTask(r -> r.taskHandle(garbage)))
                    .matches(e -> e.statusCode() == 400);
        }
        String lost = Base64.getEncoder()
                .encodeToString(("{\"taskId\":\"" + UUID.randomUUID() + "\",\"sourceArn\":\"" + deadArn + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.cancelMessageMoveTask(r -> r.taskHandle(lost)))
                .matches(e -> e.statusCode() == 404);
        String nowhere = Base64.getEncoder()
                .encodeToString(
                        ("{\"taskId\":\"1\",\"sourceArn\":\"" + deadArn + "-gone\"}").getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.cancelMessageMoveTask(r -> r.taskHandle(nowhere)))
                .withMessageContaining("The resource that you specified for the SourceArn parameter doesn't exist.")
                .matches(e -> e.statusCode() == 404);
    }

    @Test
    void aLongPollEndsAtOnceWhenItsQueueIsDeleted() {
        CompletableFuture<Object> poll = CompletableFuture.supplyAsync(
                () -> sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)));
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !poll.isDone());
        sqs.deleteQueue(r -> r.queueUrl(url));
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(poll::isDone);
        assertThat(poll).isCompletedExceptionally();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(poll::get)
                .withMessageContaining("does not exist");
    }

    @Test
    void listsInWhichThereIsNothingAreLeftOut() throws IOException {
        assertThat(json("ListQueueTags", "{\"QueueUrl\":\"" + url + "\"}").body())
                .isEqualTo("{}");
        assertThat(json("ListQueues", "{\"QueueNamePrefix\":\"nobody\"}").body())
                .isEqualTo("{}");
        assertThat(json("ReceiveMessage", "{\"QueueUrl\":\"" + url + "\"}").body())
                .isEqualTo("{}");
        assertThat(json("ListDeadLetterSourceQueues", "{\"QueueUrl\":\"" + url + "\"}")
                        .body())
                .isEqualTo("{}");
        assertThat(json("ListMessageMoveTasks", "{\"SourceArn\":\"" + Fixtures.arn(name) + "\"}")
                        .body())
                .isEqualTo("{}");
        String entries = "\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"x\"}]";
        assertThat(json("SendMessageBatch", "{\"QueueUrl\":\"" + url + "\"," + entries + "}")
                        .body())
                .contains("Successful")
                .doesNotContain("Failed");
        String broken = "\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"\"}]";
        assertThat(json("SendMessageBatch", "{\"QueueUrl\":\"" + url + "\"," + broken + "}")
                        .body())
                .contains("Failed")
                .doesNotContain("Successful");
    }

    @Test
    void anOlderHandleOfTheSameMessageStillWorksThoughNobodyPromisesIt() {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        String first = receive(url, 0).get(0).receiptHandle();
        assertThat(receive(url, 30)).hasSize(1);
        sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(first).visibilityTimeout(0));
        assertThat(receive(url, 30)).hasSize(1);
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(first));
        assertThat(depth(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isZero();
    }

    @Test
    void whereNothingIsPromisedAnOlderHandleSucceedsWithoutDeleting() throws Exception {
        LocalAwsConfig config = new LocalAwsConfig(Optional.empty(), 0, line -> {}).unkind();
        try (LocalAws unkind = LocalAws.start(config);
                Clients clients = new Clients(unkind.connection())) {
            String queue = clients.sqs.createQueue(r -> r.queueName("q")).queueUrl();
            clients.sqs.sendMessage(r -> r.queueUrl(queue).messageBody("x"));
            String first = clients.sqs
                    .receiveMessage(r -> r.queueUrl(queue).visibilityTimeout(0))
                    .messages()
                    .get(0)
                    .receiptHandle();
            clients.sqs.receiveMessage(r -> r.queueUrl(queue).visibilityTimeout(0));
            clients.sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(first));
            assertThat(clients.sqs.receiveMessage(r -> r.queueUrl(queue)).messages())
                    .hasSize(1);
        }
    }

    @Test
    void aGroupAndATraceGoWithTheMessage() {
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("x")
                .messageGroupId("tenant-1")
                .messageAttributes(Map.of(
                        "a",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("b")
                                .build()))
                .messageSystemAttributes(Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                                .build())));
        Message received = receive(url, 30).get(0);
        assertThat(received.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant-1")
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, "Root=1-5759e988-bd862e3fe1be46a994272793");
        assertThat(received.messageAttributes()).containsOnlyKeys("a");
    }

    @Test
    void theTraceOfTheCallIsTheMessagesTrace() {
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("x")
                .overrideConfiguration(
                        o -> o.putHeader("X-Amzn-Trace-Id", "Root=1-00000000-000000000000000000000001")));
        assertThat(receive(url, 30).get(0).attributes())
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, "Root=1-00000000-000000000000000000000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", ".a", "a.", "a..b", "ä", "AWS.x", "amazon.y"})
    void anAttributeNameThatAwsRefusesIsRefused(String attribute) {
        refusedAttribute(attribute, "String", "v");
    }

    @Test
    void anAttributeNameOf257CharactersIsRefused() {
        refusedAttribute("a".repeat(257), "String", "v");
    }

    @ParameterizedTest
    @CsvSource({"Number,x", "Number,1e200", "Number,1e-200", "Number,123456789012345678901234567890123456789", "Text,x"
    })
    void anAttributeValueThatAwsRefusesIsRefused(String type, String value) {
        refusedAttribute("a", type, value);
    }

    @Test
    void aControlCharacterInAnAttributeIsRefused() {
        refusedAttribute("a", "String", "x\u0001y");
    }

    private void refusedAttribute(String attribute, String type, String value) {
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url)
                        .messageBody("x")
                        .messageAttributes(Map.of(
                                attribute,
                                MessageAttributeValue.builder()
                                        .dataType(type)
                                        .stringValue(value)
                                        .build()))))
                .matches(e ->
                        e.statusCode() == 400 && e.awsErrorDetails().errorCode().equals("InvalidParameterValue"));
    }

    @Test
    void anUnknownSystemAttributeIsRefused() throws IOException {
        RawAws.Answer answer = json(
                "SendMessage",
                "{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"x\",\"MessageSystemAttributes\":{\"Nobody\":"
                        + "{\"DataType\":\"String\",\"StringValue\":\"x\"}}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Nobody");
    }

    @Test
    void theSumOfABatchCountsAttributes() {
        MessageAttributeValue large = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("x".repeat(600_000))
                .build();
        List<SendMessageBatchRequestEntry> entries = List.of("a", "b").stream()
                .map(id -> SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody("x")
                        .messageAttributes(Map.of("large", large))
                        .build())
                .toList();
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries)))
                .withMessageContaining("Batch requests cannot be longer than 1048576 bytes");
    }

    @Test
    void faultsCarryTheTypesOfTheirProtocol() throws IOException {
        assertThat(json("GetQueueUrl", "{\"QueueName\":\"nobody\"}").body())
                .contains("\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"");
        RawAws.Answer invalid = json("ReceiveMessage", "{\"QueueUrl\":\"" + url + "\",\"MaxNumberOfMessages\":11}");
        assertThat(invalid.body()).contains("\"__type\":\"com.amazon.coral.service#InvalidParameterValueException\"");
        assertThat(invalid.header("x-amzn-query-error")).isEqualTo("InvalidParameterValue;Sender");
    }

    @Test
    void aDelayedMessageShowsUpByItselfAndWakesTheLongPollThatWaitsForIt() {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("later").delaySeconds(1));
        assertThat(depth(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo(1);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(10)).messages())
                .extracting(Message::body)
                .containsExactly("later");
    }
}

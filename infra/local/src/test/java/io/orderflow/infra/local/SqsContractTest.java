package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class SqsContractTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SqsClient sqs = AWS.clients().sqs;

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    private String queue() {
        return queue("q-" + UUID.randomUUID(), Map.of());
    }

    private static String arnOf(String url) {
        return Fixtures.arn(url.substring(url.lastIndexOf('/') + 1));
    }

    private static Map<QueueAttributeName, String> redriveTo(String deadUrl, int receives) {
        return Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arnOf(deadUrl) + "\",\"maxReceiveCount\":" + receives + "}");
    }

    private List<Message> receive(String url, int visibility) {
        return sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(visibility)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void fill(String url, int count) {
        for (int from = 0; from < count; from += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(from, Math.min(count, from + 10))
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id("m" + i)
                            .messageBody("body-" + i)
                            .build())
                    .toList();
            assertThat(sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries))
                            .successful())
                    .hasSize(entries.size());
        }
    }

    private String count(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }

    @Test
    void everyAttributeThatAwsAcceptsReadsBack() {
        String dead = queue();
        Map<QueueAttributeName, String> attributes = Map.of(
                QueueAttributeName.POLICY, "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600",
                QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "2048",
                QueueAttributeName.DELAY_SECONDS, "1",
                QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "2",
                QueueAttributeName.VISIBILITY_TIMEOUT, "180",
                QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arnOf(dead) + "\",\"maxReceiveCount\":3}",
                QueueAttributeName.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}",
                QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
        String url = queue("all-attributes", attributes);
        assertThat(url).isEqualTo(AWS.aws().connection().endpoint() + "/000000000000/all-attributes");
        Map<QueueAttributeName, String> read = sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(read).containsAllEntriesOf(attributes);
        assertThat(read)
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:all-attributes");
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, "")));
        assertThat(count(url, QueueAttributeName.POLICY)).isNull();
    }

    @Test
    void creatingAgainComparesTheGivenAttributesOnly() {
        String url = queue("again", Map.of(QueueAttributeName.DELAY_SECONDS, "3"));
        assertThat(queue("again", Map.of())).isEqualTo(url);
        assertThatExceptionOfType(QueueNameExistsException.class)
                .isThrownBy(() -> queue("again", Map.of(QueueAttributeName.DELAY_SECONDS, "4")));
    }

    @Test
    void anUnknownQueueAndAWrongHandleAreReportedInAwssWords() {
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("nobody")));
        assertThatExceptionOfType(ReceiptHandleIsInvalidException.class)
                .isThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(queue()).receiptHandle("x")));
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> queue("bad", Map.of(QueueAttributeName.DELAY_SECONDS, "901")))
                .matches(e -> e.awsErrorDetails().errorCode().equals("InvalidAttributeValue"));
    }

    @Test
    void messagesKeepTheirTextAndAttributesToTheLetter() {
        String url = queue();
        String text = "line\r\nÜ \"<&>\" 😀";
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody(text)
                .messageAttributes(Map.of(
                        "trace",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("t-1")
                                .build(),
                        "count",
                        MessageAttributeValue.builder()
                                .dataType("Number.int")
                                .stringValue("7")
                                .build(),
                        "raw",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 5}))
                                .build())));
        Message message = receive(url, 30).get(0);
        assertThat(message.body()).isEqualTo(text);
        assertThat(message.messageAttributes().get("count").dataType()).isEqualTo("Number.int");
        assertThat(message.messageAttributes().get("raw").binaryValue().asByteArray())
                .containsExactly(0, -1, 5);
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
        assertThat(receive(url, 0)).isEmpty();
    }

    @Test
    void hiddenMessagesCountAsInFlightUntilReleased() {
        String url = queue();
        fill(url, 3);
        List<Message> held = receive(url, 60);
        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("3");
        sqs.changeMessageVisibility(
                r -> r.queueUrl(url).receiptHandle(held.get(0).receiptHandle()).visibilityTimeout(0));
        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("1");
        assertThat(receive(url, 0)).hasSize(1);
    }

    @Test
    void aBatchTellsHowEachEntryEnded() {
        String url = queue("small", Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
        var result = sqs.sendMessageBatch(r -> r.queueUrl(url)
                .entries(
                        SendMessageBatchRequestEntry.builder()
                                .id("ok")
                                .messageBody("x")
                                .build(),
                        SendMessageBatchRequestEntry.builder()
                                .id("long")
                                .messageBody("x".repeat(2000))
                                .build()));
        assertThat(result.successful()).extracting(e -> e.id()).containsExactly("ok");
        assertThat(result.failed()).extracting(e -> e.id()).containsExactly("long");
        assertThatExceptionOfType(BatchEntryIdsNotDistinctException.class)
                .isThrownBy(() -> sqs.sendMessageBatch(r -> r.queueUrl(url)
                        .entries(
                                SendMessageBatchRequestEntry.builder()
                                        .id("a")
                                        .messageBody("x")
                                        .build(),
                                SendMessageBatchRequestEntry.builder()
                                        .id("a")
                                        .messageBody("y")
                                        .build())));
    }

    @Test
    void aMessageThatIsReceivedTooOftenMovesWithItsPast() {
        String dead = queue();
        String url = queue("often", redriveTo(dead, 2));
        String id = sqs.sendMessage(r -> r.queueUrl(url).messageBody("again")).messageId();
        receive(url, 0);
        receive(url, 0);
        assertThat(receive(url, 0)).isEmpty();
        Message moved = receive(dead, 0).get(0);
        assertThat(moved.messageId()).isEqualTo(id);
        assertThat(moved.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3")
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, arnOf(url));
        assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
                .containsExactly(url);
    }

    @Test
    void aMoveTaskMovesEverythingVisibleAndStaysListed() {
        String dead = queue();
        String url = queue("move-target", redriveTo(dead, 3));
        fill(dead, 25);
        String handle = sqs.startMessageMoveTask(r -> r.sourceArn(arnOf(dead)).destinationArn(arnOf(url)))
                .taskHandle();
        assertThat(handle).isNotBlank();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            ListMessageMoveTasksResultEntry task = sqs.listMessageMoveTasks(r -> r.sourceArn(arnOf(dead)))
                    .results()
                    .get(0);
            assertThat(task.status()).isEqualTo("COMPLETED");
            assertThat(task.taskHandle()).isNull();
            assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(25);
            assertThat(task.approximateNumberOfMessagesToMove()).isEqualTo(25);
        });
        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("25");
        assertThat(count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("0");
    }

    @Test
    void aSlowMoveTaskRefusesASecondAndCanBeCancelled() {
        String dead = queue();
        String url = queue("slow-target", redriveTo(dead, 3));
        fill(dead, 20);
        String handle = sqs.startMessageMoveTask(
                        r -> r.sourceArn(arnOf(dead)).destinationArn(arnOf(url)).maxNumberOfMessagesPerSecond(1))
                .taskHandle();
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arnOf(dead))))
                .withMessageContaining("There is already a task running.")
                .matches(e ->
                        e.statusCode() == 400 && e.awsErrorDetails().errorCode().equals("InvalidParameterValue"));
        sqs.cancelMessageMoveTask(r -> r.taskHandle(handle));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(sqs.listMessageMoveTasks(r -> r.sourceArn(arnOf(dead)))
                                .results()
                                .get(0)
                                .status())
                        .isEqualTo("CANCELLED"));
        assertThat(Integer.parseInt(count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)))
                .isGreaterThan(10);
    }

    @Test
    void aMoveTaskNeedsADeadLetterQueue() {
        String url = queue();
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() -> sqs.startMessageMoveTask(r -> r.sourceArn(arnOf(url))))
                .withMessageContaining("Source queue must be configured as a Dead Letter Queue.");
    }

    @Test
    void aPurgeEmptiesTheQueueAndMayNotBeRepeatedAtOnce() {
        String url = queue();
        fill(url, 12);
        receive(url, 60);
        sqs.purgeQueue(r -> r.queueUrl(url));
        assertThat(count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("0");
        assertThatExceptionOfType(PurgeQueueInProgressException.class)
                .isThrownBy(() -> sqs.purgeQueue(r -> r.queueUrl(url)));
    }

    @Test
    void tagsReadBack() {
        String url = queue();
        sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("a", "1", "b", "2")));
        sqs.untagQueue(r -> r.queueUrl(url).tagKeys("a"));
        assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void aLongPollIsAnsweredAsSoonAsAMessageIsThere() {
        String url = queue();
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> fill(url, 1));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(10)).messages())
                .hasSize(1);
        sender.join(); // throws what it threw
    }

    private void refused(ThrowingCallable call, String code, String message) {
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .matches(e -> e.awsErrorDetails().errorCode().equals(code), "code " + code);
    }

    private void send(String url, String attribute, String value) {
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("x")
                .messageAttributes(Map.of(
                        attribute,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS.x", "Amazon.x", "aws.x", "AMAZON.x"})
    void anAttributesNameMayNotClaimToBeAwss(String attribute) {
        refused(() -> send(queue(), attribute, "v"), "InvalidParameterValue", attribute);
    }

    @Test
    void anAttributeHasAValueAndANameOfItsOwn() {
        String url = queue();
        refused(() -> send(url, "kind", ""), "InvalidParameterValue", "'kind' must contain a non-empty value");
        send(url, "AWSome", "v");
        assertThat(receive(url, 30).get(0).messageAttributes()).containsOnlyKeys("AWSome");
    }

    @Test
    void aStandardQueueTakesAGroupButNoDeduplication() {
        String url = queue();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").messageGroupId("g"));
        refused(
                () -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").messageDeduplicationId("d")),
                "InvalidParameterValue",
                "MessageDeduplicationId");
        assertThat(sqs.sendMessageBatch(r -> r.queueUrl(url)
                                .entries(SendMessageBatchRequestEntry.builder()
                                        .id("a")
                                        .messageBody("x")
                                        .messageDeduplicationId("d")
                                        .build()))
                        .failed())
                .extracting(e -> e.code())
                .containsExactly("InvalidParameterValue");
        assertThat(receive(url, 30)).hasSize(1);
    }

    @Test
    void queuesAreListedInPagesIfAskedFor() {
        String prefix = "p-" + UUID.randomUUID() + "-";
        List<String> urls =
                IntStream.range(0, 5).mapToObj(i -> queue(prefix + i, Map.of())).toList();
        assertThat(sqs.listQueues(r -> r.queueNamePrefix(prefix)).nextToken()).isNull();
        assertThat(sqs.listQueuesPaginator(r -> r.queueNamePrefix(prefix).maxResults(2)).stream()
                        .map(page -> page.queueUrls()))
                .containsExactly(urls.subList(0, 2), urls.subList(2, 4), urls.subList(4, 5));
        refused(
                () -> sqs.listQueues(r -> r.maxResults(2).nextToken("nonsense")),
                "InvalidParameterValue",
                "next token");
        refused(() -> sqs.listQueues(r -> r.maxResults(1001)), "InvalidParameterValue", "MaxResults");
    }

    @Test
    void anotherAccountHasNoQueues() {
        String url = queue();
        String name = url.substring(url.lastIndexOf('/') + 1);
        assertThat(sqs.getQueueUrl(r -> r.queueName(name).queueOwnerAWSAccountId("000000000000"))
                        .queueUrl())
                .isEqualTo(url);
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> sqs.getQueueUrl(r -> r.queueName(name).queueOwnerAWSAccountId("111111111111")));
    }

    @Test
    void aFifoQueueIsRefusedByThatWord() {
        String code = "AWS.SimpleQueueService.UnsupportedOperation";
        refused(() -> queue("orders.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true")), code, "FIFO");
        refused(() -> queue("orders.fifo", Map.of()), code, "FIFO");
        refused(() -> queue("orders", Map.of(QueueAttributeName.FIFO_QUEUE, "true")), code, "FIFO");
    }
}

package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Move tasks that end in the middle, and what they leave behind. */
class MoveTaskFailuresTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SqsClient sqs = AWS.clients().sqs;
    private final String name = "m-" + UUID.randomUUID();
    private final String deadArn = Fixtures.arn(name);
    private String dead = "";

    @BeforeEach
    void create() {
        dead = sqs.createQueue(r -> r.queueName(name)).queueUrl();
    }

    private String source(String suffix) {
        return sqs.createQueue(r -> r.queueName(name + suffix)
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":1}")))
                .queueUrl();
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void dieIn(String source, String group) {
        sqs.sendMessage(r -> r.queueUrl(source).messageBody("poison").messageGroupId(group));
        receive(source);
        assertThat(receive(source)).isEmpty();
    }

    private ListMessageMoveTasksResultEntry failed() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> task().status()
                .equals("FAILED"));
        return task();
    }

    private ListMessageMoveTasksResultEntry task() {
        return sqs.listMessageMoveTasks(r -> r.sourceArn(deadArn)).results().get(0);
    }

    @Test
    void aTaskThatFailsInTheMiddleOfABatchTellsHowManyItMoved() {
        String source = source("-source");
        dieIn(source, "a");
        dieIn(source, "b");
        sqs.sendMessage(r -> r.queueUrl(dead).messageBody("put here by hand"));
        sqs.startMessageMoveTask(r -> r.sourceArn(deadArn));
        ListMessageMoveTasksResultEntry failed = failed();
        assertThat(failed.failureReason()).isEqualTo("CouldNotDetermineMessageSource");
        assertThat(failed.approximateNumberOfMessagesMoved()).isEqualTo(2);
        assertThat(receive(source)).hasSize(2);
    }

    @Test
    void aTaskBackToASourceThatIsDeletedFailsWithAwssCodeAndKeepsTheMessage() {
        String gone = source("-gone");
        source("-other"); // the queue stays a dead-letter queue
        dieIn(gone, "a");
        sqs.deleteQueue(r -> r.queueUrl(gone));
        sqs.startMessageMoveTask(r -> r.sourceArn(deadArn));
        assertThat(failed().failureReason()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(receive(dead)).hasSize(1);
    }

    @Test
    void aGroupStaysWithItsMessageIntoTheDeadLetterQueueAndBack() {
        String source = source("-source");
        dieIn(source, "tenant-7");
        assertThat(receive(dead).get(0).attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant-7");
        sqs.startMessageMoveTask(r -> r.sourceArn(deadArn));
        Awaitility.await().until(() -> task().status().equals("COMPLETED"));
        assertThat(receive(source).get(0).attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant-7");
    }
}

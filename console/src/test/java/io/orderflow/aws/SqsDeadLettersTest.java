package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.DeadLetters;
import io.orderflow.operations.deadletter.DeadLettersContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class SqsDeadLettersTest extends DeadLettersContract {
    @RegisterExtension
    static final EmbeddedQueues AWS = new EmbeddedQueues();

    private SqsDeadLetters deadLetters;

    @BeforeEach
    void open() {
        deadLetters = new SqsDeadLetters(
                AWS.clients().sqs(), AWS.clients().target(), AWS.deadLetterQueue(), AWS.orderQueue());
    }

    @Override
    protected DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    protected void put(String body, Map<String, String> stringAttributes) {
        AWS.clients().sqs().sendMessage(request -> request.queueUrl(AWS.url(AWS.deadLetterQueue()))
                .messageBody(body)
                .messageAttributes(stringAttributes.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(entry.getValue())
                                .build()))));
    }

    @Override
    protected List<String> orderQueueBodies() {
        return orderQueue().stream().map(Message::body).toList();
    }

    private List<Message> orderQueue() {
        List<Message> all = new ArrayList<>();
        List<Message> batch;
        do {
            batch = AWS.clients()
                    .sqs()
                    .receiveMessage(request -> request.queueUrl(AWS.url(AWS.orderQueue()))
                            .maxNumberOfMessages(10)
                            .messageAttributeNames("All"))
                    .messages();
            all.addAll(batch);
        } while (!batch.isEmpty());
        return all;
    }

    @Test
    void aRepairedMessageKeepsItsAttributes() throws Exception {
        put("broken", Map.of("source", "import"));
        DeadLetter broken = deadLetters.peek(1, Progress.NONE).letters().get(0);

        deadLetters.redrive(broken, "repaired");

        assertThat(orderQueue()).singleElement().satisfies(message -> assertThat(
                        message.messageAttributes().get("source").stringValue())
                .isEqualTo("import"));
    }

    @Test
    void aCancelledLookStillReleasesWhatItFound() throws Exception {
        for (int i = 0; i < 15; i++) {
            put("body-" + i, Map.of());
        }
        var cancelled = new Progress() {
            private boolean asked;

            @Override
            public void update(long done, long total, String message) {
                asked = true;
            }

            @Override
            public boolean cancelled() {
                return asked;
            }
        };

        assertThat(deadLetters.peek(100, cancelled).letters()).hasSize(10);
        assertThat(deadLetters.peek(100, Progress.NONE).letters()).hasSize(15);
    }

    @Test
    void aQueueThatDoesNotExistIsMissing() {
        var absent = new SqsDeadLetters(AWS.clients().sqs(), AWS.clients().target(), "absent-dlq", AWS.orderQueue());

        assertThatThrownBy(() -> absent.peek(1, Progress.NONE))
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.MISSING));
    }

    @Test
    void aQueueThatIsNoDeadLetterQueueIsRefused() {
        var wrong = new SqsDeadLetters(
                AWS.clients().sqs(), AWS.clients().target(), AWS.orderQueue(), AWS.deadLetterQueue());

        assertThatThrownBy(wrong::startRedriveAll)
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.REFUSED));
    }
}

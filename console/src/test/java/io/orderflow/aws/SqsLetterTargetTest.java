package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** What a letter carries is what arrives. */
class SqsLetterTargetTest {
    @RegisterExtension
    static final EmbeddedQueues AWS = new EmbeddedQueues();

    private LetterTarget target;
    private SqsLetterQueue queue;

    @BeforeEach
    void open() {
        target = new SqsLetterTarget(AWS.clients(), AWS.orderQueue());
        queue = new SqsLetterQueue(AWS.clients().sqs(), AWS.clients().target(), AWS.orderQueue());
    }

    @Test
    void everythingArrivesAndTheChecksumsSaySo() throws Exception {
        List<MessageAttribute> attributes = List.of(
                new MessageAttribute("binary", "Binary", "AAEC/w=="),
                new MessageAttribute("own", "Binary.png", "/w=="),
                new MessageAttribute("number", "Number.float", "1.50"),
                new MessageAttribute("text", "String", "ü<&\uD83D\uDE00"),
                new MessageAttribute("typed", "String.json", "{}"));
        OutgoingLetter letter = new OutgoingLetter(
                "7", "{\"ü\":\"\t\"}", attributes, "group-1", "Root=1-5759e988-bd862e3fe1be46a994272793");

        SendAnswer answer = target.send(List.of(letter, new OutgoingLetter("8", "plain", List.of(), null, null)));

        assertThat(answer.failed()).isEmpty();
        assertThat(answer.sent().get("7").same()).isTrue();
        assertThat(answer.sent().get("8").same()).isTrue();
        DeadLetter arrived = queue.receive(10, Duration.ofSeconds(30), Duration.ZERO).stream()
                .map(each -> each.letter())
                .filter(each -> each.messageId().equals(answer.sent().get("7").messageId()))
                .findFirst()
                .orElseThrow();
        assertThat(arrived.body()).isEqualTo(letter.body());
        assertThat(arrived.attributes()).containsExactlyInAnyOrderElementsOf(attributes);
        assertThat(arrived.group()).isEqualTo("group-1");
        assertThat(arrived.trace()).isEqualTo(letter.trace());
    }

    @Test
    void aChecksumThatDiffersIsToldAndTheAnswerKept() throws Exception {
        var garbled = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                if (!(context.response() instanceof SendMessageBatchResponse answer)) {
                    return context.response();
                }
                return answer.toBuilder()
                        .successful(answer.successful().stream()
                                .map(each -> each.toBuilder()
                                        .md5OfMessageBody("0".repeat(32))
                                        .build())
                                .toList())
                        .build();
            }
        };
        try (AwsClients clients = SdkAwsClients.open(AWS.clients().target(), List.of(garbled))) {
            SendAnswer answer = new SqsLetterTarget(clients, AWS.orderQueue())
                    .send(List.of(new OutgoingLetter("1", "body", List.of(), null, null)));
            assertThat(answer.sent().get("1").same()).isFalse();
            assertThat(answer.sent().get("1").messageId()).isNotBlank();
        }
    }

    @Test
    void whatTheQueueRefusesIsTheLettersFault() throws Exception {
        SendAnswer answer = target.send(List.of(
                new OutgoingLetter("0", "fine", List.of(), null, null),
                new OutgoingLetter("1", "\u0000", List.of(), null, null)));

        assertThat(answer.sent().keySet()).doesNotContain("1");
        assertThat(answer.failed().get("1").sender()).isTrue();
    }

    @Test
    void aQueueThatIsNotThereIsMissing() {
        LetterTarget absent = new SqsLetterTarget(AWS.clients(), "absent");

        assertThatThrownBy(() -> absent.send(List.of(new OutgoingLetter("0", "x", List.of(), null, null))))
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.MISSING));
    }

    @Test
    void aMarkIsReadAsItWasWritten() throws Exception {
        QueueMark mark = new SqsQueueMark(AWS.clients().sqs(), AWS.clients().target());
        QueueMark.Mark ours = new QueueMark.Mark("ann b@desk", Instant.parse("2026-11-26T21:00:00Z"));

        assertThat(mark.read(AWS.orderQueue())).isEmpty();
        mark.write(AWS.orderQueue(), ours);
        assertThat(mark.read(AWS.orderQueue())).contains(ours);
        mark.remove(AWS.orderQueue());
        assertThat(mark.read(AWS.orderQueue())).isEmpty();
    }
}

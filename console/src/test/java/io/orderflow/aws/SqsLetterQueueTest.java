package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterQueueContract;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class SqsLetterQueueTest extends LetterQueueContract {
    @RegisterExtension
    static final EmbeddedQueues AWS = new EmbeddedQueues();

    @Override
    protected LetterQueue queue() {
        return queue(AWS.deadLetterQueue());
    }

    private static LetterQueue queue(String name) {
        return new SqsLetterQueue(AWS.clients().sqs(), AWS.clients().target(), name);
    }

    @Override
    protected void put(String body) throws Exception {
        SendAnswer answer = new SqsLetterTarget(AWS.clients(), AWS.deadLetterQueue())
                .send(List.of(
                        new OutgoingLetter("0", body, ATTRIBUTES, "U1", "Root=1-5759e988-bd862e3fe1be46a994272793")));
        assertThat(answer.sent().get("0")).satisfies(taken -> assertThat(taken.same())
                .as("SQS's checksums of body, attributes and trace")
                .isTrue());
    }

    @Test
    void tellsWhoseLettersComeHereAndHowLongTheyAreKept() throws Exception {
        assertThat(queue().facts()).satisfies(facts -> {
            assertThat(facts.sources())
                    .containsOnlyKeys("arn:aws:sqs:us-east-1:000000000000:" + AWS.orderQueue())
                    .containsValue(3);
            assertThat(facts.retention()).isEqualTo(Duration.ofDays(4));
            assertThat(facts.visibility()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void aBodyThatIsNotWhatSqsHasIsRefused() throws Exception {
        put("body");
        var garbled = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                return context.response() instanceof ReceiveMessageResponse answer
                        ? answer.toBuilder()
                                .messages(answer.messages().stream()
                                        .map(each ->
                                                each.toBuilder().body("bodx").build())
                                        .toList())
                                .build()
                        : context.response();
            }
        };
        try (AwsClients clients = SdkAwsClients.open(AWS.clients().target(), List.of(garbled))) {
            var queue = new SqsLetterQueue(clients.sqs(), clients.target(), AWS.deadLetterQueue());
            assertThatThrownBy(() -> queue.receive(10, Duration.ofMinutes(1), Duration.ZERO))
                    .isInstanceOf(PortException.class)
                    .hasMessageContaining("did not arrive");
        }
    }

    @Test
    void aQueueThatDoesNotExistIsMissing() {
        assertThatThrownBy(() -> queue("absent-dlq").facts())
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.MISSING));
    }

    @Test
    void aMoveFromAQueueThatIsNoDeadLetterQueueIsRefused() {
        var wrong = new SqsLetterMoves(
                AWS.clients().sqs(), AWS.clients().target(), AWS.orderQueue(), AWS.deadLetterQueue());
        assertThatThrownBy(() -> wrong.start(null))
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.REFUSED));
    }
}

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
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a letter carries is what subscribers hear. */
class SnsLetterTargetTest {
    @RegisterExtension
    static final EmbeddedQueues AWS = new EmbeddedQueues();

    private String topicArn;
    private LetterTarget target;
    private SqsLetterQueue subscriber;

    @BeforeEach
    void subscribe() {
        AwsClients clients = AWS.clients();
        String queueArn = clients.sqs()
                .getQueueAttributes(request ->
                        request.queueUrl(AWS.url(AWS.orderQueue())).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        topicArn = clients.sns()
                .createTopic(request -> request.name(AWS.orderQueue() + "-topic"))
                .topicArn();
        clients.sqs().setQueueAttributes(request -> request.queueUrl(AWS.url(AWS.orderQueue()))
                .attributes(Map.of(QueueAttributeName.POLICY, policy(queueArn))));
        clients.sns().subscribe(request -> request.topicArn(topicArn)
                .protocol("sqs")
                .endpoint(queueArn)
                .attributes(Map.of("RawMessageDelivery", "true")));
        target = new SnsLetterTarget(clients.sns(), clients.target(), topicArn);
        subscriber = new SqsLetterQueue(clients.sqs(), clients.target(), AWS.orderQueue());
    }

    private String policy(String queueArn) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\""
                + queueArn + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + topicArn + "\"}}}]}";
    }

    private List<DeadLetter> heard(int letters) throws PortException {
        List<DeadLetter> heard = new ArrayList<>();
        for (int looks = 0; heard.size() < letters && looks < 5; looks++) {
            subscriber.receive(10, Duration.ofSeconds(30), Duration.ofSeconds(2)).stream()
                    .map(ReceivedLetter::letter)
                    .forEach(heard::add);
        }
        return heard;
    }

    @Test
    void bodyAttributesAndGroupAreHeard() throws Exception {
        List<MessageAttribute> attributes = List.of(
                new MessageAttribute("binary", "Binary", "AAEC/w=="),
                new MessageAttribute("number", "Number", "1.50"),
                new MessageAttribute("text", "String", "ü<&\uD83D\uDE00"));

        SendAnswer answer = target.send(List.of(
                new OutgoingLetter("7", "{\"ü\":\"\t\"}", attributes, "group-1", null),
                new OutgoingLetter("8", "plain", List.of(), null, null)));

        assertThat(target.name()).isEqualTo(AWS.orderQueue() + "-topic");
        assertThat(answer.failed()).isEmpty();
        assertThat(answer.sent()).containsOnlyKeys("7", "8");
        assertThat(answer.sent().values()).allSatisfy(taken -> {
            assertThat(taken.messageId()).isNotBlank();
            assertThat(taken.same()).as("SNS tells no checksum").isTrue();
        });
        List<DeadLetter> heard = heard(2);
        assertThat(heard).extracting(DeadLetter::body).containsExactlyInAnyOrder("{\"ü\":\"\t\"}", "plain");
        DeadLetter first = heard.stream()
                .filter(each -> !each.body().equals("plain"))
                .findFirst()
                .orElseThrow();
        assertThat(first.attributes()).containsExactlyInAnyOrderElementsOf(attributes);
        assertThat(first.group()).isEqualTo("group-1");
    }

    @Test
    void whatTheTopicRefusesIsTheLettersFault() throws Exception {
        SendAnswer answer = target.send(List.of(
                new OutgoingLetter("0", "fine", List.of(), null, null),
                new OutgoingLetter("1", "", List.of(), null, null)));

        assertThat(answer.sent().keySet()).doesNotContain("1");
        assertThat(answer.failed().get("1").sender()).isTrue();
    }

    @Test
    void whatGotNoAnswerIsNotPublishedAgainBehindTheCallersBack() {
        var tries = new AtomicInteger();
        var lost = new ExecutionInterceptor() {
            @Override
            public SdkHttpResponse modifyHttpResponse(
                    Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                tries.incrementAndGet();
                return context.httpResponse().toBuilder().statusCode(500).build();
            }
        };
        try (AwsClients clients = SdkAwsClients.open(AWS.clients().target(), List.of(lost))) {
            LetterTarget losing = new SnsLetterTarget(clients.sns(), clients.target(), topicArn);
            assertThatThrownBy(() -> losing.send(List.of(new OutgoingLetter("0", "x", List.of(), null, null))))
                    .isInstanceOf(PortException.class);
        }
        assertThat(tries).hasValue(1);
    }

    @Test
    void aTopicThatIsNotThereIsMissing() {
        LetterTarget absent =
                new SnsLetterTarget(AWS.clients().sns(), AWS.clients().target(), topicArn + "-absent");

        assertThatThrownBy(() -> absent.send(List.of(new OutgoingLetter("0", "x", List.of(), null, null))))
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.MISSING));
    }
}

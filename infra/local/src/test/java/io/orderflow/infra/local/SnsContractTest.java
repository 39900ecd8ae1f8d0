package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class SnsContractTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SnsClient sns = AWS.clients().sns;
    private final SqsClient sqs = AWS.clients().sqs;
    private final String name = "t-" + UUID.randomUUID();
    private final String topic = sns.createTopic(r -> r.name(name)).topicArn();

    private String queue(String queueName, String policy) {
        return sqs.createQueue(r -> r.queueName(queueName)
                        .attributes(policy.isEmpty() ? Map.of() : Map.of(QueueAttributeName.POLICY, policy)))
                .queueUrl();
    }

    private String subscribe(String queueName, Map<String, String> attributes) {
        return sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(Fixtures.arn(queueName))
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
    }

    @Test
    void aTopicReadsBackAndIsCreatedOnce() {
        assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:000000000000:" + name);
        assertThat(sns.createTopic(r -> r.name(name)).topicArn()).isEqualTo(topic);
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("DisplayName").attributeValue("Orders"));
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("DisplayName", "Orders")
                .containsEntry("SubscriptionsConfirmed", "0")
                .doesNotContainKey("FifoTopic");
        sns.tagResource(r -> r.resourceArn(topic)
                .tags(Tag.builder().key("team").value("orders").build()));
        assertThat(sns.listTagsForResource(r -> r.resourceArn(topic)).tags())
                .containsExactly(Tag.builder().key("team").value("orders").build());
        sns.deleteTopic(r -> r.topicArn(topic));
        sns.deleteTopic(r -> r.topicArn(topic));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> sns.publish(r -> r.topicArn(topic).message("x")));
    }

    @Test
    void aRepeatedSubscriptionIsTheSameAndOneWithOtherAttributesRefused() {
        String arn = subscribe("somewhere", Map.of("RawMessageDelivery", "true"));
        assertThat(subscribe("somewhere", Map.of("RawMessageDelivery", "true"))).isEqualTo(arn);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> subscribe("somewhere", Map.of("RawMessageDelivery", "false")));
        assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
                .containsEntry("RawMessageDelivery", "true")
                .containsEntry("PendingConfirmation", "false");
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .extracting(s -> s.endpoint())
                .containsExactly(Fixtures.arn("somewhere"));
        sns.unsubscribe(r -> r.subscriptionArn(arn));
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .isEmpty();
    }

    @Test
    void aQueueGetsTheEnvelopeWithTheMessageInIt() throws IOException {
        String url = queue(name, Fixtures.allow(topic, name));
        subscribe(name, Map.of());
        String id = sns.publish(r -> r.topicArn(topic)
                        .message("{\"a\":\"ü\"}")
                        .subject("hello")
                        .messageAttributes(Map.of(
                                "kind",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("order")
                                        .build())))
                .messageId();
        JsonNode envelope = new ObjectMapper().readTree(receive(url).get(0).body());
        assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.path("Subject").asText()).isEqualTo("hello");
        assertThat(envelope.path("Message").asText()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(Instant.parse(envelope.path("Timestamp").asText())).isNotNull();
        assertThat(envelope.path("MessageAttributes").path("kind").path("Value").asText())
                .isEqualTo("order");
    }

    @Test
    void rawDeliveryTurnsAttributesIntoTheQueuesOwn() {
        String url = queue(name, Fixtures.allow(topic, name));
        subscribe(name, Map.of("RawMessageDelivery", "true"));
        sns.publish(r -> r.topicArn(topic)
                .message("bare")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("order")
                                .build())));
        Message message = receive(url).get(0);
        assertThat(message.body()).isEqualTo("bare");
        assertThat(message.messageAttributes().get("kind").stringValue()).isEqualTo("order");
    }

    @Test
    void whatTheQueuesPolicyRefusesGoesToTheSubscriptionsRedriveQueue() {
        String other = "arn:aws:sns:us-east-1:000000000000:other";
        String url = queue(name, Fixtures.allow(other, name));
        String undelivered = queue(name + "-u", Fixtures.allow(topic, name + "-u"));
        subscribe(name, Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + Fixtures.arn(name + "-u") + "\"}"));
        sns.publish(r -> r.topicArn(topic).message("refused"));
        assertThat(receive(url)).isEmpty();
        Message message = receive(undelivered).get(0);
        assertThat(message.body()).contains("refused");
        assertThat(message.messageAttributes()).isEmpty();
    }

    @Test
    void aMessageThatIsEmptyOrTooLongIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> sns.publish(r -> r.topicArn(topic).message("")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> sns.publish(r -> r.topicArn(topic).message("x".repeat(262_145))));
    }

    private void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(call)
                .withMessageContaining(message);
    }

    @Test
    void aStructuredMessageNeedsADefault() {
        String url = queue(name, Fixtures.allow(topic, name));
        subscribe(name, Map.of("RawMessageDelivery", "true"));
        for (String message : List.of("{\"sqs\":\"q\"}", "{\"sqs\":\"q\",\"default\":{}}", "{}")) {
            refused(
                    () -> sns.publish(
                            r -> r.topicArn(topic).messageStructure("json").message(message)),
                    "No default entry in JSON message body");
        }
        refused(
                () -> sns.publish(
                        r -> r.topicArn(topic).messageStructure("json").message("no json")),
                "failed to parse");
        sns.publish(r -> r.topicArn(topic).messageStructure("json").message("{\"sqs\":\"q\",\"default\":\"d\"}"));
        sns.publish(r -> r.topicArn(topic).messageStructure("json").message("{\"default\":\"d\"}"));
        assertThat(receive(url)).extracting(Message::body).containsExactlyInAnyOrder("q", "d");
    }

    @Test
    void aStandardTopicTakesNoDeduplicationAndNoAttributeOfAwss() {
        refused(
                () -> sns.publish(r -> r.topicArn(topic).message("x").messageDeduplicationId("d")),
                "MessageDeduplicationId");
        assertThatExceptionOfType(SnsException.class)
                .isThrownBy(() -> sns.publish(r -> r.topicArn(topic)
                        .message("x")
                        .messageAttributes(Map.of(
                                "AWS.kind",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("v")
                                        .build()))))
                .withMessageContaining("AWS.kind")
                .matches(e -> e.awsErrorDetails().errorCode().equals("ParameterValueInvalid"));
    }

    @Test
    void topicsAndSubscriptionsAreListedAHundredAtATime() {
        List<String> topics = IntStream.range(0, 101)
                .mapToObj(i -> sns.createTopic(r -> r.name(name + "-" + i)).topicArn())
                .toList();
        IntStream.range(0, 101).forEach(i -> subscribe(name + "-" + i, Map.of()));
        assertThat(sns.listTopics().topics()).hasSize(100);
        assertThat(sns.listTopicsPaginator().topics().stream().map(t -> t.topicArn()))
                .containsAll(topics)
                .doesNotHaveDuplicates();
        assertThat(sns.listSubscriptions().subscriptions()).hasSize(100);
        assertThat(sns.listSubscriptionsPaginator().subscriptions().stream()
                        .filter(s -> s.topicArn().equals(topic)))
                .hasSize(101);
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .hasSize(100);
        assertThat(sns.listSubscriptionsByTopicPaginator(r -> r.topicArn(topic)).subscriptions())
                .hasSize(101)
                .doesNotHaveDuplicates();
        topics.forEach(arn -> sns.deleteTopic(r -> r.topicArn(arn)));
        sns.deleteTopic(r -> r.topicArn(topic));
    }

    @Test
    void aTokenThatNobodyGaveOutIsRefused() {
        refused(() -> sns.listTopics(r -> r.nextToken("nonsense")), "NextToken");
        refused(() -> sns.listSubscriptions(r -> r.nextToken("nonsense")), "NextToken");
        refused(() -> sns.listSubscriptionsByTopic(r -> r.topicArn(topic).nextToken("nonsense")), "NextToken");
    }

    @Test
    void aFifoTopicIsRefusedByThatWord() {
        refused(() -> sns.createTopic(r -> r.name("orders.fifo").attributes(Map.of("FifoTopic", "true"))), "FIFO");
        refused(() -> sns.createTopic(r -> r.name("orders.fifo")), "FIFO");
        refused(() -> sns.createTopic(r -> r.name("orders").attributes(Map.of("FifoTopic", "true"))), "FIFO");
    }
}

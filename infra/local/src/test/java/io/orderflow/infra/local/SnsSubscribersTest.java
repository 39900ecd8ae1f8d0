package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Filters on queues' subscriptions, and subscribers that would get mail or a request. */
final class SnsSubscribersTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SnsClient sns = AWS.clients().sns;
    private final String name = "s-" + UUID.randomUUID();
    private String topic;
    private String url;

    @BeforeEach
    void create() {
        topic = sns.createTopic(r -> r.name(name)).topicArn();
        url = AWS.clients()
                .sqs
                .createQueue(r ->
                        r.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, Fixtures.allow(topic, name))))
                .queueUrl();
    }

    private String subscribe(Map<String, String> attributes) {
        return sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(Fixtures.arn(name))
                        .attributes(attributes))
                .subscriptionArn();
    }

    private void publish(String message, String kind) {
        sns.publish(r -> r.topicArn(topic)
                .message(message)
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(kind)
                                .build())));
    }

    private List<String> received() {
        return AWS.clients().sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .toList();
    }

    private void set(String arn, String attribute, String value) {
        sns.setSubscriptionAttributes(
                r -> r.subscriptionArn(arn).attributeName(attribute).attributeValue(value));
    }

    @Test
    void aFilterOnAttributesReadsBackAndKeepsTheRestAway() {
        String filter = "{\"kind\":[{\"prefix\":\"ord\"}]}";
        String arn = subscribe(Map.of("FilterPolicy", filter, "RawMessageDelivery", "true"));
        assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
                .containsEntry("FilterPolicy", filter)
                .containsEntry("FilterPolicyScope", "MessageAttributes");
        publish("wanted", "order");
        publish("unwanted", "invoice");
        sns.publish(r -> r.topicArn(topic).message("without attributes"));
        assertThat(received()).containsExactly("wanted");
        set(arn, "FilterPolicy", "{}");
        assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
                .doesNotContainKeys("FilterPolicy", "FilterPolicyScope");
        publish("now everything", "invoice");
        assertThat(received()).containsExactly("now everything");
    }

    @Test
    void aFilterOnTheBodyNeedsItsScopeFirst() {
        String nested = "{\"order\":{\"quantity\":[{\"numeric\":[\">=\",10]}]}}";
        String arn = subscribe(Map.of("RawMessageDelivery", "true"));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> set(arn, "FilterPolicy", nested))
                .withMessageContaining("does not support nested");
        set(arn, "FilterPolicyScope", "MessageBody");
        set(arn, "FilterPolicy", nested);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> set(arn, "FilterPolicyScope", "Elsewhere"))
                .withMessageContaining("Please use either MessageBody or MessageAttributes");
        publish("{\"order\":{\"quantity\":10}}", "x");
        publish("{\"order\":{\"quantity\":9}}", "x");
        assertThat(received()).containsExactly("{\"order\":{\"quantity\":10}}");
        assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
                .containsEntry("FilterPolicyScope", "MessageBody");
    }

    @ParameterizedTest
    @CsvSource({"email,someone@example.com", "https,https://example.com/orders", "http,http://example.com/"})
    void anAddressIsListedAsPendingAndCanBeTakenAway(String protocol, String endpoint) {
        assertThat(sns.subscribe(r -> r.topicArn(topic).protocol(protocol).endpoint(endpoint))
                        .subscriptionArn())
                .isEqualTo("pending confirmation");
        String arn = sns.subscribe(r ->
                        r.topicArn(topic).protocol(protocol).endpoint(endpoint).returnSubscriptionArn(true))
                .subscriptionArn();
        assertThat(arn).startsWith(topic + ":");
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.subscriptionArn()).isEqualTo("PendingConfirmation");
                    assertThat(s.protocol()).isEqualTo(protocol);
                    assertThat(s.endpoint()).isEqualTo(endpoint);
                });
        assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
                .containsEntry("PendingConfirmation", "true");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsPending", "1")
                .containsEntry("SubscriptionsConfirmed", "0");
        publish("goes nowhere", "x");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> sns.confirmSubscription(r -> r.topicArn(topic).token("guess")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> sns.unsubscribe(r -> r.subscriptionArn("PendingConfirmation")));
        sns.unsubscribe(r -> r.subscriptionArn(arn));
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .isEmpty();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)));
    }

    @ParameterizedTest
    @CsvSource({"email,nobody", "https,http://example.com", "http,::", "sms,+15550100", "lambda,arn:aws:lambda:x"})
    void anEndpointThatDoesNotFitItsProtocolIsRefused(String protocol, String endpoint) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() ->
                        sns.subscribe(r -> r.topicArn(topic).protocol(protocol).endpoint(endpoint)));
    }

    @Test
    void mailIsNeverRaw() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> sns.subscribe(r -> r.topicArn(topic)
                        .protocol("email")
                        .endpoint("a@example.com")
                        .attributes(Map.of("RawMessageDelivery", "true"))));
    }
}

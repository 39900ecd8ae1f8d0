package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.Tag;

/** Subscribe, SetSubscriptionAttributes and their kin, as AWS was recorded to refuse them. */
final class SnsSubscribeRefusalsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static final String PARSER = "RedrivePolicy: failed to parse JSON. Unexpected character ('i' (code 105)):";

    private final SnsClient sns = AWS.clients().sns;
    private final String topic =
            sns.createTopic(r -> r.name("s-" + UUID.randomUUID())).topicArn();

    private static void refused(ThrowingCallable call, String start) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage()).startsWith(start));
    }

    private String subscribe(String queue, Map<String, String> attributes) {
        return sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(Fixtures.arn(queue))
                        .attributes(attributes))
                .subscriptionArn();
    }

    private void set(String attribute, String value) {
        sns.setTopicAttributes(r -> r.topicArn(topic).attributeName(attribute).attributeValue(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "RawMessageDelivery | test-ValUe | RawMessageDelivery: Invalid value [test-ValUe]. Must be true or false.",
                "RawMessageDelivery | ~~ | RawMessageDelivery: Invalid value []. Must be true or false.",
                "RedrivePolicy | {\"deadLetterTargetArn\":\"fake-arn\"} | RedrivePolicy: deadLetterTargetArn is an"
                        + " invalid arn",
                "RedrivePolicy | {invalidjson} | " + PARSER,
                "FilterPolicyScope | Random | FilterPolicyScope: Invalid value [Random]. Please use either MessageBody or"
                        + " MessageAttributes",
                "FilterPolicy | {\"a\":[]} | FilterPolicy: Empty arrays are not allowed",
                "FilterPolicy | {\"a\":{\"b\":[1]}} | Filter policy scope MessageAttributes does not support nested",
            })
    void subscribeNamesTheMapInWhichTheFaultIs(String attribute, String value, String reason) {
        refused(() -> subscribe("q", Map.of(attribute, value)), "Invalid parameter: Attributes Reason: " + reason);
        String arn = subscribe("q", Map.of());
        refused(
                () -> sns.setSubscriptionAttributes(
                        r -> r.subscriptionArn(arn).attributeName(attribute).attributeValue(value)),
                "Invalid parameter: " + reason);
    }

    @Test
    void anUnknownAttributeIsAwssFaultAndOneThatIsLeftOutOurs() {
        String arn = subscribe("q", Map.of());
        String absent = "is not known to the embedded AWS";
        refused(
                () -> sns.setSubscriptionAttributes(r -> r.subscriptionArn(arn).attributeName("Fake")),
                "Invalid parameter: AttributeName");
        refused(
                () -> sns.setSubscriptionAttributes(r ->
                        r.subscriptionArn(arn).attributeName("ReplayPolicy").attributeValue("{}")),
                "Invalid parameter: AttributeName Reason: ReplayPolicy " + absent);
        refused(() -> set("Fake", "v"), "Invalid parameter: AttributeName");
        refused(() -> set("SQSSuccessFeedbackRoleArn", "v"), "Invalid parameter: AttributeName Reason: SQS");
        String unknown = "Invalid parameter: Attributes Reason: Unknown attribute Fake";
        refused(() -> subscribe("r", Map.of("Fake", "v")), unknown);
        refused(() -> sns.createTopic(r -> r.name("fake").attributes(Map.of("Fake", "v"))), unknown);
    }

    @Test
    void endpointsAndProtocolsAreRefusedInAwssWords() {
        refused(
                () -> sns.subscribe(
                        r -> r.topicArn(topic).protocol("test-protocol").endpoint("x")),
                "Invalid parameter: Amazon SNS does not support this protocol string: test-protocol");
        refused(
                () -> sns.subscribe(r -> r.topicArn(topic).protocol("sms").endpoint("+15550100")),
                "Invalid parameter: Protocol Reason: the embedded AWS knows");
        refused(
                () -> sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("http://localhost/q")),
                "Invalid parameter: SQS endpoint ARN");
        refused(
                () -> subscribe("q.fifo", Map.of()),
                "Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to"
                        + " standard SNS topics");
    }

    @Test
    void arnsTokensAndTagsAreRefusedInAwssWords() {
        String elsewhere = topic.replace("us-east-1", "eu-west-1");
        refused(() -> sns.getTopicAttributes(r -> r.topicArn(elsewhere)), "Invalid parameter: TopicArn");
        refused(() -> sns.publish(r -> r.topicArn(elsewhere).message("m")), "Invalid parameter: TopicArn");
        refused(
                () -> sns.publish(
                        r -> r.targetArn(topic + ":endpoint/APNS/app/id").message("m")),
                "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified");
        refused(() -> sns.unsubscribe(r -> r.subscriptionArn(topic)), "Invalid parameter: SubscriptionId");
        refused(() -> sns.unsubscribe(r -> {}), "Invalid parameter: SubscriptionArn Reason: no value for required");
        refused(() -> sns.confirmSubscription(r -> r.topicArn(topic).token("randomtoken")), "Invalid token");
        refused(
                () -> sns.confirmSubscription(r -> r.topicArn(topic + "i").token("abc123")),
                "Invalid parameter: Token");
        refused(
                () -> sns.confirmSubscription(r -> r.topicArn("not-an-arn").token("abc123")),
                "Invalid parameter: Topic");
        Tag tag = Tag.builder().key("k").value("v").build();
        refused(
                () -> sns.tagResource(r -> r.resourceArn(topic).tags(tag, tag)),
                "Invalid parameter: Duplicated keys are not allowed.");
        refused(() -> sns.createTopic(r -> r.name("")), "Invalid parameter: Topic Name");
    }

    /** @see <a href="https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html">Large messages</a> */
    @Test
    void aTopicOfLargeMessagesHasAHundredQueues() {
        set("MaximumMessageSize", "262145");
        IntStream.range(0, 100).forEach(i -> subscribe("q" + i, Map.of()));
        refused(() -> subscribe("q100", Map.of()), "Invalid parameter: A topic with a MaximumMessageSize above 262144");
        assertThat(subscribe("q99", Map.of())).startsWith(topic);
        set("MaximumMessageSize", "262144");
        subscribe("q100", Map.of());
        refused(
                () -> set("MaximumMessageSize", "262145"),
                "Invalid parameter: A topic with a MaximumMessageSize above");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("MaximumMessageSize", "262144");
    }
}

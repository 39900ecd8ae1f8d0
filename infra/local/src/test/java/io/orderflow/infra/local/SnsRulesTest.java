package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What SNS takes and refuses, and what it hands on. */
final class SnsRulesTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SnsClient sns = AWS.clients().sns;
    private final SqsClient sqs = AWS.clients().sqs;
    private final String name = "r-" + UUID.randomUUID();
    private final String topic = sns.createTopic(r -> r.name(name)).topicArn();

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void refused(ThrowingCallable call, String text) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(call)
                .matches(e -> e.awsErrorDetails().errorMessage().contains(text), "says " + text);
    }

    private void maximum(String bytes) {
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("MaximumMessageSize").attributeValue(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "a\ttab", "\u007f"})
    void aSubjectIsOneLineOfText(String subject) {
        refused(() -> sns.publish(r -> r.topicArn(topic).message("m").subject(subject)), "Invalid parameter: Subject");
    }

    @Test
    void aTopicIsCreatedAgainWithSomeOfItsTagsButNotWithOthers() {
        String tagged = sns.createTopic(r -> r.name(name + "-t").tags(tag("a", "1"), tag("b", "2")))
                .topicArn();
        assertThat(sns.createTopic(r -> r.name(name + "-t").tags(tag("b", "2"))).topicArn())
                .isEqualTo(tagged);
        refused(
                () -> sns.createTopic(r -> r.name(name + "-t").tags(tag("b", "3"))),
                "Tags Reason: Topic already exists with different tags");
    }

    @Test
    void whatIsNoArnIsAnInvalidParameterEverywhere() {
        String topicText = "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1";
        String subscriptionText = topicText.replace("TopicArn", "SubscriptionArn");
        refused(() -> sns.publish(r -> r.topicArn("x").message("m")), topicText);
        refused(() -> sns.publish(r -> r.targetArn("x").message("m")), "TargetArn Reason");
        refused(() -> sns.deleteTopic(r -> r.topicArn("x")), topicText);
        refused(() -> sns.getTopicAttributes(r -> r.topicArn("x")), topicText);
        refused(() -> sns.setTopicAttributes(r -> r.topicArn("x").attributeName("DisplayName")), topicText);
        refused(() -> sns.listSubscriptionsByTopic(r -> r.topicArn("x")), topicText);
        refused(() -> sns.subscribe(r -> r.topicArn("x").protocol("sqs").endpoint(Fixtures.arn("q"))), topicText);
        refused(() -> sns.listTagsForResource(r -> r.resourceArn("x")), "ResourceArn Reason");
        refused(() -> sns.unsubscribe(r -> r.subscriptionArn("x")), subscriptionText);
        refused(() -> sns.getSubscriptionAttributes(r -> r.subscriptionArn("x")), subscriptionText);
        refused(() -> sns.getTopicAttributes(r -> r.topicArn(Fixtures.arn("queue"))), "Invalid parameter: TopicArn");
    }

    @Test
    void rawDeliveryIsAskedForInAnyCase() {
        String arn = sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(Fixtures.arn(name))
                        .attributes(Map.of("RawMessageDelivery", "TRUE")))
                .subscriptionArn();
        assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
                .containsEntry("RawMessageDelivery", "true");
    }

    @Test
    void aTopicTakesMessagesUpToItsOwnSize() {
        refused(() -> maximum("1023"), "MaximumMessageSize");
        refused(() -> maximum("1048577"), "MaximumMessageSize");
        maximum("1048576");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("MaximumMessageSize", "1048576");
        sns.publish(r -> r.topicArn(topic).message("x".repeat(1_048_576)));
        refused(() -> sns.publish(r -> r.topicArn(topic).message("x".repeat(1_048_577))), "Message too long");
        maximum("1024");
        refused(() -> sns.publish(r -> r.topicArn(topic).message("x".repeat(1_025))), "Message too long");
    }

    @Test
    void aTopicOfLargeMessagesHasNoMailOrWebSubscriber() {
        maximum("262145");
        refused(
                () -> sns.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("a@example.com")),
                "MaximumMessageSize");
        maximum("262144");
        sns.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("a@example.com"));
        refused(() -> maximum("262145"), "MaximumMessageSize");
    }

    @Test
    void traceAndGroupReachTheQueue() {
        String url = sqs.createQueue(r ->
                        r.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, Fixtures.allow(topic, name))))
                .queueUrl();
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(Fixtures.arn(name)));
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
        sns.publish(r -> r.topicArn(topic)
                .message("m")
                .messageGroupId("tenant-1")
                .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", trace)));
        List<Message> messages = sqs.receiveMessage(
                        r -> r.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).attributes())
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, trace)
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant-1");
        refused(() -> sns.publish(r -> r.topicArn(topic).message("m").messageGroupId("a b")), "MessageGroupId");
    }

    @ParameterizedTest
    @CsvSource({"a b,String,v", ".a,String,v", "a.,String,v", "a..b,String,v", "a,Text,v", "a,Number,x", "a,String,''"})
    void anAttributeThatSnsDoesNotTakeIsRefused(String attribute, String type, String value) {
        MessageAttributeValue one = MessageAttributeValue.builder()
                .dataType(type)
                .stringValue(value)
                .build();
        assertThatExceptionOfType(SnsException.class)
                .isThrownBy(() ->
                        sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(Map.of(attribute, one))))
                .matches(e -> e.awsErrorDetails().errorCode().equals("ParameterValueInvalid"));
    }

    @Test
    void aBinaryAttributeIsTaken() {
        MessageAttributeValue bytes = MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                .build();
        assertThat(sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(Map.of("b", bytes)))
                        .messageId())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"SignatureVersion|3", "TracingConfig|x", "Policy|no JSON", "DisplayName|LONG"})
    void aTopicsAttributesHaveValuesThatAwsKnows(String attribute, String text) {
        String value = text.replace("LONG", "x".repeat(101));
        refused(
                () -> sns.setTopicAttributes(
                        r -> r.topicArn(topic).attributeName(attribute).attributeValue(value)),
                "Invalid parameter: " + attribute);
        refused(
                () -> sns.createTopic(r -> r.name(name + "-a").attributes(Map.of(attribute, value))),
                "Invalid parameter: " + attribute);
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes().get(attribute))
                .isNotEqualTo(value);
    }

    @Test
    void aTopicsTagsHaveLimits() {
        for (Tag wrong :
                List.of(tag("", "v"), tag("aws:k", "v"), tag("k".repeat(129), "v"), tag("k", "v".repeat(257)))) {
            refused(() -> sns.tagResource(r -> r.resourceArn(topic).tags(wrong)), "Invalid parameter: Tags");
        }
        List<Tag> many = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();
        assertThatExceptionOfType(TagLimitExceededException.class)
                .isThrownBy(() -> sns.tagResource(r -> r.resourceArn(topic).tags(many)));
        sns.tagResource(r -> r.resourceArn(topic).tags(many.subList(0, 50)));
        assertThat(sns.listTagsForResource(r -> r.resourceArn(topic)).tags()).hasSize(50);
    }
}

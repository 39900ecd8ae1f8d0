package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What Publish and PublishBatch hand on, and what they refuse in the words that AWS was recorded to use. */
final class SnsPublishRulesTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SnsClient sns = AWS.clients().sns;
    private final SqsClient sqs = AWS.clients().sqs;
    private final String name = "p-" + UUID.randomUUID();
    private final String topic = sns.createTopic(r -> r.name(name)).topicArn();

    private String queue(String queueName, Map<String, String> attributes) {
        String url = queueWithoutSubscription(queueName);
        sns.subscribe(r -> r.topicArn(topic)
                .protocol("sqs")
                .endpoint(Fixtures.arn(queueName))
                .attributes(attributes));
        return url;
    }

    private String queueWithoutSubscription(String queueName) {
        return sqs.createQueue(r -> r.queueName(queueName)
                        .attributes(Map.of(QueueAttributeName.POLICY, Fixtures.allow(topic, queueName))))
                .queueUrl();
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private static MessageAttributeValue binary(String type, String value) {
        return MessageAttributeValue.builder()
                .dataType(type)
                .binaryValue(SdkBytes.fromUtf8String(value))
                .build();
    }

    private static void refused(ThrowingCallable call, String code, String message) {
        assertThatExceptionOfType(SnsException.class).isThrownBy(call).satisfies(e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }

    /** Alone and in a batch, which is refused whole. */
    private void refused(String attribute, MessageAttributeValue value, String message) {
        Map<String, MessageAttributeValue> attributes = Map.of(attribute, value);
        refused(
                () -> sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(attributes)),
                "ParameterValueInvalid",
                message);
        refused(
                () -> sns.publishBatch(r -> r.topicArn(topic)
                        .publishBatchRequestEntries(
                                entry("1", "valid"),
                                entry("2", "m").toBuilder()
                                        .messageAttributes(attributes)
                                        .build())),
                "ParameterValueInvalid",
                message);
    }

    @Test
    void anAttributeIsRefusedInAwssWordsAndABatchWithItWhole() {
        String url = queue(name, Map.of());
        refused("a".repeat(257), text("String", "v"), "Length of message attribute name must be less than 256 bytes.");
        refused(
                "a^*?",
                text("String", "v"),
                "Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include"
                        + " alphanumeric characters, hyphens, underscores, or dots.");
        refused(".abc", text("String", "v"), "Invalid message attribute name starting with character '.' was found.");
        refused("abc.", text("String", "v"), "Invalid message attribute name ending with character '.' was found.");
        refused("a..bc", text("String", "v"), "Message attribute name can not have successive '.' character.");
        String start = "The message attribute 'attr1' ";
        refused("attr1", binary("String", "123"), start + "with type 'String' must use field 'String'.");
        refused("attr1", binary("Number", "123"), start + "with type 'Number' must use field 'String'.");
        refused("attr1", text("Binary", "123"), start + "with type 'Binary' must use field 'Binary'.");
        refused(
                "attr1",
                MessageAttributeValue.builder().dataType("String").build(),
                start + "must contain non-empty message attribute value for message attribute type 'String'.");
        for (String type : List.of("String.", "Stringprefixed", "InvalidType")) {
            refused(
                    "attr1",
                    text(type, "v"),
                    start + "has an invalid message attribute type, the set of supported type prefixes is Binary,"
                            + " Number, and String.");
        }
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void anAttributeWithoutATypeIsAValidationErrorWithItsPath() {
        MessageAttributeValue value =
                MessageAttributeValue.builder().stringValue("value").build();
        String member =
                "messageAttributes.attr1.member.dataType' failed to satisfy constraint: Member must not be null";
        String start = "1 validation error detected: Value null at '";
        refused(
                () -> sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(Map.of("attr1", value))),
                "ValidationError",
                start + member);
        refused(
                () -> sns.publishBatch(r -> r.topicArn(topic)
                        .publishBatchRequestEntries(entry("x", "m").toBuilder()
                                .messageAttributes(Map.of("attr1", value))
                                .build())),
                "ValidationError",
                start + "publishBatchRequestEntries.1.member." + member);
    }

    private void batchRefused(String code, String message, PublishBatchRequestEntry... entries) {
        refused(() -> sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entries)), code, message);
    }

    @ParameterizedTest
    @CsvSource({"message.id,contains an impermissible character", "msg@123#test,contains an impermissible character"})
    void anIdOfABatchIsRefusedByItsFault(String id, String fault) {
        String start = "The Id of a batch entry in the batch request ";
        batchRefused("InvalidBatchEntryId", start + fault + ": " + id, entry(id, "m"));
        String tooLong = id.replaceAll("\\W", "").repeat(10);
        batchRefused("InvalidBatchEntryId", start + "is too long: " + tooLong, entry(tooLong, "m"));
    }

    @Test
    void aBatchIsRefusedInAwssWords() {
        PublishBatchRequestEntry[] eleven =
                IntStream.range(0, 11).mapToObj(i -> entry("e" + i, "m")).toArray(PublishBatchRequestEntry[]::new);
        batchRefused(
                "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.", eleven);
        batchRefused(
                "BatchRequestTooLong",
                "The length of all the messages put together is more than the limit.",
                entry("1", "a".repeat(131_072)),
                entry("2", "b".repeat(131_073)));
        batchRefused(
                "InvalidParameter",
                "Invalid parameter: Message Structure - No default entry in JSON message body",
                entry("1", "{\"sqs\":\"q\"}").toBuilder()
                        .messageStructure("json")
                        .build());
    }

    @Test
    void aBatchCarriesTraceAndEachEntryItsGroup() {
        String url = queue(name, Map.of("RawMessageDelivery", "true"));
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
        PublishBatchResponse result = sns.publishBatch(r -> r.topicArn(topic)
                .publishBatchRequestEntries(
                        entry("a", "one").toBuilder().messageGroupId("tenant-1").build(), entry("b", "two"))
                .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", trace)));
        assertThat(result.successful()).extracting(e -> e.id()).containsExactly("a", "b");
        assertThat(result.failed()).isEmpty();
        List<Message> messages = receive(url);
        assertThat(messages).allSatisfy(message -> assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, trace));
        assertThat(messages)
                .extracting(
                        Message::body, message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .containsExactlyInAnyOrder(tuple("one", "tenant-1"), tuple("two", null));
    }

    /** The envelope counts for the queue: what SNS took can be too long for it, in the redrive queue too. */
    @Test
    void aMessageWhoseEnvelopeIsTooLongForTheQueueIsDeliveredRawOnly() {
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("MaximumMessageSize").attributeValue("1048576"));
        String raw = queue(name + "-raw", Map.of("RawMessageDelivery", "true"));
        String undelivered = queueWithoutSubscription(name + "-u");
        String enveloped =
                queue(name, Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + Fixtures.arn(name + "-u") + "\"}"));
        String longest = "x".repeat(1_048_576);
        sns.publish(r -> r.topicArn(topic).message(longest));
        assertThat(receive(raw)).extracting(Message::body).containsExactly(longest);
        assertThat(receive(enveloped)).isEmpty();
        assertThat(receive(undelivered)).isEmpty();
        sns.publish(r -> r.topicArn(topic).message("x".repeat(1_047_000)));
        assertThat(receive(enveloped)).hasSize(1);
    }
}

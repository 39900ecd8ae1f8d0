package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Where AWS draws its lines, tried on both sides of each. */
class SqsLimitsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SqsClient sqs = AWS.clients().sqs;
    private final String name = "l-" + UUID.randomUUID();
    private String url = "";

    @BeforeEach
    void create() {
        url = sqs.createQueue(r -> r.queueName(name)).queueUrl();
    }

    private RawAws.Answer call(String operation, String members) throws IOException {
        return new RawAws(AWS.aws().connection())
                .json("sqs", "AmazonSQS." + operation, "{\"QueueUrl\":\"" + url + "\"," + members + "}");
    }

    private static String code(RawAws.Answer answer) {
        return answer.header("x-amzn-query-error").replace(";Sender", "");
    }

    @ParameterizedTest
    @CsvSource({
        "SendMessage,DelaySeconds,-1,400",
        "SendMessage,DelaySeconds,0,200",
        "SendMessage,DelaySeconds,900,200",
        "SendMessage,DelaySeconds,901,400",
        "ReceiveMessage,MaxNumberOfMessages,0,400",
        "ReceiveMessage,MaxNumberOfMessages,10,200",
        "ReceiveMessage,MaxNumberOfMessages,11,400",
        "ReceiveMessage,WaitTimeSeconds,-1,400",
        "ReceiveMessage,WaitTimeSeconds,21,400",
        "ReceiveMessage,VisibilityTimeout,-1,400",
        "ReceiveMessage,VisibilityTimeout,0,200",
        "ReceiveMessage,VisibilityTimeout,43200,200",
        "ReceiveMessage,VisibilityTimeout,43201,400"
    })
    void aNumberOutsideItsRangeIsRefused(String operation, String member, int value, int status) throws IOException {
        RawAws.Answer answer = call(operation, "\"MessageBody\":\"x\",\"" + member + "\":" + value);
        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(code(answer)).isEqualTo("InvalidParameterValue");
            assertThat(answer.body())
                    .contains("Value " + value + " for parameter " + member + " is invalid. Reason: ")
                    .contains("com.amazon.coral.service#InvalidParameterValueException");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,400", "0,200", "43200,200", "43201,400"})
    void theVisibilityOfAMessageInFlightHasTheSameRange(int seconds, int status) throws IOException {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x"));
        String handle = sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(30))
                .messages()
                .get(0)
                .receiptHandle();
        RawAws.Answer answer = call(
                "ChangeMessageVisibility", "\"ReceiptHandle\":\"" + handle + "\",\"VisibilityTimeout\":" + seconds);
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|AWS.SimpleQueueService.EmptyBatchRequest",
                "a,a|AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
                "a b|AWS.SimpleQueueService.InvalidBatchEntryId",
                "a,b,c,d,e,f,g,h,i,j,k|AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
            })
    void aBatchThatIsNoneIsRefusedWhole(String ids, String code) throws IOException {
        List<String> entries = (ids == null ? List.<String>of() : List.of(ids.split(",")))
                .stream()
                        .map(id -> "{\"Id\":\"" + id + "\",\"MessageBody\":\"x\"}")
                        .toList();
        RawAws.Answer answer = call("SendMessageBatch", "\"Entries\":[" + String.join(",", entries) + "]");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(answer.body()).contains("com.amazonaws.sqs#" + code.substring(code.lastIndexOf('.') + 1));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
    }

    @Test
    void binaryAttributesCountByTheirBytesNotByTheirBase64() {
        Map<String, MessageAttributeValue> binary = Map.of(
                "b",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[500_000]))
                        .build());
        List<SendMessageBatchRequestEntry> entries = List.of("a", "b").stream()
                .map(id -> SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody("x")
                        .messageAttributes(binary)
                        .build())
                .toList();
        assertThat(sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries)).successful())
                .hasSize(2);
    }

    @Test
    void tenAttributesAreTakenAndElevenAreNot() {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        IntStream.range(0, 10).forEach(i -> attributes.put("a" + i, text("v")));
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").messageAttributes(attributes));
        attributes.put("a10", text("v"));
        refused(attributes, "exceeds the allowed maximum [10]");
    }

    @Test
    void anEmptyValueIsRefused() {
        refused(Map.of("a", text("")), "must contain a non-empty value of type 'String'");
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private void refused(Map<String, MessageAttributeValue> attributes, String message) {
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() ->
                        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").messageAttributes(attributes)))
                .withMessageContaining(message)
                .matches(e -> e.awsErrorDetails().errorCode().equals("InvalidParameterValue"));
    }

    @ParameterizedTest
    @CsvSource({"0,400", "1,200", "128,200", "129,400"})
    void aGroupHasOneTo128Characters(int length, int status) throws IOException {
        RawAws.Answer answer =
                call("SendMessage", "\"MessageBody\":\"x\",\"MessageGroupId\":\"" + "g".repeat(length) + "\"");
        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x9, 0xA, 0xD, 0x20, 0xFFFD, 0x10000, 0x10FFFF})
    void aBodyKeepsEveryCharacterThatAwsAllows(int character) {
        String body = "a" + Character.toString(character) + "b";
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
                .extracting(Message::body)
                .containsExactly(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1, 0x8, 0xB, 0xC, 0x1F, 0xFFFE, 0xFFFF})
    void aBodyWithAnyOtherCharacterIsRefused(int character) {
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(() ->
                        sqs.sendMessage(r -> r.queueUrl(url).messageBody("a" + Character.toString(character) + "b")))
                .matches(e -> e.awsErrorDetails().errorCode().equals("InvalidMessageContents"));
    }

    /** By AWS's rule: each part after its length in four bytes, and 1 for a text. */
    @Test
    void theSumOfSystemAttributesIsToldToo() throws Exception {
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(parts)) {
            out.writeInt(14);
            out.writeBytes("AWSTraceHeader");
            out.writeInt(6);
            out.writeBytes("String");
            out.writeByte(1);
            out.writeInt(trace.length());
            out.writeBytes(trace);
        }
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(parts.toByteArray()));
        RawAws.Answer answer = call(
                "SendMessage",
                "\"MessageBody\":\"x\",\"MessageSystemAttributes\":{\"AWSTraceHeader\":{\"DataType\":\"String\","
                        + "\"StringValue\":\"" + trace + "\"}}");
        assertThat(answer.body()).contains("\"MD5OfMessageSystemAttributes\":\"" + sum + "\"");
    }

    private static Map<String, String> tags(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    }

    @Test
    void fiftyTagsAreTakenAndOneMoreIsNot() {
        sqs.tagQueue(r -> r.queueUrl(url).tags(tags(0, 50)));
        sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("k7", "another")));
        String text = "Too many tags added for queue " + name;
        refused(() -> sqs.tagQueue(r -> r.queueUrl(url).tags(tags(50, 51))), "InvalidParameterValue", text + ".");
        assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags())
                .hasSize(50)
                .containsEntry("k7", "another")
                .doesNotContainKey("k50");
        refused(
                () -> sqs.createQueue(r -> r.queueName(name + "-2").tags(tags(0, 51))),
                "InvalidParameterValue",
                text + "-2.");
    }

    @Test
    void noTagsAreNothingToDo() throws IOException {
        assertThat(call("TagQueue", "\"Tags\":{}").body()).contains("The request must contain the parameter Tags.");
        assertThat(call("UntagQueue", "\"TagKeys\":[]").body())
                .contains("Tag keys must be between 1 and 128 characters in length.");
    }

    private static void refused(ThrowingCallable call, String code, String text) {
        assertThatExceptionOfType(SqsException.class)
                .isThrownBy(call)
                .withMessageContaining(text)
                .matches(e -> e.awsErrorDetails().errorCode().equals(code), "has code " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"StringListValues\":[\"v\"]", "\"StringListValues\":[]", "\"BinaryListValues\":[\"dg==\"]"})
    void listsOfValuesAreRefusedWithTheWholeBatch(String list) throws IOException {
        String message = "\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":{\"DataType\":\"String\","
                + "\"StringValue\":\"v\"," + list + "}}";
        RawAws.Answer one = call("SendMessage", message);
        assertThat(one.status()).isEqualTo(400);
        assertThat(code(one)).isEqualTo("AWS.SimpleQueueService.UnsupportedOperation");
        assertThat(one.body()).contains("Message attribute list values in SendMessage operation are not supported.");
        RawAws.Answer batch = call(
                "SendMessageBatch",
                "\"Entries\":[{\"Id\":\"a\"," + message + "},{\"Id\":\"b\",\"MessageBody\":\"x\"}]");
        assertThat(batch.status()).isEqualTo(400);
        assertThat(batch.body())
                .contains("Message attribute list values in SendMessageBatch operation are not supported.");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
    }

    @Test
    void anAttributeMayBeNamedAsAListIs() {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("x").messageAttributes(Map.of("StringListValues", text("v"))));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).hasSize(1);
    }

    private Map<QueueAttributeName, String> attributes() {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    @Test
    void aKeyOfOnesOwnEndsSqssEncryptionForGood() {
        QueueAttributeName key = QueueAttributeName.KMS_MASTER_KEY_ID;
        QueueAttributeName reuse = QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
        QueueAttributeName sqss = QueueAttributeName.SQS_MANAGED_SSE_ENABLED;
        refused(
                () -> sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(key, "mine", sqss, "true"))),
                "InvalidAttributeName",
                "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS"
                        + " SSE.");
        assertThat(attributes()).containsEntry(sqss, "true").doesNotContainKeys(key, reuse);
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(key, "mine", reuse, "6000")));
        assertThat(attributes())
                .containsEntry(sqss, "false")
                .containsEntry(key, "mine")
                .containsEntry(reuse, "6000");
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(key, "", reuse, "300")));
        assertThat(attributes()).containsEntry(sqss, "false").doesNotContainKeys(key, reuse);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aStandardQueueIsNotMadeAFifoOne(String fifo) {
        refused(
                () -> sqs.setQueueAttributes(
                        r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, fifo))),
                "InvalidAttributeName",
                "Unknown Attribute FifoQueue.");
    }

    @Test
    void aMessageOfABatchThatIsTooLongFailsAloneInWordsOfItsOwn() {
        sqs.setQueueAttributes(
                r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024")));
        assertThat(sqs.sendMessageBatch(r -> r.queueUrl(url)
                                .entries(SendMessageBatchRequestEntry.builder()
                                        .id("a")
                                        .messageBody("x".repeat(1025))
                                        .build()))
                        .failed())
                .extracting(e -> e.message())
                .containsExactly("One or more parameters cannot be validated. Reason: Message must be shorter than 1024"
                        + " bytes.");
    }

    @Test
    void theSourcesOfADeadLetterQueueAreListedInPagesIfAskedFor() {
        String policy = "{\"deadLetterTargetArn\":\"" + Fixtures.arn(name) + "\",\"maxReceiveCount\":1}";
        for (int i = 0; i < 3; i++) {
            String source = name + "-" + i;
            sqs.createQueue(r -> r.queueName(source).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
        }
        assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(url)).queueUrls())
                .hasSize(3);
        ListDeadLetterSourceQueuesResponse first =
                sqs.listDeadLetterSourceQueues(r -> r.queueUrl(url).maxResults(2));
        assertThat(first.queueUrls()).hasSize(2);
        ListDeadLetterSourceQueuesResponse second = sqs.listDeadLetterSourceQueues(
                r -> r.queueUrl(url).maxResults(2).nextToken(first.nextToken()));
        assertThat(second.queueUrls()).hasSize(1).doesNotContainAnyElementsOf(first.queueUrls());
        assertThat(second.nextToken()).isNull();
    }
}

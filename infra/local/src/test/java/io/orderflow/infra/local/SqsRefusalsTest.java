package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What SQS does not take is refused, not forgotten. */
final class SqsRefusalsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SqsClient sqs = AWS.clients().sqs;
    private String url = "";

    @BeforeEach
    void create() {
        url = sqs.createQueue(r -> r.queueName("r-" + UUID.randomUUID())).queueUrl();
    }

    private void refused(String operation, String members, String type, String message) throws IOException {
        RawAws.Answer answer = new RawAws(AWS.aws().connection())
                .json("sqs", "AmazonSQS." + operation, "{\"QueueUrl\":\"" + url + "\"," + members + "}");
        assertThat(answer.body()).contains(type).contains(message);
        assertThat(answer.status()).isEqualTo(400);
    }

    /** AWS takes no list for a map, nor a map for a list; neither may mean that nothing was given. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SendMessage|\"MessageBody\":\"x\",\"MessageAttributes\":[]",
                "SendMessage|\"MessageBody\":\"x\",\"MessageAttributes\":{\"a\":\"b\"}",
                "SendMessage|\"MessageBody\":\"x\",\"MessageSystemAttributes\":\"AWSTraceHeader\"",
                "SendMessageBatch|\"Entries\":{\"Id\":\"a\",\"MessageBody\":\"x\"}",
                "SendMessageBatch|\"Entries\":[\"x\"]",
                "ReceiveMessage|\"MessageAttributeNames\":\"All\"",
                "ReceiveMessage|\"MessageSystemAttributeNames\":{\"All\":true}",
                "GetQueueAttributes|\"AttributeNames\":\"All\"",
                "SetQueueAttributes|\"Attributes\":[]",
                "TagQueue|\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]",
                "UntagQueue|\"TagKeys\":\"a\""
            })
    void aMemberOfAnotherKindIsRefused(String operation, String members) throws IOException {
        refused(operation, members, "SerializationException", "");
    }

    @ParameterizedTest
    @CsvSource({
        "'', v, Tag keys must be between 1 and 128",
        "aws:a, v, begin with aws:",
        "AWS:a, v, begin with aws:",
        "LONG, v, Tag keys must be between 1 and 128",
        "k, LONG, tag values must be between 0 and 256"
    })
    void tagsHaveLimits(String key, String value, String message) throws IOException {
        String tag =
                "\"" + key.replace("LONG", "k".repeat(129)) + "\":\"" + value.replace("LONG", "v".repeat(257)) + "\"";
        refused("TagQueue", "\"Tags\":{" + tag + "}", "InvalidParameterValue", message);
        assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).hasTags()).isFalse();
    }

    @Test
    void aRedriveAllowPolicySaysWhatAwsKnows() throws IOException {
        for (String policy : new String[] {"{'redrivePermission':'x'}", "{'redrivePermission':'byQueue'}"}) {
            refused(
                    "SetQueueAttributes",
                    "\"Attributes\":{\"RedriveAllowPolicy\":\"" + policy.replace("'", "\\\"") + "\"}",
                    "InvalidParameterValue",
                    "create the redrive allow policy");
        }
        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_ALLOW_POLICY))
                        .hasAttributes())
                .isFalse();
    }
}

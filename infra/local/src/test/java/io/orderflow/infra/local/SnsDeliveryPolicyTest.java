package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/** What a delivery policy may say and how it reads back, as recorded from AWS. */
final class SnsDeliveryPolicyTest {

    private static final String BY_DEFAULT = "{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":3,"
            + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"}";
    private static final String TEXT = "{\"headerContentType\":\"text/plain; charset=UTF-8\"}";

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SnsClient sns = AWS.clients().sns;
    private final String topic =
            sns.createTopic(r -> r.name("p-" + UUID.randomUUID())).topicArn();

    private Map<String, String> attributes() {
        return sns.getTopicAttributes(r -> r.topicArn(topic)).attributes();
    }

    private void set(String policy) {
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("DeliveryPolicy").attributeValue(policy));
    }

    private String subscribe(Map<String, String> attributes) {
        return sns.subscribe(r -> r.topicArn(topic)
                        .protocol("https")
                        .endpoint("https://example.com/orders")
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private void tells(Map<String, String> attributes, String policy, String effective) {
        if (policy == null) {
            assertThat(attributes).doesNotContainKey("DeliveryPolicy");
        } else {
            assertThat(attributes).containsEntry("DeliveryPolicy", policy);
        }
        assertThat(attributes).containsEntry("EffectiveDeliveryPolicy", effective);
    }

    private static String http(String retries, String request) {
        return "{\"http\":{\"defaultHealthyRetryPolicy\":" + retries
                + ",\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":" + request + "}}";
    }

    @Test
    void aTopicTellsItsPolicyAndWhatHoldsWithTheDefaults() {
        tells(attributes(), null, http(BY_DEFAULT, TEXT));
        String json = "{\"headerContentType\":\"application/json\"}";
        set("{\"http\":{\"defaultRequestPolicy\":" + json + "}}");
        tells(
                attributes(),
                "{\"http\":{\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":" + json + "}}",
                http(BY_DEFAULT, json));
        String own = "{\"minDelayTarget\":5,\"maxDelayTarget\":6,\"numRetries\":1";
        set("{\"http\":{\"defaultHealthyRetryPolicy\":" + own + "}}}");
        tells(
                attributes(),
                "{\"http\":{\"defaultHealthyRetryPolicy\":" + own + "},\"disableSubscriptionOverrides\":false}}",
                http(
                        own + ",\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                                + "\"backoffFunction\":\"linear\"}",
                        TEXT));
        set("{\"http\":{\"defaultHealthyRetryPolicy\":null}}");
        tells(attributes(), "{\"http\":{\"disableSubscriptionOverrides\":false}}", http(BY_DEFAULT, TEXT));
        set("");
        tells(attributes(), null, http(BY_DEFAULT, TEXT));
    }

    @Test
    void aSubscriptionHasFromItsTopicWhatItDoesNotSayUnlessItMaySayNothing() {
        String arn = subscribe(Map.of(
                "RawMessageDelivery",
                "true",
                "DeliveryPolicy",
                "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}"));
        String csv = "{\"healthyRetryPolicy\":%s,\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,"
                + "\"requestPolicy\":{\"headerContentType\":\"text/csv\"},\"guaranteed\":false}";
        tells(of(arn), csv.formatted("null"), csv.formatted(BY_DEFAULT));
        set(
                "{\"http\":{\"disableSubscriptionOverrides\":true,\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":7}}}");
        tells(
                of(arn),
                csv.formatted("null"),
                "{\"healthyRetryPolicy\":" + BY_DEFAULT + ",\"sicklyRetryPolicy\":null,"
                        + "\"throttlePolicy\":{\"maxReceivesPerSecond\":7},\"requestPolicy\":" + TEXT
                        + ",\"guaranteed\":false}");
    }

    private Map<String, String> of(String arn) {
        return sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'numRetries':101} | numRetries must be less than or equal to 100",
                "{'numRetries':-1} | numRetries must be greater than or equal to 0",
                "{'minDelayTarget':0} | minDelayTarget must be greater than or equal to 1",
                "{'minDelayTarget':'20'} | minDelayTarget type mismatch, expecting integer, received a string",
                "{'minDelayTarget':1.5} | minDelayTarget type mismatch, expecting integer, received a number",
                "{'maxDelayTarget':3601} | maxDelayTarget must be less than or equal to 3600",
                "{'maxDelayTarget':19} | maxDelayTarget must be greater than or equal to minDelayTarget",
                "{'numMaxDelayRetries':4} | numRetries must be greater than or equal to total of numMinDelayRetries,"
                        + " numNoDelayRetries and numMaxDelayRetries",
                "{'maxDelayTarget':null} | maxDelayTarget must be specified",
                "{'backoffFunction':'cubic'} | backoffFunction must be linear, arithmetic, geometric or exponential"
            })
    void retriesThatCannotBeAreRefusedByTheirPath(String given, String text) {
        String whole = "{'minDelayTarget':20,'maxDelayTarget':20,'numRetries':3,".concat(given.substring(1));
        String retries = whole.replace('\'', '"');
        refused(
                "{\"http\":{\"defaultHealthyRetryPolicy\":" + retries + "}}",
                "Invalid parameter: DeliveryPolicy: http.defaultHealthyRetryPolicy." + text);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> subscribe(Map.of("DeliveryPolicy", "{\"healthyRetryPolicy\":" + retries + "}")))
                .matches(
                        e -> e.awsErrorDetails()
                                .errorMessage()
                                .equals("Invalid parameter: Attributes Reason: DeliveryPolicy: healthyRetryPolicy."
                                        + text),
                        "says " + text);
    }

    private void refused(String policy, String text) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> set(policy))
                .matches(e -> e.awsErrorDetails().errorMessage().equals(text), "says " + text);
        assertThat(attributes()).doesNotContainKey("DeliveryPolicy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "not json | failed to parse JSON",
                "{'throttlePolicy':{}} | Unexpected JSON member: throttlePolicy",
                "{'http':{'surprise':1}} | Unexpected JSON member: surprise",
                "{'http':{'defaultHealthyRetryPolicy':{'numTries':3}}} | Unexpected JSON member: numTries",
                "{'http':{'defaultThrottlePolicy':{'maxReceivesPerSecond':0}}} |"
                        + " http.defaultThrottlePolicy.maxReceivesPerSecond must be greater than or equal to 1",
                "{'http':{'disableSubscriptionOverrides':'yes'}} |"
                        + " http.disableSubscriptionOverrides type mismatch, expecting boolean, received a string",
                "{'http':{'defaultRequestPolicy':{'headerContentType':'image/png'}}} |"
                        + " http.defaultRequestPolicy.headerContentType is not a content type that SNS sends"
            })
    void aPolicyThatIsNoneIsRefused(String policy, String text) {
        refused(policy.replace('\'', '"'), "Invalid parameter: DeliveryPolicy: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/x-www-form-urlencoded", "text/plain; charset=UTF-8"})
    void aContentTypeThatAwsNamesIsTaken(String type) {
        set("{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"" + type + "\"}}}");
        assertThat(attributes().get("EffectiveDeliveryPolicy")).contains(type);
    }
}

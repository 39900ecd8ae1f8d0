package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.Map;

/** A topic as it was declared. */
record Topic(String arn, Map<String, String> attributes, Map<String, String> tags) {
    Topic {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    static final String MAXIMUM_SIZE = "MaximumMessageSize";
    static final int USUAL_SIZE = 262_144;
    private static final int MOST_OF_LARGE = 100;
    private static final int SMALLEST = 1_024;
    private static final int LARGEST = 1_048_576;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 256;

    /** How many bytes a message of it can have. */
    int maximumMessageSize() {
        return Integer.parseInt(attributes.getOrDefault(MAXIMUM_SIZE, Integer.toString(USUAL_SIZE)));
    }

    /**
     * Refuses values that AWS does not take.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html">SetTopicAttributes</a>
     */
    static void check(Map<String, String> attributes) throws AwsError {
        String size = attributes.getOrDefault(MAXIMUM_SIZE, Integer.toString(USUAL_SIZE));
        if (!size.matches("\\d{4,7}") || Integer.parseInt(size) < SMALLEST || Integer.parseInt(size) > LARGEST) {
            throw SnsService.invalid(
                    "MaximumMessageSize Reason: must be a number of bytes from 1024 to 1048576, not " + size);
        }
        checkValue(attributes, "SignatureVersion", "[12]");
        checkValue(attributes, "TracingConfig", "PassThrough|Active");
        checkValue(attributes, "DisplayName", "(?s).{0,100}");
        String policy = attributes.getOrDefault("Policy", "{}");
        if (Json.tryRead(policy).isEmpty()) {
            throw SnsService.invalid("Policy Error: null");
        }
    }

    private static void checkValue(Map<String, String> attributes, String name, String form) throws AwsError {
        String value = attributes.get(name);
        if (value != null && !value.matches(form)) {
            throw SnsService.invalid(name);
        }
    }

    /** Refuses tags that AWS does not take, all of a topic's together. */
    static void checkTags(Map<String, String> tags) throws AwsError {
        if (tags.size() > MOST_TAGS) {
            throw AwsError.badRequest(
                    "TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (!tag.getKey().matches("(?!(?i)aws:)(?s).{1,128}")
                    || tag.getValue().length() > LONGEST_TAG) {
                throw SnsService.invalid("Tags Reason: a key has 1 to 128 characters and does not begin with aws:, a"
                        + " value has up to 256");
            }
        }
    }

    /** Refuses subscribers that do not take messages as large as the topic's. */
    void checkSubscriber(String protocol) throws AwsError {
        if (maximumMessageSize() > USUAL_SIZE && !protocol.equals(Subscription.QUEUE)) {
            throw SnsService.invalid("Protocol Reason: the topic's MaximumMessageSize is above " + USUAL_SIZE
                    + " bytes, which subscribers by " + protocol + " do not take");
        }
    }

    /**
     * Refuses more subscriptions than a topic of large messages has.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html">Large messages</a>
     */
    void checkSubscribers(int count) throws AwsError {
        if (maximumMessageSize() > USUAL_SIZE && count > MOST_OF_LARGE) {
            throw SnsService.invalid("A topic with a MaximumMessageSize above " + USUAL_SIZE + " bytes has up to "
                    + MOST_OF_LARGE + " subscriptions");
        }
    }
}

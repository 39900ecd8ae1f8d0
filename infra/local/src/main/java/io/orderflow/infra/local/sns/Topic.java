package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AwsError;
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

    /** How many bytes a message of it can have. */
    int maximumMessageSize() {
        return Integer.parseInt(attributes.getOrDefault(MAXIMUM_SIZE, Integer.toString(USUAL_SIZE)));
    }

    /** Whether the text is a size that a topic can be given. */
    static boolean size(String text) {
        return text.matches("\\d{4,7}") && Integer.parseInt(text) >= SMALLEST && Integer.parseInt(text) <= LARGEST;
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

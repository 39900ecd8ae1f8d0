package io.orderflow.infra.local.sns;

import java.util.Map;

/** A topic as it was declared. */
record Topic(String arn, Map<String, String> attributes, Map<String, String> tags) {
    Topic {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    static final String MAXIMUM_SIZE = "MaximumMessageSize";
    static final int USUAL_SIZE = 262_144;
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
}

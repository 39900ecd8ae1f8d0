package io.orderflow.infra.local.sns;

import java.util.Map;

/** A topic as it was declared. */
record Topic(String arn, Map<String, String> attributes, Map<String, String> tags) {
    Topic {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }
}

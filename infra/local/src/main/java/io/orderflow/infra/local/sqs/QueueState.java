package io.orderflow.infra.local.sqs;

import java.util.HashMap;
import java.util.Map;

/** A queue as it was declared: the attributes that were set, in SQS's names, and its tags. */
record QueueState(
        String name,
        Map<String, String> attributes,
        Map<String, String> tags,
        long createdSeconds,
        long modifiedSeconds) {

    QueueState {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    QueueState withAttributes(Map<String, String> changed, long nowSeconds) {
        Map<String, String> all = new HashMap<>(attributes);
        all.putAll(changed);
        if (!changed.getOrDefault(QueueAttributes.KEY, "").isEmpty()) {
            all.put(QueueAttributes.SSE, "false"); // which stays when the key is taken away, as seen on AWS
        }
        all.values().removeIf(String::isEmpty); // AWS removes a policy that is set to nothing
        return new QueueState(name, all, tags, createdSeconds, nowSeconds);
    }

    QueueState withTags(Map<String, String> changed) {
        return new QueueState(name, attributes, changed, createdSeconds, modifiedSeconds);
    }
}

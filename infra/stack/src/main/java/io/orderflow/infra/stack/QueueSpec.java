package io.orderflow.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A standard queue.
 *
 * @param values attributes that are numbers or flags
 * @param documents attributes that are JSON; the null node means that the queue must have none
 * @param moveTasks whether messages are moved from it by SQS itself: an endpoint that cannot is reported
 */
public record QueueSpec(
        String name,
        String arn,
        Map<QueueAttributeName, String> values,
        Map<QueueAttributeName, JsonNode> documents,
        boolean moveTasks) {
    public QueueSpec {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); // keeps the order in which people read them
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    }
}

package io.orderflow.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A queue's subscription to a topic: every message, in SNS's envelope.
 *
 * @param redrivePolicy null leaves it as it is
 */
public record SubscriptionSpec(String name, String topicArn, String queueArn, @Nullable JsonNode redrivePolicy) {}

package io.orderflow.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** A queue's subscription to a topic: every message, in SNS's envelope. */
public record SubscriptionSpec(String name, String topicArn, String queueArn, JsonNode redrivePolicy) {}

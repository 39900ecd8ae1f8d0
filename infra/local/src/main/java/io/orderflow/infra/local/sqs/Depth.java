package io.orderflow.infra.local.sqs;

/** How many messages a queue holds. */
public record Depth(long visible, long inFlight, long delayed) {}

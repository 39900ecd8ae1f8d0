package io.orderflow.infra.local.sqs;

/** How many messages a queue holds. */
public record Depth(long visible, long inFlight, long delayed) {

    /** Without so many that nobody will get any more, which are not hidden as a rule. */
    Depth without(long expired) {
        long hidden = Math.max(0, expired - visible);
        return new Depth(Math.max(0, visible - expired), Math.max(0, inFlight - hidden), delayed);
    }
}

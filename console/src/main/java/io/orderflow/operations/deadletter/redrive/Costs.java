package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.journal.JournalLine;

/** Counts requests, and what they cost by AWS's prices in us-east-1. */
final class Costs {
    private static final double PER_SQS_REQUEST = 0.40 / 1_000_000;
    private static final double PER_PUBLISH = 0.50 / 1_000_000;
    /** Consistent, of up to 4 KB. */
    private static final double PER_ROW = 0.125 / 1_000_000;
    /** What is billed as one request. */
    private static final int CHUNK = 64 * 1024;

    private final Budget budget;
    private final boolean topic;
    private long requests;
    private double dollars;

    /** @param before what the receipt cost before */
    Costs(Budget budget, Destination to, Spent before) {
        this(budget, to);
        requests = before.requests();
        dollars = before.dollars();
    }

    Costs(Budget budget, Destination to) {
        this.budget = budget;
        this.topic = to.kind() == Destination.Kind.TOPIC;
    }

    /** One to SQS. */
    void request() {
        requests++;
        dollars += PER_SQS_REQUEST;
    }

    /** What a batch costs beyond its request. */
    void sent(int letters, long bytes) {
        long chunks = Math.max(1, (bytes + CHUNK - 1) / CHUNK);
        dollars += topic ? Math.max(letters, chunks) * PER_PUBLISH - PER_SQS_REQUEST : (chunks - 1) * PER_SQS_REQUEST;
    }

    /** FilterLogEvents costs nothing. */
    void log() {
        requests++;
    }

    void rows(int rows) {
        requests++;
        dollars += rows * PER_ROW;
    }

    /** Whether so many more requests to SQS are within the budget. */
    boolean affords(int more) {
        return requests + more <= budget.requests() && dollars + more * PER_SQS_REQUEST <= budget.dollars();
    }

    /** With the request that comes of a line that announces one: should nobody come back from it, it is counted. */
    Spent spent(JournalLine.Kind kind) {
        boolean announces = kind == JournalLine.Kind.INTENT || kind == JournalLine.Kind.DELETING;
        return announces ? new Spent(requests + 1, dollars + PER_SQS_REQUEST) : new Spent(requests, dollars);
    }

    long requests() {
        return requests;
    }

    double dollars() {
        return dollars;
    }
}

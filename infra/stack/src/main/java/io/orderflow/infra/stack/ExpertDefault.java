package io.orderflow.infra.stack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an expert adds to the specification, and a user may switch off: what is off is left as it is found. */
public enum ExpertDefault {
    /** Queues are encrypted with keys that SQS manages. */
    QUEUE_ENCRYPTION,
    /** Queues refuse calls that are not encrypted. */
    TLS_ONLY,
    /** Only OrderQueue may name OrderDLQ as its dead-letter queue. */
    REDRIVE_ALLOW,
    /** Dead letters are kept for 14 days, orders for 4. */
    RETENTION,
    /** Receives wait for messages instead of answering empty. */
    LONG_POLLING,
    /** What SNS cannot deliver is kept in OrderUndelivered. */
    UNDELIVERED,
    /** The table is paid by request; one that is there keeps its capacity where this is off. */
    ON_DEMAND,
    /** The table can be restored to any second of the last 35 days. */
    POINT_IN_TIME_RECOVERY,
    /** The table cannot be deleted by accident. */
    DELETION_PROTECTION,
    /** The indexes by day and by user; without them the console shows no orders. */
    INDEXES,
    /** The function's own lines in JSON. */
    JSON_LOGGING,
    /** The log group forgets its lines after a while. */
    LOG_RETENTION,
    /** A published version behind the alias {@code live}; where this is off the mapping leads to the function itself. */
    ALIAS,
    /** The mapping runs only so many functions at once. */
    MAXIMUM_CONCURRENCY;

    /** As on a command line, e.g. {@code point-in-time-recovery}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of this name, as {@link #option()} writes it. */
    public static Optional<ExpertDefault> of(String option) {
        return Arrays.stream(values()).filter(it -> it.option().equals(option)).findFirst();
    }
}

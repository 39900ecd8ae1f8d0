package io.orderflow.infra.plan.doctor;

/** What the doctor looks for; one word for each, so that scripts can tell them apart. */
public enum Check {
    MISSING,
    UNREADABLE,
    NO_DEAD_LETTER_QUEUE,
    RECEIVE_COUNT,
    VISIBILITY,
    RETENTION,
    DEAD_LETTERS_MOVE_ON,
    OPEN_POLICY,
    RAW_DELIVERY,
    NO_UNDELIVERED_QUEUE,
    UNDELIVERED_ORDERS,
    EXTRA_SUBSCRIBER,
    LARGE_MESSAGES,
    POINT_IN_TIME_RECOVERY,
    DELETION_PROTECTION,
    FUNCTION_FAILED,
    FUNCTION_ERRORS,
    NO_CONCURRENCY,
    LITTLE_CONCURRENCY,
    MAPPING_DISABLED,
    SECOND_MAPPING,
    EXTRA_PERMISSIONS
}

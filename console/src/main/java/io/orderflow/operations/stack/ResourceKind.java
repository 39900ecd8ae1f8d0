package io.orderflow.operations.stack;

/** What sort of resource it is; the view has a name and an icon for each. */
public enum ResourceKind {
    TABLE,
    QUEUE,
    TOPIC,
    SUBSCRIPTION,
    ROLE,
    FUNCTION,
    ALIAS,
    LOG_GROUP,
    MAPPING
}

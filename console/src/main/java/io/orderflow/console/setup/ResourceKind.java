package io.orderflow.console.setup;

/** What sort of resource it is; the view has a name and an icon for each. */
public enum ResourceKind {
    TABLE,
    INDEX,
    QUEUE,
    TOPIC,
    SUBSCRIPTION,
    ROLE,
    FUNCTION,
    LOG_GROUP,
    MAPPING,
    OTHER
}

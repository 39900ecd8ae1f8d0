package io.orderflow.app;

/** A state of the window that is looked at, and in which nothing may be cut. */
enum WindowState {
    STARTING,
    FAILED,
    WELCOME,
    ORDERS_EMPTY,
    ORDERS,
    ORDERS_FILTER,
    ORDERS_FILTER_FAULT,
    ORDERS_OFFLINE,
    PLACE_ORDER,
    PLACE_ORDER_FAULTS,
    PLACE_ORDER_KNOWN,
    PLACE_ORDER_IMPORT,
    PLACE_ORDER_IMPORTED,
    QUEUES,
    DEAD_LETTERS,
    SETUP,
    PALETTE,
    PALETTE_FOUND,
    ENVIRONMENTS,
    PROFILES,
    ENDPOINT,
    SHORTCUTS,
    WORK,
    ACTIVITY,
    CLOSING
}

package io.orderflow.order;

/** The rules an order or its message can break. The code is stable: logs and the console key on it. */
public enum OrderRule {
    REQUIRED,
    WRONG_TYPE,
    PATTERN,
    LENGTH,
    BLANK,
    CONTROL_CHARACTERS,
    NOT_AN_INTEGER,
    RANGE,
    UNKNOWN_STATUS,
    NOT_A_TIMESTAMP,
    IN_THE_FUTURE,
    NOT_JSON,
    NOT_AN_OBJECT,
    DUPLICATE_KEY,
    TOO_DEEP,
    TOO_LARGE,
    LONE_SURROGATE,
    TRAILING_TEXT
}

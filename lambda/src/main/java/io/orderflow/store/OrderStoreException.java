package io.orderflow.store;

/** The table could not be written. The message names table and fault, never the order's content. */
public final class OrderStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who can help. */
    public enum Kind {
        /** Throttled, timed out, unreachable or a fault of the service: the next delivery may succeed. */
        TRANSIENT,
        /** The table refused this one order: only this message is concerned. */
        REJECTED,
        /** No such table, no permission, no credentials: every order fails until somebody mends the set-up. */
        CONFIGURATION
    }

    private final Kind kind;
    private final String code;

    public OrderStoreException(Kind kind, String code, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /** AWS's error code, or the simple name of the exception; e.g. {@code ResourceNotFoundException}. */
    public String code() {
        return code;
    }
}

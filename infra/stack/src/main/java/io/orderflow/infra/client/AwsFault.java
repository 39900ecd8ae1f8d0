package io.orderflow.infra.client;

/**
 * A failed AWS call, explained.
 *
 * @param kind what sort of failure
 * @param message one line: what, where, what to do; no secret in it
 */
public record AwsFault(Kind kind, String message) {

    /** Sorts of failure that a user deals with in different ways. */
    public enum Kind {
        NO_CREDENTIALS,
        EXPIRED_CREDENTIALS,
        INVALID_CREDENTIALS,
        NO_SUCH_PROFILE,
        REGION,
        ENDPOINT_DOWN,
        UNKNOWN_HOST,
        TLS,
        TIMEOUT,
        ACCESS_DENIED,
        THROTTLED,
        NOT_FOUND,
        CLOCK_SKEW,
        UNSUPPORTED,
        SERVICE,
        /** The endpoint answered, and not as AWS does: nothing tells what went wrong. */
        UNREADABLE,
        INTERRUPTED,
        OTHER
    }

    /** True where the same call may well succeed a little later. */
    public boolean transientFault() {
        return switch (kind) {
            case ENDPOINT_DOWN, UNKNOWN_HOST, TIMEOUT, THROTTLED, SERVICE -> true;
            default -> false;
        };
    }

    /** True where nobody answered: whoever asks the same service again waits as long again. */
    public boolean silence() {
        return switch (kind) {
            case ENDPOINT_DOWN, UNKNOWN_HOST, TIMEOUT -> true;
            default -> false;
        };
    }
}

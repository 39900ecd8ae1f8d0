package io.orderflow.infra.client;

import java.util.List;
import java.util.stream.Stream;

/**
 * A failed AWS call, explained.
 *
 * @param parameters of the code's line, no secret among them
 */
public record AwsFault(AwsFaultCode code, List<String> parameters) {
    public AwsFault {
        parameters = List.copyOf(parameters);
    }

    static AwsFault of(AwsFaultCode code, Object... parameters) {
        return new AwsFault(code, Stream.of(parameters).map(String::valueOf).toList());
    }

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

    /** What sort of failure. */
    public Kind kind() {
        return code.kind();
    }

    /** One line in plain English: what, where, what to do. */
    public String message() {
        return code.line(parameters);
    }

    /** True where the same call may well succeed a little later. */
    public boolean transientFault() {
        return switch (kind()) {
            case ENDPOINT_DOWN, UNKNOWN_HOST, TIMEOUT, THROTTLED, SERVICE -> true;
            default -> false;
        };
    }

    /** True where nobody answered: whoever asks the same service again waits as long again. */
    public boolean silence() {
        return switch (kind()) {
            case ENDPOINT_DOWN, UNKNOWN_HOST, TIMEOUT -> true;
            default -> false;
        };
    }
}

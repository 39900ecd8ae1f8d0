package io.orderflow.aws;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.PortException.Kind;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what SDK calls throw into what ports throw. */
public final class PortFaults {
    private PortFaults() {}

    /**
     * The failed call as a port's exception, its message a whole line.
     *
     * @param subject the resource that the call was for, e.g. OrderTopic
     */
    public static PortException of(SdkException failure, AwsTarget target, String subject) {
        AwsFault fault = AwsFaults.of(failure, target);
        return new PortException(kind(fault.kind()), subject, fault.message(), failure);
    }

    static Kind kind(AwsFault.Kind kind) {
        return switch (kind) {
            case NO_CREDENTIALS, EXPIRED_CREDENTIALS, INVALID_CREDENTIALS, NO_SUCH_PROFILE -> Kind.CREDENTIALS;
            case ENDPOINT_DOWN, UNKNOWN_HOST, TLS, TIMEOUT, SERVICE, UNREADABLE -> Kind.UNREACHABLE;
            case ACCESS_DENIED -> Kind.DENIED;
            case THROTTLED -> Kind.THROTTLED;
            case NOT_FOUND -> Kind.MISSING;
            case REGION, CLOCK_SKEW, UNSUPPORTED, INTERRUPTED, OTHER -> Kind.REFUSED;
        };
    }
}

package io.orderflow.aws;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.PortException.Kind;
import io.orderflow.operations.Reason;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what SDK calls throw into what ports throw. */
public final class PortFaults {
    private PortFaults() {}

    /**
     * The failed call as a port's exception.
     *
     * @param subject the resource that the call was for, e.g. OrderTopic
     */
    public static PortException of(SdkException failure, AwsTarget target, String subject) {
        AwsFault fault = AwsFaults.of(failure, target);
        return new PortException(kind(fault.kind()), subject, reason(fault), failure);
    }

    public static Reason reason(AwsFault fault) {
        return new Reason("aws." + fault.code(), fault.parameters(), fault.message());
    }

    /**
     * Of a call that was one of the stack's.
     *
     * @param line names the resource before where the call went; one that says more has no code
     */
    static Reason reason(AwsFault fault, String line) {
        if (!line.endsWith(fault.message())) {
            return Reason.line(line);
        }
        List<String> parameters = new ArrayList<>(fault.parameters());
        parameters.set(0, line.substring(0, line.length() - fault.message().length()) + parameters.get(0));
        return new Reason("aws." + fault.code(), parameters, line);
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

package io.orderflow.infra.plan;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.resource.ResourceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading or changing the stack failed; the message is one clear line that names the resource. */
public final class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ResourceId resource;
    private final transient @Nullable AwsFault fault;

    SetupException(@Nullable ResourceId resource, @Nullable AwsFault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.resource = resource;
        this.fault = fault;
    }

    /** Names the resource before the explained failure. */
    public static SetupException of(ResourceId resource, AwsFault fault, Throwable cause) {
        return new SetupException(resource, fault, resource + ": " + fault.message(), cause);
    }

    /** Of something that is refused here, without a call. */
    public static SetupException of(ResourceId resource, String message) {
        return new SetupException(resource, null, resource + ": " + message, null);
    }

    /** Empty when the failure came before any resource was looked at. */
    public Optional<ResourceId> resource() {
        return Optional.ofNullable(resource);
    }

    /** The failed call, explained; empty when no call failed. */
    public Optional<AwsFault> fault() {
        return Optional.ofNullable(fault);
    }
}

package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.Waits;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads resources; what an endpoint lacks is an observation, every other failure one clear exception. */
final class Reading {
    private Reading() {}

    static Observation of(ManagedResource resource, AwsTarget target, Waits waits) {
        try {
            return Throttling.outlast(waits, resource::observe);
        } catch (SdkException e) {
            AwsFault fault = AwsFaults.of(e, target);
            if (fault.kind() == AwsFault.Kind.UNSUPPORTED) {
                return Observation.unsupported(resource.id());
            }
            throw SetupException.of(resource.id(), fault, e);
        }
    }

    /** What would be lost with a resource; nothing where it went in between, or the endpoint cannot tell. */
    static Optional<String> contents(ManagedResource resource, AwsTarget target, Waits waits) {
        try {
            return Throttling.outlast(waits, resource::contents);
        } catch (SdkException e) {
            AwsFault fault = AwsFaults.of(e, target);
            if (fault.kind() == AwsFault.Kind.UNSUPPORTED || fault.kind() == AwsFault.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw SetupException.of(resource.id(), fault, e);
        }
    }
}

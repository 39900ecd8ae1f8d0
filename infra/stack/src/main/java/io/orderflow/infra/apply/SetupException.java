package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaultCode;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.stack.Identity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reading or changing the stack failed; the message is one clear line that names the resource. */
public final class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ResourceId resource;
    private final transient @Nullable AwsFault fault;
    private final @Nullable SetupCode code;
    private final transient List<String> parameters;

    SetupException(@Nullable ResourceId resource, @Nullable AwsFault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.resource = resource;
        this.fault = fault;
        this.code = null;
        this.parameters = List.of();
    }

    private SetupException(
            @Nullable ResourceId resource,
            @Nullable AwsFault fault,
            SetupCode code,
            List<String> parameters,
            @Nullable Throwable cause) {
        super(code.line(parameters), cause);
        this.resource = resource;
        this.fault = fault;
        this.code = code;
        this.parameters = parameters;
    }

    /** Names the resource before the explained failure. */
    public static SetupException of(ResourceId resource, AwsFault fault, Throwable cause) {
        return new SetupException(resource, fault, resource + ": " + fault.message(), cause);
    }

    /**
     * Of something that is refused here, without a call.
     *
     * @param more parameters of the code's line, behind the resource
     */
    public static SetupException refused(SetupCode code, ResourceId resource, Object... more) {
        return new SetupException(
                resource,
                null,
                code,
                Stream.concat(Stream.of(resource), Stream.of(more))
                        .map(String::valueOf)
                        .toList(),
                null);
    }

    /** Of a plan that was made for another place. */
    static SetupException elsewhere(Identity planned) {
        return new SetupException(
                null, null, SetupCode.OTHER_PLACE, List.of(planned.account(), planned.region()), null);
    }

    /** Of what a plan could not read. */
    static SetupException unreadable(ResourceId resource, String reason) {
        return new SetupException(
                resource, new AwsFault(AwsFaultCode.UNREADABLE_PLAN, List.of(reason)), resource + ": " + reason, null);
    }

    /** Several failures as one: the first, and the resources of the others. */
    static SetupException of(List<SetupException> failures) {
        SetupException first = failures.get(0);
        if (failures.size() == 1) {
            return first;
        }
        String others = failures.stream()
                .skip(1)
                .map(each -> String.valueOf(each.resource))
                .collect(Collectors.joining(", "));
        var all = new SetupException(
                first.resource,
                first.fault,
                SetupCode.SEVERAL,
                List.of(String.valueOf(first.getMessage()), others),
                first);
        failures.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }

    /** True where the other services may well answer: the endpoint lacks this, or its answer cannot be read. */
    boolean concernsOneService() {
        return fault != null && (fault.kind() == AwsFault.Kind.UNSUPPORTED || fault.kind() == AwsFault.Kind.UNREADABLE);
    }

    /** Empty when the failure came before any resource was looked at. */
    public Optional<ResourceId> resource() {
        return Optional.ofNullable(resource);
    }

    /** What was refused, or that several failed; empty where a failed call is all. */
    public Optional<SetupCode> code() {
        return Optional.ofNullable(code);
    }

    /** Of the code's line; none where there is no code. */
    public List<String> parameters() {
        return parameters;
    }

    /** The failed call, explained; empty when no call failed. */
    public Optional<AwsFault> fault() {
        return Optional.ofNullable(fault);
    }
}

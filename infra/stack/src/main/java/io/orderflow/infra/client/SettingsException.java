package io.orderflow.infra.client;

import software.amazon.awssdk.core.exception.SdkClientException;

/** This machine's AWS settings or credentials do not do; explained where it was found, in one line. */
final class SettingsException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private final transient AwsFault fault;

    SettingsException(AwsFault fault, Throwable cause) {
        super(SdkClientException.builder().message(fault.message()).cause(cause));
        this.fault = fault;
    }

    SettingsException(AwsFault fault) {
        super(SdkClientException.builder().message(fault.message()));
        this.fault = fault;
    }

    AwsFault fault() {
        return fault;
    }

    /** The same credentials will not do for the next attempt either. */
    @Override
    public boolean retryable() {
        return false;
    }
}

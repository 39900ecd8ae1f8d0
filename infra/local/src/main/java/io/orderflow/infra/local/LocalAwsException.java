package io.orderflow.infra.local;

import org.jspecify.annotations.Nullable;

/** The embedded AWS cannot start; the message is one line for the user: what, where, what to do. */
public class LocalAwsException extends Exception {

    private static final long serialVersionUID = 1L;

    public LocalAwsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

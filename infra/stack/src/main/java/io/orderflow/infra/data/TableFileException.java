package io.orderflow.infra.data;

import org.jspecify.annotations.Nullable;

/** A file that a user named cannot be written or read; the message is one clear line. */
public final class TableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TableFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

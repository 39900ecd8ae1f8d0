package io.orderflow.operations;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong behind a port, told apart as far as the console acts differently on it. Adapters translate the
 * SDK's exceptions into this one, so that view models know no SDK. {@code io.orderflow.text.FaultTexts} words it: by its
 * {@link #reason()} where there is one, else as a sentence of the kind around the message, a short clause.
 */
public final class PortException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How the console reacts. */
    public enum Kind {
        /** The endpoint does not answer: the status bar says offline, polls back off. */
        UNREACHABLE,
        /** No credentials, or expired or wrong ones. */
        CREDENTIALS,
        /** The credentials are good, the permission is missing. */
        DENIED,
        /** The resource does not exist: Setup creates it. */
        MISSING,
        /** AWS asks to slow down. */
        THROTTLED,
        /** The data folder is not for this version; the subject names one that could be used. */
        OLD_DATA,
        /** The console itself has too much work waiting. */
        BUSY,
        /** Refused for another reason, which the message names. */
        REFUSED
    }

    private final Kind kind;
    private final String subject;
    private final transient @Nullable Reason reason;

    /**
     * @param subject the resource or service concerned, e.g. {@code OrderTopic}
     * @param clause what happened, without a full stop
     */
    public PortException(Kind kind, String subject, String clause, @Nullable Throwable cause) {
        super(clause, cause);
        this.kind = kind;
        this.subject = subject;
        this.reason = null;
    }

    public PortException(Kind kind, String subject, String clause) {
        this(kind, subject, clause, null);
    }

    /** With a whole line of its own; {@link #getMessage()} is the reason's. */
    public PortException(Kind kind, String subject, Reason reason, @Nullable Throwable cause) {
        super(reason.line(), cause);
        this.kind = kind;
        this.subject = subject;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    public String subject() {
        return subject;
    }

    /** Null where the message is a clause. */
    public @Nullable Reason reason() {
        return reason;
    }
}

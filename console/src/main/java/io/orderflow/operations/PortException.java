package io.orderflow.operations;

/**
 * What went wrong behind a port, told apart as far as the console acts differently on it. Adapters translate the
 * SDK's exceptions into this one, so that view models know no SDK. {@link #getMessage()} is one short clause without
 * a final full stop, of which {@code io.orderflow.text.FaultTexts} makes the sentence; or, with its full stop, a whole line
 * that says what, where and what to do, which is shown as it is.
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

    /**
     * @param subject the resource or service concerned, e.g. {@code OrderTopic}
     * @param message what happened: a clause, or a whole line with its full stop
     */
    public PortException(Kind kind, String subject, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.subject = subject;
    }

    public PortException(Kind kind, String subject, String message) {
        super(message);
        this.kind = kind;
        this.subject = subject;
    }

    public Kind kind() {
        return kind;
    }

    public String subject() {
        return subject;
    }
}

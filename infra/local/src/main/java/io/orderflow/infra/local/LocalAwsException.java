package io.orderflow.infra.local;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The embedded AWS cannot start; the message is one line in plain English: what, where, what to do. */
public class LocalAwsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, each with its line; in most of them {0} is the data folder. */
    public enum Code {
        NO_TEMPORARY_FOLDER("No temporary folder can be made in {0} ({1}). Free some space or set -Djava.io.tmpdir."),
        FOLDER_NOT_WRITABLE(
                "The data folder {0} cannot be written ({1}). Choose another with --data-dir, or --ephemeral."),
        FOLDER_IN_USE(
                "The data folder {0} is in use by another Orderflow that does not answer. End that one, or choose another"
                        + " folder with --data-dir."),
        FOLDER_OF_ANOTHER_FORMAT(
                "The data folder {0} is in format {1}, this version reads format {2}. Use the version that wrote it, or"
                        + " choose another folder with --data-dir."),
        FOLDER_OF_AN_EARLIER_VERSION(
                "The data folder {0} was written by an earlier version of the embedded AWS, which this one does not read;"
                        + " nothing in it was changed. Choose another folder."),
        SERVED_ELSEWHERE(
                "The data folder {0} is already served at {1}. Use that, end it, or choose another folder with --data-dir"
                        + " for port {2}."),
        PORT_IN_USE("Port {0} on 127.0.0.1 is in use. Choose another with --port, or 0 for any free one."),
        NOT_STARTED("The embedded AWS cannot start in {0}: {1}. Free the folder or choose another with --data-dir."),
        INTERRUPTED("Interrupted while waiting for the data folder {0}.");

        private final String line;

        Code(String line) {
            this.line = line;
        }

        /** The line with its parameters in place. */
        public String line(List<String> parameters) {
            return new MessageFormat(line, Locale.ROOT).format(parameters.toArray());
        }
    }

    private final Code code;
    private final transient List<String> parameters;

    LocalAwsException(Code code, @Nullable Throwable cause, Object... parameters) {
        this(code, texts(parameters), cause);
    }

    private LocalAwsException(Code code, List<String> parameters, @Nullable Throwable cause) {
        super(code.line(parameters), cause);
        this.code = code;
        this.parameters = parameters;
    }

    private static List<String> texts(Object... parameters) {
        return Stream.of(parameters).map(String::valueOf).toList();
    }

    public Code code() {
        return code;
    }

    /** Of the code's line. */
    public List<String> parameters() {
        return parameters;
    }
}

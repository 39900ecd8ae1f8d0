package io.orderflow.infra.data;

import io.orderflow.infra.stack.PlainLine;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file that a user named cannot be written or read; the message is one clear line. */
public final class TableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, each with its line; {0} is the file as it was named, unless it says otherwise. */
    public enum Code {
        EXISTS("The file {0} is there already; choose another to export to."),
        NO_FOLDER("The folder of {0} is not there or cannot be written; choose another to export to."),
        NOT_EXPORTED("The table cannot be exported to {0} ({1}); free some space or choose another file."),
        /** {0} is what is wrong with the file, a line without its full stop. */
        NOTHING_IMPORTED("{0}; nothing was imported."),
        IS_FOLDER("The file {0} is a folder: name the file in it."),
        IS_DEVICE("The file {0} is a pipe or a device, which can be read only once: save it as a file first."),
        NOT_THERE("The file {0} is not there: check its name."),
        NOT_PERMITTED("The file {0} may not be read by you: ask its owner for the permission."),
        UNREADABLE("The file {0} cannot be read: try a copy of it."),
        UNREADABLE_BECAUSE("The file {0} cannot be read ({1}): try a copy of it."),
        NO_ROWS("The file {0} holds no rows: name another."),
        TOO_LONG("The file {0} has more than {1} characters: name another."),
        PIPED_TOO_LONG("What is piped in has more than {0} characters: name another."),
        LONG_LINE("Line {1} of {0} is longer than 4,194,304 characters: begin a new line for each order."),
        /** {1} is what is wrong, in the words of whoever read it. */
        FILE("The file {0} {1}."),
        /** {0} is what is wrong. */
        PIPED("What is piped in {0}."),
        /** {1} is the line, {2} what is wrong. */
        LINE("Line {1} of {0} {2}."),
        /** {1} is the line and {2} the column, {3} what is wrong. */
        PLACE("Line {1}, column {2} of {0} {3}.");

        private final String line;

        Code(String line) {
            this.line = line;
        }

        /** The line with its parameters in place. */
        public String line(List<String> parameters) {
            return PlainLine.with(line, parameters);
        }

        /** How many parameters the line takes. */
        public int parameters() {
            return PlainLine.parameters(line);
        }
    }

    private final Code code;
    private final transient List<String> parameters;

    TableFileException(Code code, @Nullable Throwable cause, Object... parameters) {
        this(code, Stream.of(parameters).map(String::valueOf).toList(), cause);
    }

    private TableFileException(Code code, List<String> parameters, @Nullable Throwable cause) {
        super(code.line(parameters), cause);
        this.code = code;
        this.parameters = parameters;
    }

    public Code code() {
        return code;
    }

    /** Of the code's line. */
    public List<String> parameters() {
        return parameters;
    }
}

package io.orderflow.infra.local;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

/** A step of a start; its text is one line in plain English. */
public record LocalStep(Code code, List<String> parameters) {
    /** What is done. */
    public enum Code {
        JOINING("Joining the embedded AWS that already runs on {0}"),
        OPENING_PORT("Opening port {0}"),
        OPENING_ANY_PORT("Opening any free port"),
        OPENING_DATA("Opening queues and tables"),
        SERVING("Serving at {0}");

        private final String line;

        Code(String line) {
            this.line = line;
        }
    }

    public LocalStep {
        parameters = List.copyOf(parameters);
    }

    static LocalStep of(Code code, String... parameters) {
        return new LocalStep(code, List.of(parameters));
    }

    @Override
    public String toString() {
        return new MessageFormat(code.line, Locale.ROOT).format(parameters.toArray());
    }
}

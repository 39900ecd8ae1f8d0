package io.orderflow.operations.deadletter.rehearsal;

import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.ConsumerLine.LineFault;
import java.util.List;
import java.util.Objects;

/**
 * What would become of a letter.
 *
 * @param faults why it would be malformed; else empty
 * @param explanation one line of what failed; else empty
 */
public record RehearsedEnd(Kind kind, List<LineFault> faults, String explanation) {

    /** The ends, as the function names them. */
    public enum Kind {
        /** There was no row. */
        STORED,
        /** The row was older. */
        REPLACED,
        /** The row is of this very event. */
        DUPLICATE,
        /** The row is newer. */
        SUPERSEDED,
        /** The function refuses it, and it would die again. */
        MALFORMED,
        /** The queue did not take it, or the function failed with it. */
        FAILED,
        /** Nothing was heard of it in time. */
        UNKNOWN
    }

    static final RehearsedEnd UNKNOWN = new RehearsedEnd(Kind.UNKNOWN, List.of(), "");

    public RehearsedEnd {
        faults = List.copyOf(faults);
    }

    static RehearsedEnd failed(String explanation) {
        return new RehearsedEnd(Kind.FAILED, List.of(), explanation);
    }

    static RehearsedEnd of(ConsumerLine line) {
        return switch (line.outcome()) {
            case "STORED" -> plain(Kind.STORED);
            case "REPLACED" -> plain(Kind.REPLACED);
            case "UNCHANGED" -> plain("SUPERSEDED".equals(line.reason()) ? Kind.SUPERSEDED : Kind.DUPLICATE);
            case "MALFORMED" -> new RehearsedEnd(Kind.MALFORMED, line.faults(), "");
            default -> failed(line.error() + ": " + Objects.requireNonNullElse(line.explanation(), line.outcome()));
        };
    }

    private static RehearsedEnd plain(Kind kind) {
        return new RehearsedEnd(kind, List.of(), "");
    }
}

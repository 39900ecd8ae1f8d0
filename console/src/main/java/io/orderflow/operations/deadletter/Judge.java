package io.orderflow.operations.deadletter;

import io.orderflow.operations.deadletter.Judgement.Evidence;
import io.orderflow.operations.deadletter.Judgement.Verdict;
import io.orderflow.order.OrderFault;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings together what rule book, table and log say of a letter. */
final class Judge {
    private static final String UNKNOWN = "unknown";

    private Judge() {}

    /**
     * The judgement.
     *
     * @param diagnosis what the rule book says
     * @param event the order's event; null unless the diagnosis is valid
     * @param row the order's row; null where there is none, or it was not read
     * @param line the function's line that says why it died; null where there is none
     */
    static Judgement of(
            Diagnosis diagnosis, @Nullable OrderEvent event, @Nullable OrderState row, @Nullable ConsumerLine line) {
        if (diagnosis instanceof Diagnosis.Faulty faulty) {
            return new Judgement(
                    Verdict.MALFORMED,
                    Evidence.RULE,
                    faulty.faults(),
                    key(faulty.faults().stream()
                            .map(fault -> fault.field() + ":" + fault.rule().name())),
                    lines(faulty.faults().stream().map(Judge::rule)),
                    line);
        }
        int newer = row == null || event == null ? 1 : row.compareTo(event.time(), event.hash());
        if (newer == 0) {
            return state(Verdict.STORED_ALREADY, "this very event is stored already", line);
        }
        if (newer < 0) {
            return state(Verdict.SUPERSEDED, "a newer event of the order is stored", line);
        }
        if (line == null) {
            return new Judgement(
                    Verdict.VALID, Evidence.UNKNOWN, List.of(), UNKNOWN, "valid now; why it died is not known", null);
        }
        return line.faults().isEmpty() ? failed(line) : refused(line);
    }

    /** What was broken, without how far. */
    private static String rule(OrderFault fault) {
        return fault.messageWithoutValue().replaceFirst(", but has [0-9,]+$", "");
    }

    private static Judgement state(Verdict verdict, String cause, @Nullable ConsumerLine line) {
        return new Judgement(verdict, Evidence.STATE, List.of(), verdict.name().toLowerCase(Locale.ROOT), cause, line);
    }

    private static Judgement failed(ConsumerLine line) {
        String code = line.error() == null ? line.outcome() : line.error();
        String why = line.explanation() == null ? "" : ": " + abstracted(line.explanation());
        return new Judgement(
                Verdict.VALID,
                Evidence.LOG,
                List.of(),
                "failed:" + code,
                "valid now; it failed with " + code + why,
                line);
    }

    /** Another version of the rules refused it. */
    private static Judgement refused(ConsumerLine line) {
        return new Judgement(
                Verdict.VALID,
                Evidence.LOG,
                List.of(),
                "was:" + key(line.faults().stream().map(fault -> fault.field() + ":" + fault.rule())),
                "valid now; it was refused: " + lines(line.faults().stream().map(ConsumerLine.LineFault::message)),
                line);
    }

    /** Ids, numbers and what is quoted differ from letter to letter. */
    static String abstracted(String explanation) {
        return explanation
                .replaceAll("\"[^\"]*\"", "\"…\"")
                .replaceAll("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b", "…")
                .replaceAll("\\b[A-Z0-9]{40,}\\b", "…")
                .replaceAll("[0-9]+", "#");
    }

    private static String key(Stream<String> parts) {
        return parts.distinct().sorted().collect(Collectors.joining("+"));
    }

    private static String lines(Stream<String> parts) {
        return parts.distinct().sorted().collect(Collectors.joining("; "));
    }
}

package io.orderflow.operations.deadletter;

import io.orderflow.operations.deadletter.Judgement.Evidence;
import io.orderflow.operations.deadletter.Judgement.Verdict;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.OrderFault;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings together what rule book, table and log say of a letter. Not thread-safe. */
final class Judge {
    private static final String UNKNOWN = "unknown";
    private static final Pattern HOW_FAR = Pattern.compile(", but has [0-9,]+$");

    /** Thousands of letters have the same cause: its words are made once. */
    private final Map<String, Group> groups = new HashMap<>();

    private record Group(String key, String cause) {}

    /**
     * The judgement.
     *
     * @param diagnosis what the rule book says
     * @param event the order's event; null unless the diagnosis is valid
     * @param row the order's row; null where there is none, or it was not read
     * @param line the function's line that says why it died; null where there is none
     */
    Judgement of(
            Diagnosis diagnosis, @Nullable OrderEvent event, @Nullable OrderState row, @Nullable ConsumerLine line) {
        if (diagnosis instanceof Diagnosis.Faulty faulty) {
            String key = key(faulty.faults());
            return judgement(
                    Verdict.MALFORMED,
                    Evidence.RULE,
                    faulty.faults(),
                    key,
                    () -> lines(faulty.faults().stream().map(Judge::rule)),
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
            return judgement(
                    Verdict.VALID,
                    Evidence.UNKNOWN,
                    List.of(),
                    UNKNOWN,
                    () -> "valid now; why it died is not known",
                    null);
        }
        return line.faults().isEmpty() ? failed(line) : refused(line);
    }

    /** The judgement once the function's line is known, where none or an older one was; whatever else it rests on stays. */
    Judgement heard(Judgement before, ConsumerLine line) {
        ConsumerLine newest = before.line() == null ? line : LogPass.newer(line, before.line());
        return switch (before.evidence()) {
            case RULE, STATE ->
                new Judgement(
                        before.verdict(), before.evidence(), before.faults(), before.group(), before.cause(), newest);
            case LOG, UNKNOWN -> newest.faults().isEmpty() ? failed(newest) : refused(newest);
        };
    }

    private Judgement judgement(
            Verdict verdict,
            Evidence evidence,
            List<OrderFault> faults,
            String key,
            Supplier<String> cause,
            @Nullable ConsumerLine line) {
        Group group = groups.computeIfAbsent(key, first -> new Group(first, cause.get()));
        return new Judgement(verdict, evidence, faults, group.key(), group.cause(), line);
    }

    /** What was broken, without how far. */
    private static String rule(OrderFault fault) {
        return HOW_FAR.matcher(fault.messageWithoutValue()).replaceFirst("");
    }

    private Judgement state(Verdict verdict, String cause, @Nullable ConsumerLine line) {
        return judgement(
                verdict, Evidence.STATE, List.of(), verdict.name().toLowerCase(Locale.ROOT), () -> cause, line);
    }

    private Judgement failed(ConsumerLine line) {
        String code = line.error() == null ? line.outcome() : line.error();
        return judgement(
                Verdict.VALID,
                Evidence.LOG,
                List.of(),
                "failed:" + code,
                () -> "valid now; it failed with " + code
                        + (line.explanation() == null ? "" : ": " + abstracted(line.explanation())),
                line);
    }

    /** Another version of the rules refused it. */
    private Judgement refused(ConsumerLine line) {
        return judgement(
                Verdict.VALID,
                Evidence.LOG,
                List.of(),
                "was:" + key(line.faults().stream().map(fault -> fault.field() + ":" + fault.rule())),
                () -> "valid now; it was refused: "
                        + lines(line.faults().stream().map(ConsumerLine.LineFault::message)),
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

    private static String key(List<OrderFault> faults) {
        return faults.size() == 1 ? name(faults.get(0)) : key(faults.stream().map(Judge::name));
    }

    private static String name(OrderFault fault) {
        return fault.field() + ":" + fault.rule().name();
    }

    private static String key(Stream<String> parts) {
        return parts.distinct().sorted().collect(Collectors.joining("+"));
    }

    private static String lines(Stream<String> parts) {
        return parts.distinct().sorted().collect(Collectors.joining("; "));
    }
}

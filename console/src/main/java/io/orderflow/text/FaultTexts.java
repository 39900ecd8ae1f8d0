package io.orderflow.text;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.filter.FilterException;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Faults as sentences: of orders, field by field, and of calls that failed. Thread-safe. */
public final class FaultTexts {
    private static final int MAX_DIGITS = 18; // what surely fits a long
    private static final int MAX_FRAMES = 12;
    private static final int MAX_CAUSES = 8;

    private static final int LONGEST_PART = 60;

    private final Texts texts;

    public FaultTexts(Texts texts) {
        this.texts = texts;
    }

    /** What is wrong with the field, without naming it: "must be 1 to 1,000,000". */
    public String clause(OrderFault fault) {
        if (fault.rule() == OrderRule.NOT_A_TIMESTAMP && !fault.parameters().isEmpty()) {
            Month month = Month.of(Integer.parseInt(fault.parameters().get(1)));
            return texts.get(
                    "fault.NOT_A_TIMESTAMP.day",
                    fault.parameters().get(0),
                    month.getDisplayName(TextStyle.FULL, texts.locale()),
                    fault.parameters().get(2));
        }
        String byField = "fault." + fault.rule() + "." + fault.field();
        String byRule = "fault." + fault.rule();
        for (String key : List.of(byField, byRule)) {
            if (texts.has(key) && texts.arity(key) <= fault.parameters().size()) {
                return texts.get(
                        key,
                        fault.parameters().stream().map(FaultTexts::groupable).toArray());
            }
        }
        String plain = byRule + ".plain";
        return texts.has(plain) ? texts.get(plain) : fault.message();
    }

    /** What is wrong, with the field's name as on the wire: "quantity must be 1 to 1,000,000". */
    public String sentence(OrderFault fault) {
        return fault.field() + " " + clause(fault);
    }

    /** A failed call in one line: what, where, what to do. */
    public String line(Throwable fault) {
        if (fault instanceof PortException port) {
            Reason reason = port.reason();
            if (reason != null && port.kind() != PortException.Kind.MISSING) {
                return line(reason);
            }
            String key = "port." + port.kind().name().toLowerCase(Locale.ROOT);
            return texts.get(key, port.subject(), clause(port));
        }
        if (fault instanceof FilterException filter) {
            List<String> parameters = filter.parameters();
            String part = parameters.isEmpty() ? "" : VisibleText.line(parameters.get(0), LONGEST_PART);
            return texts.get(
                    "filter.fault." + filter.code(),
                    part,
                    parameters.stream().skip(1).collect(Collectors.joining(", ")));
        }
        String message = fault.getMessage();
        String name = fault.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return texts.get("port.unexpected", name);
        }
        // an error's message is often no more than the name of a class
        return texts.get(
                "port.unexpected", fault instanceof Error ? name + " " + firstLine(message) : firstLine(message));
    }

    /** Why nothing may be changed in an environment; empty where it may. */
    public String whyNot(Protection protection) {
        return protection.whyNot().map(this::line).orElse("");
    }

    private String line(Reason reason) {
        String key = "reason." + reason.code();
        return texts.has(key) && texts.arity(key) <= reason.parameters().size()
                ? texts.get(key, reason.parameters().toArray())
                : reason.line();
    }

    /**
     * What a developer needs of a failure, to be copied: the line, then of each cause its class and where it was thrown. Other
     * messages than the line are left out, as nobody knows what servers and programs put into them.
     */
    public String details(Throwable fault) {
        StringBuilder text = new StringBuilder(line(fault)).append('\n');
        if (fault instanceof PortException port) {
            text.append(port.kind()).append(' ').append(port.subject()).append('\n');
        }
        append(text, fault, "", 0);
        return text.toString();
    }

    private static void append(StringBuilder text, Throwable fault, String before, int depth) {
        text.append(before).append(fault.getClass().getName()).append('\n');
        Stream.of(fault.getStackTrace())
                .limit(MAX_FRAMES)
                .forEach(frame -> text.append("    at ").append(frame).append('\n'));
        if (depth < MAX_CAUSES) {
            for (Throwable suppressed : fault.getSuppressed()) {
                append(text, suppressed, "before that: ", MAX_CAUSES);
            }
            if (fault.getCause() != null) {
                append(text, fault.getCause(), "caused by: ", depth + 1);
            }
        }
    }

    /** A text that names no folder on this system. */
    public String notAFolder(String text) {
        return texts.get("port.not_a_folder", text);
    }

    private static String clause(PortException fault) {
        String message = fault.getMessage();
        return message == null ? "" : firstLine(message);
    }

    private static String firstLine(String message) {
        String line = message.strip().lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whole numbers become numbers, so that the text groups their digits. */
    private static Object groupable(String parameter) {
        boolean digits = !parameter.isEmpty()
                && parameter.length() <= MAX_DIGITS
                && parameter.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.valueOf(parameter) : parameter;
    }
}

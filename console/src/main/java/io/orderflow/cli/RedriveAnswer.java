package io.orderflow.cli;

import io.orderflow.operations.deadletter.redrive.Act;
import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.FrozenSet;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.LetterReport;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A redrive as the commands answer it. */
final class RedriveAnswer {
    private static final int MOST_TOLD = 10;

    private RedriveAnswer() {}

    /** @param frozen what was left out of it; null where that is not known any more */
    static void put(Map<String, Object> json, RedriveReport report, @Nullable FrozenSet frozen, boolean letters) {
        json.put("receipt", report.receipt());
        json.put("set", set(report.setHash(), report.count()));
        json.put("sent", report.sent());
        json.put("deleted", report.deleted());
        json.put("maybeTwice", report.maybeTwice());
        json.put("outcomes", outcomes(report.outcomes()));
        json.put("leftOut", leftOut(frozen));
        json.put("late", report.late());
        json.put("stopped", report.stopped());
        json.put("requests", report.requests());
        json.put("dollars", report.dollars());
        if (report.fault() != null) {
            json.put("error", report.fault());
        }
        if (letters) {
            json.put(
                    "letters",
                    report.letters().stream().map(RedriveAnswer::letter).toList());
        }
    }

    /** Of a set of which nothing was sent: requests and dollars are what it would take, about. */
    static void putUnsent(
            Map<String, Object> json, FrozenSet frozen, String hash, RedriveOrder order, boolean letters) {
        Budget about = order.estimate(frozen.entries().size());
        json.put("receipt", null);
        json.put("set", set(hash, frozen.entries().size()));
        json.put("sent", 0);
        json.put("deleted", 0);
        json.put("maybeTwice", 0);
        json.put("outcomes", outcomes(Map.of()));
        json.put("leftOut", leftOut(frozen));
        json.put("late", order.late());
        json.put("stopped", null);
        json.put("requests", about.requests());
        json.put("dollars", about.dollars());
        if (letters) {
            List<Map<String, Object>> all = new ArrayList<>();
            frozen.entries().forEach(entry -> {
                Map<String, Object> letter = new LinkedHashMap<>();
                letter.put("messageId", entry.row().id());
                letter.put("newMessageId", null);
                letter.put("orderId", entry.orderId());
                letter.put("end", null);
                letter.put("evidence", null);
                letter.put("reason", null);
                letter.put("ms", null);
                all.add(letter);
            });
            json.put("letters", all);
        }
    }

    /**
     * How the set fared in a rehearsal.
     *
     * @param codeMatches whether it ran the code that is deployed; null where that is not known
     */
    record Rehearsed(RehearsalReport report, @Nullable Boolean codeMatches) {
        /** What it can be trusted with first. */
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            if (codeMatches == null) {
                lines.add("Which code is deployed is not known; its verdict may differ");
            } else if (!codeMatches) {
                lines.add("Other code is deployed; its verdict may differ");
            }
            lines.add("Rehearsed: " + report.line());
            return lines;
        }
    }

    /** @param rehearsed null where that was not asked for */
    static void put(Map<String, Object> json, @Nullable Rehearsed rehearsed) {
        if (rehearsed != null) {
            json.put("codeMatches", rehearsed.codeMatches());
            Map<String, Object> totals = new LinkedHashMap<>();
            for (RehearsedEnd.Kind kind : RehearsedEnd.Kind.values()) {
                totals.put(kind.name(), rehearsed.report().totals().getOrDefault(kind, 0));
            }
            json.put("rehearsal", totals);
        }
    }

    /** @param hash null where there is no set */
    static Map<String, Object> set(@Nullable String hash, int count) {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("hash", hash);
        set.put("count", count);
        return set;
    }

    private static Map<String, Object> outcomes(Map<End, Integer> counts) {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        for (End end : End.values()) {
            outcomes.put(end.name(), counts.getOrDefault(end, 0));
        }
        return outcomes;
    }

    private static @Nullable Map<String, Object> leftOut(@Nullable FrozenSet frozen) {
        if (frozen == null) {
            return null;
        }
        Map<String, Object> left = new LinkedHashMap<>();
        for (LeftOut why : LeftOut.values()) {
            left.put(
                    why == LeftOut.DOES_NOT_FIT ? "doesNotFit" : why.name().toLowerCase(Locale.ROOT),
                    frozen.leftOut(why));
        }
        return left;
    }

    static Map<String, Object> letter(LetterReport report) {
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("messageId", report.messageId());
        letter.put("newMessageId", report.newMessageId());
        letter.put("orderId", report.orderId());
        letter.put("end", report.end() == null ? null : report.end().name());
        letter.put(
                "evidence",
                report.evidence() == null ? null : report.evidence().name().toLowerCase(Locale.ROOT));
        letter.put("reason", report.reason());
        letter.put("ms", report.ms());
        return letter;
    }

    /** For people: what is certain, and what is not. */
    static List<String> lines(RedriveReport report) {
        List<String> lines = new ArrayList<>();
        switch (report.act()) {
            case DELETE -> lines.add(report.deleted() + " of " + report.count() + " deleted from the dead letters");
            case IMPORT -> lines.add(report.sent() + " of " + report.count() + " sent");
            case REDRIVE, MOVE ->
                lines.add(report.done() + " of " + report.count() + " done, " + report.sent() + " sent, "
                        + report.deleted() + " deleted from the dead letters");
        }
        if (report.act() != Act.REDRIVE) {
            report.letters().stream()
                    .filter(letter -> letter.reason() != null)
                    .limit(MOST_TOLD)
                    .forEach(letter -> lines.add(SnapshotOptions.line(letter.messageId() + ": " + letter.reason())));
        }
        for (End end : End.values()) {
            int count = report.outcomes().getOrDefault(end, 0);
            if (count > 0) {
                lines.add(String.format(Locale.ROOT, "%6d  %s", count, SnapshotOptions.lower(end)));
            }
        }
        if (report.maybeTwice() > 0) {
            lines.add(report.maybeTwice() + " may have been sent twice: Orders keeps each once");
        }
        if (report.stopped() != null) {
            lines.add("Stopped: " + report.stopped());
        }
        if (report.fault() != null) {
            lines.add("Ended early: " + report.fault());
        }
        if (!report.finished()) {
            lines.add("Something is left to be finished: dead-letters resume " + report.receipt());
        }
        lines.add("Receipt " + report.receipt());
        return lines;
    }
}

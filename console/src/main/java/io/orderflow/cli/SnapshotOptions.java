package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.ReadOn;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.SnapshotCost;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.text.Formats;
import io.orderflow.text.VisibleText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which dead letters a command reads, and how. */
final class SnapshotOptions {
    private static final int LONGEST = 300;
    private static final int LOG_PAGES = 20;

    @Mixin
    QueueOption queue = new QueueOption();

    @Option(
            names = "--cached",
            description = "Read the last snapshot that was taken on this computer: nothing is received.")
    boolean cached;

    @Option(
            names = "--log-pages",
            paramLabel = "N",
            description =
                    "Read on to so many pages of the function's log where the ${DEFAULT-VALUE} that are always read do"
                            + " not tell everything.")
    int logPages = LOG_PAGES;

    LetterPlace place() {
        return queue.place;
    }

    /** What is there, released again. */
    Snapshot released(Connection connection, Answer answer, ConsoleServices services)
            throws PortException, InterruptedException {
        DeadLetterTools tools = connection.letters();
        if (cached) {
            Snapshot last = tools.cached(place())
                    .run(progress(answer, services))
                    .orElseThrow(() -> new PortException(
                            PortException.Kind.REFUSED,
                            place().queue(),
                            Reason.line("No snapshot of " + place().queue()
                                    + " was taken on this computer yet: leave out --cached."),
                            null));
            Duration age =
                    Duration.between(last.head().takenAt(), services.clock().instant());
            answer.say("As of " + OrderTimestamp.format(last.head().takenAt()) + ", " + age.toSeconds() + " s ago");
            services.cancel().check(); // else it lacks what it did not get to read
            return readOn(last, tools, answer, services);
        }
        sayCost(tools, place(), answer);
        Snapshot snapshot = tools.look(place()).run(progress(answer, services));
        release(snapshot, answer);
        return readOn(snapshot, tools, answer, services);
    }

    /** As far in the function's log as was asked for; says what is not known then. */
    Snapshot readOn(Snapshot snapshot, DeadLetterTools tools, Answer answer, ConsoleServices services)
            throws PortException, InterruptedException {
        Snapshot known = logPages <= LOG_PAGES
                ? snapshot
                : new ReadOn(tools.of(place()).log(), snapshot, logPages - LOG_PAGES).run(progress(answer, services));
        services.cancel().check();
        sayGaps(known, answer);
        if (known.moreLog() != null) {
            answer.say("--log-pages " + (Math.max(LOG_PAGES, logPages) + LOG_PAGES) + " reads on");
        }
        return known;
    }

    private static Progress progress(Answer answer, ConsoleServices services) {
        return new ProgressLines(answer::say, services.cancel(), false);
    }

    /** Before a large queue is taken in. */
    static void sayCost(DeadLetterTools tools, LetterPlace place, Answer answer) throws PortException {
        SnapshotCost cost = SnapshotCost.of(tools.of(place).queue().facts().total());
        if (cost.large()) {
            answer.say(String.format(
                    Locale.ROOT,
                    "Taking in about %,d letters takes about %,d requests (%s), and counts as a receive of each",
                    cost.letters(),
                    cost.requests(),
                    Formats.dollars(cost.dollars())));
        }
    }

    static void release(Snapshot snapshot, Answer answer) {
        try {
            snapshot.release();
        } catch (PortException e) {
            answer.say(
                    "Not all letters could be released; they are visible again in a few minutes: " + answer.fault(e));
        }
    }

    /** What the judgements do without. */
    static void sayGaps(Snapshot snapshot, Answer answer) {
        snapshot.gaps()
                .forEach((part, fault) -> answer.say(switch (part) {
                            case ROWS -> "What is stored already is not known: ";
                            case LOG -> "Why letters died is not known: ";
                            case CODE -> "Whether the code on board is what runs is not known: ";
                        }
                        + answer.fault(fault)));
        if (snapshot.moreLog() != null) {
            answer.say("The function's log goes on: why some letters died may stand further on");
        }
        if (Boolean.FALSE.equals(snapshot.head().codeMatches())) {
            answer.say("Other code is deployed; its verdict may differ");
        }
        if (snapshot.head().othersHold() > 0) {
            answer.say(snapshot.head().othersHold() + " are held by somebody else");
        }
    }

    /** What every answer about letters says of the snapshot. */
    static Map<String, Object> about(Snapshot snapshot) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("about", snapshot.head().about());
        about.put("complete", snapshot.head().complete());
        about.put("takenAt", OrderTimestamp.format(snapshot.head().takenAt()));
        return about;
    }

    static String line(String text) {
        return VisibleText.line(text, LONGEST);
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

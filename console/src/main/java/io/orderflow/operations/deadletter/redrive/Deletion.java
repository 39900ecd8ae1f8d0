package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes exactly the letters that were confirmed, by the handles that a snapshot holds, after a backup of them is on
 * disk. It has a receipt by which a resume finishes it, should the process be killed. Never purges a queue.
 */
public final class Deletion implements Work<Deletion.Report> {
    private final RedriveTools tools;
    private final String queue;
    private final Clock clock;
    private final List<LetterRow> letters;
    private final HeldLetters held;
    private final String commandLine;
    private final boolean takeOver;
    private final @Nullable String note;

    /**
     * How it went.
     *
     * @param deleted gone from the queue, as SQS answered
     * @param receipt its id; null where there was nothing to delete
     * @param gone the MessageIds of those that were deleted
     * @param fault one line of what ended it early; null where nothing did
     */
    public record Report(
            String setHash,
            int count,
            int deleted,
            Path backup,
            @Nullable String receipt,
            Set<String> gone,
            @Nullable String fault) {
        public Report {
            gone = Set.copyOf(gone);
        }

        /** Of nothing. */
        public static Report none(String setHash) {
            return new Report(setHash, 0, 0, Path.of(""), null, Set.of(), null);
        }

        /** Not deleted: cancelled, no longer there, or held by somebody else. */
        public int left() {
            return count - deleted;
        }
    }

    /**
     * Of letters of one queue.
     *
     * @param queue by name
     * @param takeOver whether another console's mark on the queue is ignored
     * @param note what somebody wrote about it; null for nothing
     */
    public Deletion(
            RedriveTools tools,
            String queue,
            Clock clock,
            List<LetterRow> letters,
            HeldLetters held,
            String commandLine,
            boolean takeOver,
            @Nullable String note) {
        this.tools = tools;
        this.queue = queue;
        this.clock = clock;
        this.letters = List.copyOf(letters);
        this.held = held;
        this.commandLine = commandLine;
        this.takeOver = takeOver;
        this.note = note;
    }

    /** Names the set. Reads every body. */
    public static String hash(List<LetterRow> letters) {
        SetHash hash = new SetHash();
        letters.forEach(letter -> hash.add(letter.id(), letter.letter().body()));
        return hash.hex();
    }

    /** @throws PortException where nothing was deleted; what ends it later stands in the report */
    @Override
    public Report run(Progress progress) throws PortException, InterruptedException {
        if (letters.stream().allMatch(letter -> held.handle(letter.id()).isEmpty()) && !letters.isEmpty()) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    queue,
                    Reason.line("The letters are not held any more, and nothing was deleted: load them again first."),
                    null);
        }
        tools.redrives().respectMark(queue, tools.who(), takeOver);
        Path file = tools.backup().keep(letters, progress);
        held.used(clock.instant());
        RedriveOrder order = RedriveOrder.of(
                Act.DELETE,
                queue,
                new Destination(Destination.Kind.BACKUP, file.toString()),
                tools.who(),
                commandLine,
                takeOver,
                note);
        Set<String> ids = letters.stream().map(LetterRow::id).collect(Collectors.toSet());
        RedriveWatcher watcher = RedriveWatcher.of(progress, queue);
        RedriveReport report = tools.redrives().run(order, this::set, new RedriveWatcher() {
            @Override
            public void changed(RedriveStatus status) {
                held.forget(ids); // all of them are on disk by now: their handles are the deletion's
                watcher.changed(status);
            }

            @Override
            public boolean cancelled() {
                return watcher.cancelled();
            }
        });
        return new Report(
                report.setHash(),
                report.count(),
                report.deleted(),
                file,
                report.receipt(),
                report.letters().stream()
                        .filter(LetterReport::deleted)
                        .map(LetterReport::messageId)
                        .collect(Collectors.toSet()),
                report.fault());
    }

    /** Read from disk one by one. */
    private Iterator<FrozenLetter> set() {
        Iterator<LetterRow> all = letters.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public FrozenLetter next() {
                return frozen(all.next());
            }
        };
    }

    private FrozenLetter frozen(LetterRow row) {
        DeadLetter letter = row.letter();
        String handle = held.handle(row.id()).orElse(null);
        Instant until = handle == null ? null : held.until();
        return new FrozenLetter(
                row.id(),
                row.orderId(),
                row.event() == null ? null : row.event().hash(),
                RowBefore.NOT_READ,
                letter.body(),
                letter.attributes(),
                letter.group(),
                letter.trace(),
                handle,
                until);
    }
}

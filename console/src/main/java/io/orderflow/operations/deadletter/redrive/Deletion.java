package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.RequestBatches;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterBackup;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Deletes exactly the letters that were confirmed, by the handles that a snapshot holds, after a backup of them is on
 * disk. Never purges a queue.
 */
public final class Deletion implements Work<Deletion.Report> {
    private final RedriveTools tools;
    private final LetterQueue queue;
    private final LetterBackup backup;
    private final ExecutorService threads;
    private final Clock clock;
    private final List<LetterRow> letters;
    private final HeldLetters held;
    private final String commandLine;
    private final @Nullable String note;

    /**
     * How it went.
     *
     * @param deleted gone from the queue, as SQS answered
     * @param left not deleted: no longer held, or refused
     */
    public record Report(String setHash, int count, int deleted, int left, Path backup) {}

    /** @param note what somebody wrote about it; null for nothing */
    public Deletion(
            RedriveTools tools,
            LetterQueue queue,
            LetterBackup backup,
            ExecutorService threads,
            Clock clock,
            List<LetterRow> letters,
            HeldLetters held,
            String commandLine,
            @Nullable String note) {
        this.tools = tools;
        this.queue = queue;
        this.backup = backup;
        this.threads = threads;
        this.clock = clock;
        this.letters = List.copyOf(letters);
        this.held = held;
        this.commandLine = commandLine;
        this.note = note;
    }

    /** Names the set. Reads every body. */
    public static String hash(List<LetterRow> letters) {
        SetHash hash = new SetHash();
        letters.forEach(letter -> hash.add(letter.id(), letter.letter().body()));
        return hash.hex();
    }

    @Override
    public Report run(Progress progress) throws PortException, InterruptedException {
        if (letters.stream().allMatch(letter -> held.handle(letter.id()).isEmpty()) && !letters.isEmpty()) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    queue.name(),
                    Reason.line("The letters are not held any more, and nothing was deleted: load them again first."),
                    null);
        }
        String hash = hash(letters);
        Path file = backup.keep(letters, progress);
        held.used(clock.instant());
        chain("DELETING", hash, file, 0);
        AtomicInteger deleted = new AtomicInteger();
        try {
            RequestBatches.each(batches(), batch -> delete(batch, deleted, progress), threads);
        } finally {
            chain("DELETED", hash, file, deleted.get());
        }
        return new Report(hash, letters.size(), deleted.get(), letters.size() - deleted.get(), file);
    }

    private ConcurrentLinkedQueue<List<LetterRow>> batches() {
        var batches = new ConcurrentLinkedQueue<List<LetterRow>>();
        for (int from = 0; from < letters.size(); from += LetterQueue.BATCH) {
            batches.add(letters.subList(from, Math.min(letters.size(), from + LetterQueue.BATCH)));
        }
        return batches;
    }

    private void delete(List<LetterRow> batch, AtomicInteger deleted, Progress progress) throws PortException {
        if (progress.cancelled()) {
            return;
        }
        List<String> ids = new ArrayList<>();
        List<String> handles = new ArrayList<>();
        for (LetterRow letter : batch) {
            held.handle(letter.id()).ifPresent(handle -> {
                ids.add(letter.id());
                handles.add(handle);
            });
        }
        if (handles.isEmpty()) {
            return;
        }
        Map<String, EntryFault> failed = queue.delete(handles);
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!failed.containsKey(handles.get(i))) {
                gone.add(ids.get(i));
            }
        }
        held.forget(gone);
        progress.update(deleted.addAndGet(gone.size()), letters.size(), "Deleting");
    }

    private void chain(String act, String hash, Path file, long deleted) throws PortException {
        try {
            tools.redrives()
                    .receipts()
                    .chain(new ReceiptSummary(
                            clock.instant(),
                            act,
                            "",
                            tools.who(),
                            queue.name(),
                            file.toString(),
                            hash,
                            commandLine,
                            note,
                            Map.of("letters", (long) letters.size(), "deleted", deleted)));
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "receipts",
                    Reason.line("The receipt cannot be written (" + e.getMessage() + "); the backup is " + file + "."),
                    e);
        }
    }
}

package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.files.ReceiptFile;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptChain;
import io.orderflow.operations.deadletter.redrive.ReceiptExport;
import io.orderflow.operations.deadletter.redrive.ReceiptPage;
import io.orderflow.operations.deadletter.redrive.ReceiptSearch;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.text.VisibleText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What was done with dead letters from here, and what became of the letters of one of the receipts. */
public final class ReceiptsViewModel {
    /** As the command writes it to a file. */
    private static final int LONGEST = 2_000;

    /**
     * All that is listed.
     *
     * @param chain what was done
     * @param there receipts that are not forgotten, by their ids
     * @param moves that SQS remembers, by whomever
     */
    record Listed(ReceiptChain chain, Set<String> there, List<MoveTask> moves) {
        /** The newest first. */
        List<ReceiptSummary> lines() {
            return newestFirst(chain.lines());
        }
    }

    private final ReceiptStore receipts;
    private final LetterMoves moves;
    private final TaskRunner runner;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<@Nullable Listed> listed = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ReceiptSearch> found = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Receipt> opened = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Path> saved = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final StringProperty search = new SimpleStringProperty("");
    private TaskHandle opening = TaskHandle.NONE;
    private TaskHandle searching = TaskHandle.NONE;

    public ReceiptsViewModel(ReceiptStore receipts, LetterMoves moves, TaskRunner runner, Clock clock) {
        this.receipts = receipts;
        this.moves = moves;
        this.runner = runner;
        this.clock = clock;
        search.subscribe(text -> look());
    }

    /** Null until it is read. */
    ReadOnlyObjectProperty<@Nullable Listed> listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /** What was found; null where nothing is looked for. */
    ReadOnlyObjectProperty<@Nullable ReceiptSearch> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** The one whose letters are looked at. */
    ReadOnlyObjectProperty<@Nullable Receipt> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** Where the receipt was saved just now; null where it was not. */
    ReadOnlyObjectProperty<@Nullable Path> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /**
     * What is looked for in the list: in the act, its command line, its note, its set, its receipt's id and who did it, and in
     * the order's id and MessageIds of the letters.
     */
    StringProperty searchProperty() {
        return search;
    }

    /** The lines that what is looked for stands in, or in whose receipt it does: the newest first. */
    List<ReceiptSummary> shown() {
        Listed now = listed.get();
        ReceiptSearch search = found.get();
        return now == null ? List.of() : search == null ? now.lines() : newestFirst(search.lines());
    }

    private static List<ReceiptSummary> newestFirst(List<ReceiptSummary> chain) {
        List<ReceiptSummary> lines = new ArrayList<>(chain);
        Collections.reverse(lines);
        return lines;
    }

    private void look() {
        searching.cancel();
        Listed now = listed.get();
        String text = search.get().strip();
        if (now == null || text.isEmpty()) {
            found.set(null);
        } else {
            searching = runner.run(
                    progress -> ReceiptSearch.of(receipts, now.chain().lines(), text),
                    new TaskCallbacks<>(found::set, fault::set));
        }
    }

    /** Reads the list, and opens a receipt of it; the newest that is there where none is named. */
    void load(@Nullable String id) {
        fault.set(null);
        TaskHandle unused = runner.run(
                progress -> new Listed(receipts.chain(), new HashSet<>(receipts.ids()), tasks()),
                new TaskCallbacks<>(
                        now -> {
                            listed.set(now);
                            look();
                            open(
                                    id != null
                                            ? id
                                            : now.lines().stream()
                                                    .map(ReceiptSummary::receipt)
                                                    .filter(now.there()::contains)
                                                    .findFirst()
                                                    .orElse(""));
                        },
                        fault::set));
    }

    /** Some endpoints have none. */
    private List<MoveTask> tasks() {
        try {
            return moves.list();
        } catch (PortException notToBeHad) {
            return List.of();
        }
    }

    /** Shows none where it is forgotten, or there never was one. */
    void open(String id) {
        opening.cancel();
        fault.set(null);
        saved.set(null);
        Listed now = listed.get();
        if (now != null && !now.there().contains(id)) {
            opened.set(null);
            return;
        }
        opening = runner.run(progress -> receipts.read(id), new TaskCallbacks<>(opened::set, fault::set));
    }

    /** Deletes what the opened receipt holds of customers' data; that it was done stays told. */
    void forget() {
        Receipt receipt = opened.get();
        if (receipt != null) {
            fault.set(null);
            TaskHandle unused = runner.run(
                    progress -> {
                        receipts.forget(receipt.id(), clock.instant());
                        return receipt;
                    },
                    new TaskCallbacks<>(gone -> load(null), fault::set));
        }
    }

    /** Writes the opened receipt to a new file as a page for people. */
    void savePage(Path file) {
        Receipt receipt = opened.get();
        List<ReceiptSummary> chain = chain();
        if (receipt != null) {
            save(progress -> {
                ReceiptFile.page(file, receipt, chain, ReceiptsViewModel::visible);
                return file;
            });
        }
    }

    /** Likewise, for machines. */
    void saveJsonLines(Path file) {
        Receipt receipt = opened.get();
        if (receipt != null) {
            save(progress -> {
                ReceiptFile.jsonLines(file, receipt);
                return file;
            });
        }
    }

    private void save(Work<Path> writing) {
        fault.set(null);
        saved.set(null);
        TaskHandle unused = runner.run(writing, new TaskCallbacks<>(saved::set, fault::set));
    }

    private List<ReceiptSummary> chain() {
        Listed now = listed.get();
        return now == null ? List.of() : now.chain().lines();
    }

    /** A receipt as a page that a person can read and paste, as the command writes it. */
    String page(Receipt receipt) {
        StringBuilder page = new StringBuilder();
        ReceiptPage.write(receipt, chain(), ReceiptsViewModel::visible, line -> page.append(line)
                .append('\n'));
        return page.toString();
    }

    private static String visible(String text) {
        return VisibleText.line(text, LONGEST);
    }

    /** The same for machines. */
    static String jsonLines(Receipt receipt) {
        StringBuilder lines = new StringBuilder();
        ReceiptExport.jsonLines(receipt, line -> lines.append(line).append('\n'));
        return lines.toString();
    }
}

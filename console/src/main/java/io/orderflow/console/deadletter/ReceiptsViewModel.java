package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptChain;
import io.orderflow.operations.deadletter.redrive.ReceiptExport;
import io.orderflow.operations.deadletter.redrive.ReceiptPage;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.text.VisibleText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What was done with dead letters from here, and what became of the letters of one of the receipts. */
public final class ReceiptsViewModel {
    private static final int LONGEST = 200;

    /**
     * All that is listed.
     *
     * @param lines the newest first
     * @param broken where the chain does not hold, from 1; null where it is whole
     * @param moves that SQS remembers, by whomever
     */
    record Listed(List<ReceiptSummary> lines, @Nullable Integer broken, List<MoveTask> moves) {}

    private final ReceiptStore receipts;
    private final LetterMoves moves;
    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<@Nullable Listed> listed = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Receipt> opened = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final StringProperty search = new SimpleStringProperty("");
    private TaskHandle opening = TaskHandle.NONE;

    public ReceiptsViewModel(ReceiptStore receipts, LetterMoves moves, TaskRunner runner) {
        this.receipts = receipts;
        this.moves = moves;
        this.runner = runner;
    }

    /** Null until it is read. */
    ReadOnlyObjectProperty<@Nullable Listed> listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /** The one whose letters are looked at. */
    ReadOnlyObjectProperty<@Nullable Receipt> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** What is looked for in the list: in the act, its command line, its note, its set and who did it. */
    StringProperty searchProperty() {
        return search;
    }

    /** The lines that what is looked for stands in. */
    List<ReceiptSummary> shown() {
        Listed now = listed.get();
        String part = search.get().strip().toLowerCase(Locale.ROOT);
        return now == null
                ? List.of()
                : now.lines().stream()
                        .filter(line -> text(line).toLowerCase(Locale.ROOT).contains(part))
                        .toList();
    }

    private static String text(ReceiptSummary line) {
        return String.join(
                "\n",
                line.act(),
                line.receipt(),
                line.text(),
                line.note() == null ? "" : line.note(),
                line.setHash(),
                line.who().userAtHost(),
                line.who().caller());
    }

    /** Reads the list, and opens a receipt of it; the newest that has one where none is named. */
    void load(@Nullable String id) {
        fault.set(null);
        TaskHandle unused = runner.run(
                progress -> {
                    ReceiptChain chain = receipts.chain();
                    List<ReceiptSummary> lines = new ArrayList<>(chain.lines());
                    Collections.reverse(lines);
                    return new Listed(lines, chain.broken(), tasks());
                },
                new TaskCallbacks<>(
                        now -> {
                            listed.set(now);
                            String first = id != null
                                    ? id
                                    : now.lines().stream()
                                            .map(ReceiptSummary::receipt)
                                            .filter(each -> !each.isEmpty())
                                            .findFirst()
                                            .orElse(null);
                            if (first != null) {
                                open(first);
                            }
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

    void open(String id) {
        opening.cancel();
        fault.set(null);
        opening = runner.run(progress -> receipts.read(id), new TaskCallbacks<>(opened::set, fault::set));
    }

    /** A receipt as a page that a person can read and paste, as the command writes it. */
    static String page(Receipt receipt) {
        StringBuilder page = new StringBuilder();
        ReceiptPage.write(receipt, List.of(), text -> VisibleText.line(text, LONGEST), line -> page.append(line)
                .append('\n'));
        return page.toString();
    }

    /** The same for machines. */
    static String jsonLines(Receipt receipt) {
        StringBuilder lines = new StringBuilder();
        ReceiptExport.jsonLines(receipt, line -> lines.append(line).append('\n'));
        return lines.toString();
    }
}

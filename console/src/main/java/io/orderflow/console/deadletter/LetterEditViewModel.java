package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.LetterParts;
import io.orderflow.operations.deadletter.redrive.RepairOne;
import io.orderflow.order.OrderFault;
import io.orderflow.text.BodyDiff;
import io.orderflow.text.VisibleText;
import java.time.Clock;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** A letter's order as somebody writes it anew, with what the rule book says of each version. Used once. */
final class LetterEditViewModel {
    private static final int CONTEXT = 3;
    /** Of characters: a text area lays out all of its text for each key. */
    static final int MOST = 64 * 1024;

    /** Whether it can be sent as it is written, or what hinders. */
    enum State {
        READING,
        /** It cannot be read. */
        FAILED,
        /** It is longer than a text that answers each key at once. */
        TOO_LONG,
        CHECKING,
        /** Nothing differs that can be read. */
        UNCHANGED,
        /** The rule book would refuse it. */
        REFUSED,
        READY
    }

    /**
     * A version.
     *
     * @param lines how it differs from the letter; all of it where it does not, or hides something
     * @param hides whether something in it cannot be seen as it is, or turns the reading direction
     */
    record Checked(RepairOne repair, boolean changed, List<BodyDiff.Line> lines, boolean hides) {
        Checked {
            lines = List.copyOf(lines);
        }

        List<OrderFault> faults() {
            return repair.faults();
        }
    }

    private record Letter(String body, LetterParts parts) {}

    private final LetterRow row;
    private final TaskRunner runner;
    private final Clock clock;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READING);
    private final ReadOnlyObjectWrapper<@Nullable Checked> checked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private @Nullable Letter letter;
    private boolean checking;
    private boolean again; // it was changed while it was checked

    LetterEditViewModel(LetterRow row, TaskRunner runner, Clock clock) {
        this.row = row;
        this.runner = runner;
        this.clock = clock;
        text.addListener(property -> check());
        TaskHandle unused = runner.run(
                progress -> {
                    String body = row.letter().body();
                    return new Letter(body, LetterParts.of(body));
                },
                new TaskCallbacks<>(this::read, this::failed));
    }

    LetterRow row() {
        return row;
    }

    /** The order's text out of its envelope; empty until it is read. */
    StringProperty textProperty() {
        return text;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The version that was checked last, maybe not the newest; null before the first. */
    ReadOnlyObjectProperty<@Nullable Checked> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /** Why it cannot be read or checked; null where it can. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Whether the order is in an envelope, whose signature tells of the old one. */
    boolean enveloped() {
        Letter of = letter;
        return of != null && of.parts().envelope().isPresent();
    }

    /** Whether somebody has written what would be lost. */
    boolean written() {
        Letter of = letter;
        return of != null && !text.get().equals(of.parts().order());
    }

    /** What can be sent; null unless {@link State#READY}. */
    @Nullable
    RepairOne ready() {
        Checked last = checked.get();
        return state.get() == State.READY && last != null ? last.repair() : null;
    }

    private void read(Letter found) {
        String order = found.parts().order();
        if (order.length() > MOST) {
            state.set(State.TOO_LONG);
            return;
        }
        letter = found;
        if (text.get().equals(order)) {
            check();
        } else {
            text.set(order);
        }
    }

    /** One at a time, and then the newest: a long body is not checked once for each character. */
    private void check() {
        Letter of = letter;
        again = checking;
        if (of == null || checking) {
            return;
        }
        checking = true;
        state.set(State.CHECKING);
        String given = text.get();
        TaskHandle unused = runner.run(
                progress -> checked(of, given),
                new TaskCallbacks<>(
                        now -> {
                            checking = false;
                            checked.set(now);
                            state.set(stateOf(now));
                            if (again) {
                                check();
                            }
                        },
                        cause -> {
                            checking = false;
                            failed(cause);
                        }));
    }

    private Checked checked(Letter of, String given) {
        var repair = RepairOne.of(row, of.body(), given, clock);
        LetterParts after = LetterParts.of(repair.body());
        BodyDiff diff = after.envelope().equals(of.parts().envelope())
                ? BodyDiff.of(of.parts().order(), after.order())
                : BodyDiff.of(of.body(), repair.body());
        boolean hides = VisibleText.hides(given);
        boolean whole = hides || !diff.differs();
        return new Checked(repair, diff.differs(), whole ? diff.lines() : diff.around(CONTEXT), hides);
    }

    private static State stateOf(Checked now) {
        if (!now.changed()) {
            return State.UNCHANGED;
        }
        return now.faults().isEmpty() ? State.READY : State.REFUSED;
    }

    private void failed(Throwable cause) {
        fault.set(cause);
        state.set(State.FAILED);
    }
}

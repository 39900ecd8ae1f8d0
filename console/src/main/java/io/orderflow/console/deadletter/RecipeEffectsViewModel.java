package io.orderflow.console.deadletter;

import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.LetterParts;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.redrive.RecipePreview;
import io.orderflow.operations.deadletter.redrive.RecipePreview.Previewed;
import io.orderflow.order.OrderFault;
import io.orderflow.text.BodyDiff;
import java.time.Clock;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What a recipe would make of each chosen letter; the newest recipe wins. */
final class RecipeEffectsViewModel {
    private static final int CONTEXT = 3;

    /**
     * What becomes of the letter that is looked at.
     *
     * @param lines how it differs then; all of it where it does not
     * @param enveloped whether it is in an envelope, whose signature tells of the old one
     */
    record Looked(Previewed of, List<BodyDiff.Line> lines, List<OrderFault> faults, boolean enveloped) {
        Looked {
            lines = List.copyOf(lines);
            faults = List.copyOf(faults);
        }
    }

    private final List<LetterRow> chosen;
    private final TaskRunner runner;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<RecipePreview.@Nullable Effects> effects = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Looked> looked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private @Nullable Recipe recipe;
    private TaskHandle counting = TaskHandle.NONE;
    private TaskHandle comparing = TaskHandle.NONE;

    RecipeEffectsViewModel(List<LetterRow> chosen, TaskRunner runner, Clock clock) {
        this.chosen = List.copyOf(chosen);
        this.runner = runner;
        this.clock = clock;
    }

    List<LetterRow> chosen() {
        return chosen;
    }

    /** Whether there is a recipe to look at them with. */
    boolean ready() {
        return recipe != null;
    }

    /** How many letters were looked at; null while none are. */
    ReadOnlyObjectProperty<@Nullable TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Of the recipe as it is now; null until all letters were looked at. */
    ReadOnlyObjectProperty<RecipePreview.@Nullable Effects> effectsProperty() {
        return effects.getReadOnlyProperty();
    }

    /** Null while none is looked at. */
    ReadOnlyObjectProperty<@Nullable Looked> lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** @param now null while it is none */
    void show(@Nullable Recipe now) {
        stop();
        recipe = now;
        effects.set(null);
        look(null);
        count();
    }

    /** Looks at all letters. */
    void count() {
        stop();
        fault.set(null);
        Recipe now = recipe;
        if (now != null) {
            progress.set(new TaskProgress(0, chosen.size(), ""));
            counting = runner.lane(Lane.JOBS)
                    .run(
                            new RecipePreview(chosen, now, clock),
                            new TaskCallbacks<>(
                                    found -> {
                                        progress.set(null);
                                        effects.set(found);
                                    },
                                    cause -> {
                                        progress.set(null);
                                        fault.set(cause);
                                    },
                                    progress::set));
        }
    }

    /** Looks at no more letters. */
    void stop() {
        counting.cancel();
        comparing.cancel();
        progress.set(null);
    }

    /** Compares this letter with what the recipe makes of it. */
    void look(@Nullable Previewed letter) {
        comparing.cancel();
        looked.set(null);
        Recipe now = recipe;
        if (letter != null && now != null) {
            comparing = runner.run(
                    task -> looked(new RecipePreview(List.of(), now, clock).compare(letter.row())),
                    new TaskCallbacks<>(looked::set, fault::set));
        }
    }

    private static Looked looked(RecipePreview.Compared compared) {
        LetterParts parts = LetterParts.of(compared.before());
        BodyDiff diff =
                BodyDiff.of(parts.order(), LetterParts.of(compared.after()).order());
        return new Looked(
                compared.letter(),
                diff.differs() ? diff.around(CONTEXT) : diff.lines(),
                compared.faults(),
                parts.envelope().isPresent());
    }
}

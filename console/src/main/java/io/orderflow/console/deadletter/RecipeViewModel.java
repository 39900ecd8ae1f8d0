package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.RecipeDraft;
import io.orderflow.operations.deadletter.recipe.RecipeException;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.deadletter.recipe.StepDraft;
import io.orderflow.order.OrderFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A recipe as it is written, and those that are kept. */
final class RecipeViewModel {

    /** What keeping it would do. */
    enum Keeping {
        /** It is no recipe yet. */
        NOTHING,
        ADDS,
        /** Another recipe has that name. */
        REPLACES,
        /** This very recipe is kept. */
        KEPT
    }

    private interface RecipesCall {
        void run() throws PortException;
    }

    private final RecipeTexts texts;
    private final Recipes recipes;
    private final TaskRunner runner;
    private final ObservableList<RecipeStepViewModel> steps = FXCollections.observableArrayList();
    private final ObservableList<RecipeStepViewModel> shown = FXCollections.unmodifiableObservableList(steps);
    private final StringProperty name;
    private final ReadOnlyObjectWrapper<@Nullable Recipe> recipe = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper nameFault = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper stepsFault = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Recipes.Kept> kept =
            new ReadOnlyObjectWrapper<>(new Recipes.Kept(List.of(), List.of()));
    private final ReadOnlyObjectWrapper<Keeping> keeping = new ReadOnlyObjectWrapper<>(Keeping.NOTHING);
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();

    /**
     * One with a step about the field that is wrong first.
     *
     * @param chosen letters that are to be repaired
     */
    RecipeViewModel(Recipes recipes, TaskRunner runner, List<LetterRow> chosen, String name, RecipeTexts texts) {
        this.texts = texts;
        this.recipes = recipes;
        this.runner = runner;
        this.name = new SimpleStringProperty(name);
        this.name.addListener(property -> check());
        add(new StepDraft(StepDraft.Op.SET, wrong(chosen), "", ""));
        change(() -> {});
    }

    private static String wrong(List<LetterRow> chosen) {
        return chosen.stream()
                .flatMap(row -> row.faults().stream())
                .map(OrderFault::field)
                .filter(field -> !field.equals(OrderFault.MESSAGE))
                .findFirst()
                .orElse("");
    }

    ObservableList<RecipeStepViewModel> steps() {
        return shown;
    }

    StringProperty nameProperty() {
        return name;
    }

    /** Null while something is wrong with it. */
    ReadOnlyObjectProperty<@Nullable Recipe> recipeProperty() {
        return recipe.getReadOnlyProperty();
    }

    /** What is wrong with the name; empty where nothing is, or a step is to be mended first. */
    ReadOnlyStringProperty nameFaultProperty() {
        return nameFault.getReadOnlyProperty();
    }

    /** What is wrong with the steps together. */
    ReadOnlyStringProperty stepsFaultProperty() {
        return stepsFault.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Recipes.Kept> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Keeping> keepingProperty() {
        return keeping.getReadOnlyProperty();
    }

    /** Why recipes could not be read or kept; null where they could. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** How a command is given it: one that is not kept has to stand there as it is. */
    String word(Recipe of) {
        return kept.get().all().contains(of) ? of.name() : of.json();
    }

    /** The kept one of the name that is written. */
    Optional<Recipe> named() {
        return kept.get().all().stream()
                .filter(each -> each.name().equals(name.get()))
                .findFirst();
    }

    void open(Recipe of) {
        steps.setAll(of.steps().stream().map(StepDraft::of).map(this::model).toList());
        name.set(of.name());
        check();
    }

    void add(StepDraft draft) {
        steps.add(model(draft));
        check();
    }

    private RecipeStepViewModel model(StepDraft draft) {
        return new RecipeStepViewModel(draft, texts, this::check);
    }

    void remove(RecipeStepViewModel step) {
        steps.remove(step);
        check();
    }

    /** @param by so many places down; at the ends nothing happens */
    void move(RecipeStepViewModel step, int by) {
        int to = steps.indexOf(step) + by;
        if (to >= 0 && to < steps.size()) {
            List<RecipeStepViewModel> moved = new ArrayList<>(steps);
            moved.remove(step);
            moved.add(to, step);
            steps.setAll(moved); // one change
            check();
        }
    }

    private void check() {
        nameFault.set("");
        stepsFault.set("");
        Recipe now = null;
        if (steps.stream().allMatch(step -> step.faultProperty().get().isEmpty())) {
            try {
                now = new RecipeDraft(
                                name.get(),
                                steps.stream().map(RecipeStepViewModel::draft).toList())
                        .read();
            } catch (RecipeException e) {
                (e.code() == RecipeException.Code.NOT_A_NAME ? nameFault : stepsFault).set(texts.fault(e));
            }
        }
        recipe.set(now);
        compare();
    }

    private void compare() {
        Recipe now = recipe.get();
        Optional<Recipe> there = named();
        if (now == null) {
            keeping.set(Keeping.NOTHING);
        } else {
            keeping.set(there.isEmpty() ? Keeping.ADDS : there.get().equals(now) ? Keeping.KEPT : Keeping.REPLACES);
        }
    }

    /** In place of the one of that name. */
    void keep() {
        Recipe now = recipe.get();
        if (now != null) {
            change(() -> recipes.save(now));
        }
    }

    /** Forgets the kept one of the name that is written; what is written stays. */
    void forget() {
        named().ifPresent(there -> change(() -> {
            var unused = recipes.remove(there.name());
        }));
    }

    private void change(RecipesCall change) {
        fault.set(null);
        TaskHandle unused = runner.run(
                progress -> {
                    change.run();
                    return recipes.kept();
                },
                new TaskCallbacks<>(
                        now -> {
                            kept.set(now);
                            compare();
                        },
                        fault::set));
    }
}

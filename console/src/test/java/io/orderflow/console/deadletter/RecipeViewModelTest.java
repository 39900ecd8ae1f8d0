package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.deadletter.RecipeViewModel.Keeping;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.StepDraft;
import io.orderflow.operations.deadletter.recipe.StepDraft.Op;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.RecipePreview.Effect;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.BodyDiff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecipeViewModelTest {
    @TempDir
    Path receipts;

    private final StepTaskRunner runner = new StepTaskRunner();
    private LetterFixture letters;

    @BeforeEach
    void letters() {
        letters = new LetterFixture(
                runner, new MutableClock(SampleData.NOW), SampleJobs.jobs(), Memory.ofThisProcess(), receipts);
    }

    private RecipeViewModel recipe(String... bodies) {
        for (int i = 0; i < bodies.length; i++) {
            letters.put(List.of(SampleData.letter("m" + i, Duration.ofMinutes(90 - i), bodies[i])));
        }
        letters.model.snapshots().load();
        finish();
        RecipeViewModel model = letters.repairs.recipe(letters.model.chosen(), "New recipe");
        finish();
        return model;
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    private static void set(RecipeViewModel model, StepDraft... drafts) throws Exception {
        List<RecipeStepViewModel> before = List.copyOf(model.steps());
        before.forEach(model::remove);
        List.of(drafts).forEach(model::add);
    }

    @Test
    void aNewOneBeginsAtTheFieldThatIsWrongAndSaysWhatIsMissing() {
        RecipeViewModel model = recipe("no json", SampleData.order("O1", "0"));
        RecipeStepViewModel step = model.steps().get(0);
        assertThat(step.fieldProperty().get()).isEqualTo("quantity");
        assertThat(step.faultProperty().get()).isEqualTo("lacks \"value\"");
        assertThat(model.recipeProperty().get()).isNull();
        assertThat(model.keepingProperty().get()).isEqualTo(Keeping.NOTHING);

        step.valueProperty().set("1");
        assertThat(step.faultProperty().get()).isEmpty();
        assertThat(step.writtenProperty().get()).isEqualTo("1");
        assertThat(model.recipeProperty().get().json())
                .isEqualTo(
                        "{\"v\":1,\"name\":\"New recipe\",\"steps\":[{\"op\":\"set\",\"field\":\"quantity\",\"value\":1}]}");
    }

    @Test
    void faultsAreSaidWhereTheyAre() throws Exception {
        RecipeViewModel model = recipe("x");
        set(
                model,
                new StepDraft(Op.TRIM, "userId", "", ""),
                new StepDraft(Op.MOVE, "a", "", "a"),
                new StepDraft(Op.CONVERT, "", "", "integer"));
        assertThat(model.steps())
                .extracting(step -> step.faultProperty().get())
                .containsExactly("", "moves a to where it is: use another name", "lacks \"field\"");
        model.remove(model.steps().get(2));
        model.remove(model.steps().get(1));
        assertThat(model.recipeProperty().get()).isNotNull();

        model.nameProperty().set(" x");
        assertThat(model.nameFaultProperty().get()).contains("visible characters");
        assertThat(model.recipeProperty().get()).isNull();
        model.nameProperty().set("x");
        model.remove(model.steps().get(0));
        assertThat(model.nameFaultProperty().get()).isEmpty();
        assertThat(model.stepsFaultProperty().get()).startsWith("has no steps");
    }

    @Test
    void stepsAreTakenInAnotherOrder() throws Exception {
        RecipeViewModel model = recipe("x");
        set(model, new StepDraft(Op.TRIM, "a", "", ""), new StepDraft(Op.TRIM, "b", "", ""));
        model.move(model.steps().get(1), -1);
        assertThat(model.steps()).extracting(step -> step.fieldProperty().get()).containsExactly("b", "a");
        model.move(model.steps().get(1), 1);
        model.move(model.steps().get(0), -1);
        assertThat(model.recipeProperty().get().json()).contains("\"b\"},{\"op\":\"trim\",\"field\":\"a\"");
    }

    @Test
    void oneIsKeptOpenedReplacedAndForgotten() throws Exception {
        Recipe old = Recipe.parse("{\"v\":1,\"name\":\"Old shop\",\"steps\":[{\"op\":\"trim\",\"field\":\"userId\"}]}");
        letters.recipes.save(old);
        letters.recipes.faults.add("broken.json is not JSON: mend it, or delete it.");
        RecipeViewModel model = recipe("x");
        assertThat(model.keptProperty().get().all()).containsExactly(old);
        assertThat(model.keptProperty().get().faults()).hasSize(1);

        model.open(old);
        assertThat(model.keepingProperty().get()).isEqualTo(Keeping.KEPT);
        assertThat(model.word(old)).isEqualTo("Old shop");
        model.steps().get(0).fieldProperty().set("itemName");
        assertThat(model.keepingProperty().get()).isEqualTo(Keeping.REPLACES);
        assertThat(model.word(model.recipeProperty().get()))
                .isEqualTo(model.recipeProperty().get().json());
        model.keep();
        finish();
        assertThat(model.keepingProperty().get()).isEqualTo(Keeping.KEPT);
        assertThat(letters.recipes.all.get("Old shop").json()).contains("itemName");

        model.forget();
        finish();
        assertThat(letters.recipes.all).isEmpty();
        assertThat(model.keepingProperty().get()).isEqualTo(Keeping.ADDS);
        assertThat(model.steps()).hasSize(1);

        letters.recipes.fault = new PortException(PortException.Kind.REFUSED, "recipes", "no room");
        model.keep();
        finish();
        assertThat(model.faultProperty().get()).isSameAs(letters.recipes.fault);
        assertThat(model.keepingProperty().get()).isEqualTo(Keeping.ADDS);
    }

    private RecipeEffectsViewModel effects(Recipe recipe) {
        RecipeEffectsViewModel effects = letters.repairs.effects(letters.model.chosen());
        effects.show(recipe);
        return effects;
    }

    @Test
    void whatBecomesOfEachLetterIsCountedAndShown() throws Exception {
        RecipeViewModel model = recipe(
                SampleData.envelope(SampleData.order("O1", "\"3\"")),
                SampleData.order("O2", "2"),
                "not json \u202E",
                SampleData.order("O4", "\"0\""),
                SampleData.order("O5", "0"));
        set(model, new StepDraft(Op.CONVERT, "quantity", "", "integer"));
        RecipeEffectsViewModel effects = effects(model.recipeProperty().get());
        assertThat(effects.effectsProperty().get()).isNull();
        assertThat(effects.progressProperty().get()).isNotNull();
        finish();

        var found = effects.effectsProperty().get();
        assertThat(effects.progressProperty().get()).isNull();
        assertThat(found.touched()).isEqualTo(2);
        assertThat(found.unchanged()).isEqualTo(2);
        assertThat(found.count(Effect.DOES_NOT_FIT)).isEqualTo(1);
        assertThat(found.count(Effect.STILL_FAILS)).isEqualTo(2);
        assertThat(found.letters())
                .extracting(each -> each.row().id())
                .as("what needs an eye is first")
                .containsExactly("m2", "m3", "m4", "m0", "m1");
        assertThat(found.letters().get(0).misfit().line()).isEqualTo("it is not JSON");

        effects.look(found.letters().get(3));
        finish();
        var looked = effects.lookedProperty().get();
        assertThat(looked.enveloped()).isTrue();
        assertThat(looked.faults()).isEmpty();
        assertThat(looked.lines())
                .filteredOn(line -> line.kind() != BodyDiff.Kind.SAME)
                .extracting(line -> line.kind().sign() + line.text())
                .containsExactly("−  \"quantity\": \"3\",", "+  \"quantity\": 3,");
        effects.look(found.letters().get(1));
        finish();
        assertThat(effects.lookedProperty().get().faults()).extracting("field").containsExactly("quantity");
        effects.look(found.letters().get(0));
        finish();
        assertThat(effects.lookedProperty().get().lines())
                .extracting(BodyDiff.Line::text)
                .containsExactly("not json \\u202E");
    }

    @Test
    void theNewestRecipeWinsAndCountingCanBeStopped() throws Exception {
        RecipeViewModel model = recipe(SampleData.order("O1", "0"));
        set(model, new StepDraft(Op.SET, "quantity", "1", ""));
        Recipe first = model.recipeProperty().get();
        RecipeEffectsViewModel effects = effects(first);
        set(model, new StepDraft(Op.SET, "quantity", "0", ""));
        effects.show(model.recipeProperty().get());
        runner.finishNewest();
        runner.finishOldest();
        assertThat(effects.effectsProperty().get().touched()).isZero();

        effects.show(first);
        effects.stop();
        assertThat(effects.progressProperty().get()).isNull();
        finish();
        assertThat(effects.effectsProperty().get()).isNull();
        assertThat(effects.faultProperty().get()).isNull();
        effects.count();
        finish();
        assertThat(effects.effectsProperty().get().touched()).isEqualTo(1);
        effects.show(null);
        assertThat(effects.effectsProperty().get()).isNull();
        assertThat(runner.pending()).isZero();
    }

    @Test
    void tenThousandLettersAreLookedAtInOneTask() throws Exception {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            bodies.add(i % 100 == 0 ? "no json" : SampleData.order("O" + i, "\"" + i + "\""));
        }
        RecipeViewModel model = recipe(bodies.toArray(String[]::new));
        set(model, new StepDraft(Op.CONVERT, "quantity", "", "integer"));
        RecipeEffectsViewModel effects = effects(model.recipeProperty().get());
        assertThat(runner.pending()).isEqualTo(1);
        finish();
        assertThat(effects.effectsProperty().get().touched()).isEqualTo(9_900);
        assertThat(effects.effectsProperty().get().count(Effect.DOES_NOT_FIT)).isEqualTo(100);
    }

    @Test
    void whatIsSentIsRepairedAndTheReceiptKeepsTheRecipe() throws Exception {
        RecipeViewModel model = recipe(SampleData.order("O1", "\"3\""), "no json", SampleData.order("O3", "1.5"));
        set(model, new StepDraft(Op.CONVERT, "quantity", "", "integer"));
        Recipe made = model.recipeProperty().get();
        letters.recipes.save(made);
        List<LetterRow> chosen = letters.model.chosen();
        RedriveDraft draft = RedriveDraft.of(chosen, letters.model.selection()).repaired(made, "New recipe");
        assertThat(draft.selection()).containsExactly("--all", "--recipe", "New recipe");
        letters.redrives.freeze(draft, "OrderQueue", Set.of());
        finish();
        RedrivePlan plan = letters.redrives.planProperty().get();
        assertThat(plan.count()).isEqualTo(1);
        assertThat(plan.set().leftOut(LeftOut.DOES_NOT_FIT)).isEqualTo(2);
        letters.redrives.start(plan, plan.defaults());
        finish();
        assertThat(letters.dead.sent).singleElement().satisfies(sent -> assertThat(sent.body())
                .isEqualTo(SampleData.order("O1", "3")));
        letters.receipts.load(null);
        finish();
        assertThat(letters.receipts.openedProperty().get().order().recipe()).isEqualTo(made.json());
        assertThat(letters.receipts.page(letters.receipts.openedProperty().get()))
                .contains("New recipe");
    }
}

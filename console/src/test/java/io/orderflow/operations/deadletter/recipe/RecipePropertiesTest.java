package io.orderflow.operations.deadletter.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.deadletter.recipe.RecipeResult.Changed;
import io.orderflow.operations.deadletter.recipe.RecipeResult.DoesNotFit;
import io.orderflow.operations.deadletter.recipe.RecipeResult.Unchanged;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Convert;
import io.orderflow.operations.deadletter.recipe.RecipeStep.DefaultTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Move;
import io.orderflow.operations.deadletter.recipe.RecipeStep.SetTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Trim;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecipePropertiesTest {
    private static final RecipeField F = new RecipeField("f");
    private static final RecipeField G = new RecipeField("g");

    @Property
    void aStepDoesToTheTextWhatItDoesToTheTreeAndTouchesNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        SampleLetter letter = SampleLetter.of(random, value(random));
        RecipeStep step = step(random, F);
        check(letter, step);
    }

    @Property
    void whatIsMissingIsPutInAndTheRestIsAsItWas(@ForAll long seed) {
        Random random = new Random(seed);
        SampleLetter letter = SampleLetter.of(random, null);
        check(letter, step(random, F));
    }

    private static void check(SampleLetter letter, RecipeStep step) {
        Recipe recipe = new Recipe("one step", List.of(step));
        String body = letter.body();
        RecipeResult result = recipe.apply(body);
        Optional<ObjectNode> expected = TreeModel.apply(TreeModel.order(body), recipe.steps());
        if (result instanceof Changed changed) {
            assertThat(expected).isPresent();
            assertSame(changed.body(), expected.get(), step);
            assertThat(changed.body()).startsWith(letter.before()).endsWith(letter.after());
            assertThat(recipe.apply(changed.body())).as("applied again").isEqualTo(new Unchanged());
        } else {
            assertThat(result instanceof DoesNotFit).isEqualTo(expected.isEmpty());
            expected.ifPresent(tree -> assertSame(body, tree, step));
        }
    }

    @Property
    void stepsTogetherDoWhatTheyDoToTheTreeOrNothing(@ForAll long seed) {
        Random random = new Random(seed);
        SampleLetter letter = SampleLetter.of(random, random.nextInt(5) == 0 ? null : value(random));
        List<RecipeStep> steps = Stream.generate(() -> step(random, random.nextBoolean() ? F : G))
                .filter(step -> !(step instanceof Convert convert && convert.to() == Conversion.STRING))
                .limit(1 + random.nextInt(5))
                .toList();
        RecipeResult result = new Recipe("some steps", steps).apply(letter.body());
        Optional<ObjectNode> expected = TreeModel.apply(TreeModel.order(letter.body()), steps);
        assertThat(result instanceof DoesNotFit).isEqualTo(expected.isEmpty());
        String now = result instanceof Changed changed ? changed.body() : letter.body();
        expected.ifPresent(tree -> assertSame(now, tree, steps.get(0)));
    }

    /** But for the digits that a text is made of, which a tree does not know. */
    private static void assertSame(String body, ObjectNode expected, RecipeStep step) {
        ObjectNode order = TreeModel.order(body);
        if (step instanceof Convert convert
                && convert.to() == Conversion.STRING
                && order.path("f").isTextual()) {
            assertThat(expected.path("f").isTextual()).isTrue();
            expected.set("f", order.path("f"));
        }
        assertThat(TreeModel.members(order)).isEqualTo(TreeModel.members(expected));
    }

    @Property
    void aTextMadeOfANumberIsTheNumberAsItWasWritten(@ForAll long seed) {
        Random random = new Random(seed);
        String number = SampleLetter.number(random);
        SampleLetter letter = SampleLetter.of(random, number);
        RecipeResult result = new Recipe("text", List.of(new Convert(F, Conversion.STRING))).apply(letter.body());
        assertThat(result).isInstanceOfSatisfying(Changed.class, changed -> assertThat(
                        TreeModel.order(changed.body()).path("f").textValue())
                .isEqualTo(number));
    }

    @Property
    void whateverTheBodyItIsChangedIntoJsonOrLeftAlone(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder body =
                new StringBuilder(SampleLetter.of(random, value(random)).body());
        for (int i = random.nextInt(3); i >= 0 && body.length() > 0; i--) {
            int at = random.nextInt(body.length());
            switch (random.nextInt(3)) {
                case 0 -> body.deleteCharAt(at);
                case 1 -> body.insert(at, "\"\\{}[],:0e-\u0001".charAt(random.nextInt(12)));
                default -> body.setLength(at);
            }
        }
        RecipeResult result = new Recipe("any", List.of(step(random, F), step(random, G))).apply(body.toString());
        if (result instanceof Changed changed) {
            assertThat(TreeModel.order(changed.body())).isNotNull();
        } else if (result instanceof DoesNotFit misfit) {
            assertThat(misfit.why().line()).isNotBlank().doesNotContain("\n");
        } else {
            assertThat(TreeModel.order(body.toString())).isNotNull();
        }
    }

    @Property
    void aRecipeReadsBackAsItself(@ForAll long seed) throws RecipeException {
        Random random = new Random(seed);
        List<RecipeStep> steps = Stream.generate(() -> step(random, new RecipeField("x" + SampleLetter.text(random))))
                .limit(1 + random.nextInt(5))
                .toList();
        Recipe recipe = new Recipe("n" + random.nextInt(9), steps);
        assertThat(Recipe.parse(recipe.json())).isEqualTo(recipe);
    }

    /** Often what is blank around, numeric or empty: what steps are about. */
    private static String value(Random random) {
        String digits = SampleLetter.number(random);
        return switch (random.nextInt(5)) {
            case 0 -> SampleLetter.string(random, digits);
            case 1 -> SampleLetter.string(random, " \u00a0" + SampleLetter.text(random) + "\u2003\n");
            case 2 -> digits;
            case 3 -> "\"\"";
            default -> SampleLetter.value(random, 0);
        };
    }

    private static RecipeStep step(Random random, RecipeField field) {
        RecipeValue value = new RecipeValue(scalar(random));
        return switch (random.nextInt(6)) {
            case 0 -> new SetTo(field, value);
            case 1 -> new DefaultTo(field, value);
            case 2 -> new Trim(field);
            case 3 -> new Move(field, field.equals(G) ? F : G);
            case 4 -> new Convert(field, Conversion.INTEGER);
            default -> new Convert(field, Conversion.STRING);
        };
    }

    private static String scalar(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> SampleLetter.string(random, SampleLetter.text(random));
            case 1 -> SampleLetter.number(random);
            default -> List.of("true", "false", "null").get(random.nextInt(3));
        };
    }
}

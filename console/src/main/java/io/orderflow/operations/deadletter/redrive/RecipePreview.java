package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.Misfit;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.RecipeResult;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a recipe would make of chosen letters. Reads each from disk; nothing is sent. */
public final class RecipePreview implements Work<RecipePreview.Effects> {
    private final List<LetterRow> chosen;
    private final Recipe recipe;
    private final Diagnoser diagnoser;

    /** What becomes of a letter, what needs somebody's eye first. */
    public enum Effect {
        /** The recipe cannot be followed: it is left out. */
        DOES_NOT_FIT,
        /** The rule book would refuse it, changed or not. */
        STILL_FAILS,
        TOUCHED,
        /** It is as the recipe wants it already. */
        UNCHANGED
    }

    /**
     * One letter.
     *
     * @param touched whether it is changed, also where it still fails
     * @param misfit why it does not fit; null where it does
     */
    public record Previewed(LetterRow row, Effect effect, boolean touched, @Nullable Misfit misfit) {}

    /** All of them, in the order of {@link Effect}. */
    public record Effects(List<Previewed> letters) {
        public Effects {
            letters = List.copyOf(letters);
        }

        public int touched() {
            return (int) letters.stream().filter(Previewed::touched).count();
        }

        public int unchanged() {
            return letters.size() - touched() - count(Effect.DOES_NOT_FIT);
        }

        /** How many of them have that effect. */
        public int count(Effect effect) {
            return (int)
                    letters.stream().filter(each -> each.effect() == effect).count();
        }
    }

    /**
     * One letter's bodies.
     *
     * @param after the same as before where the recipe does not fit
     * @param faults what the rule book has against it then
     */
    public record Compared(Previewed letter, String before, String after, List<OrderFault> faults) {
        public Compared {
            faults = List.copyOf(faults);
        }
    }

    public RecipePreview(Collection<LetterRow> chosen, Recipe recipe, Clock clock) {
        this.chosen = List.copyOf(chosen);
        this.recipe = recipe;
        this.diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(clock)));
    }

    @Override
    public Effects run(Progress progress) throws InterruptedException {
        List<Previewed> letters = new ArrayList<>();
        for (LetterRow row : chosen) {
            if (progress.cancelled()) {
                throw new InterruptedException("cancelled");
            }
            letters.add(compare(row).letter());
            progress.update(letters.size(), chosen.size(), recipe.name());
        }
        letters.sort(Comparator.comparing(Previewed::effect)); // the sort is stable
        return new Effects(letters);
    }

    /** Reads the letter and repairs it; blocks. */
    public Compared compare(LetterRow row) {
        String before = row.letter().body();
        RecipeResult result = recipe.apply(before);
        boolean touched = result instanceof RecipeResult.Changed;
        String after = result instanceof RecipeResult.Changed changed ? changed.body() : before;
        List<OrderFault> faults =
                diagnoser.diagnose(after) instanceof Diagnosis.Faulty faulty ? faulty.faults() : List.of();
        if (result instanceof RecipeResult.DoesNotFit misfit) {
            return new Compared(new Previewed(row, Effect.DOES_NOT_FIT, false, misfit.why()), before, after, faults);
        }
        Effect effect = !faults.isEmpty() ? Effect.STILL_FAILS : touched ? Effect.TOUCHED : Effect.UNCHANGED;
        return new Compared(new Previewed(row, effect, touched, null), before, after, faults);
    }
}

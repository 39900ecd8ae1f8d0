package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.deadletter.recipe.Misfit.Code;
import java.util.List;

/** Ends a step that does not fit; {@link Recipe} makes a result of it. */
final class MisfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Misfit misfit;

    private MisfitException(Misfit misfit) {
        super(misfit.line());
        this.misfit = misfit;
    }

    static MisfitException of(Code code, RecipeField field, String... parameters) {
        return new MisfitException(new Misfit(code, 0, field.written(), List.of(parameters)));
    }

    static MisfitException ofWhole(Code code, String... parameters) {
        return new MisfitException(new Misfit(code, 0, "", List.of(parameters)));
    }

    Misfit inStep(int step) {
        return new Misfit(misfit.code(), step, misfit.field(), misfit.parameters());
    }
}

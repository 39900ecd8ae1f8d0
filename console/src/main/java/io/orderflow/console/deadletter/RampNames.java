package io.orderflow.console.deadletter;

import io.orderflow.text.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The stages of a redrive as they are chosen. */
final class RampNames extends StringConverter<List<Integer>> {
    private final Texts texts;

    RampNames(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String toString(@Nullable List<Integer> stages) {
        if (stages == null || stages.isEmpty()) {
            return texts.get("deadletter.redrive.ramp.none");
        }
        return stages.stream().map(String::valueOf).collect(Collectors.joining(" → ")) + " → "
                + texts.get("deadletter.redrive.ramp.rest");
    }

    @Override
    public @Nullable List<Integer> fromString(String text) {
        return null; // nothing is typed
    }
}

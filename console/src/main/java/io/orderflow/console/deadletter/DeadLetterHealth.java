package io.orderflow.console.deadletter;

import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.ui.Tone;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the sampled number of dead letters says of the environment's health. */
public final class DeadLetterHealth {
    private DeadLetterHealth() {}

    /** @param count null while never read */
    public static ObservableValue<List<HealthSign>> of(ObservableValue<@Nullable Long> count, Texts texts) {
        return count.map(now -> signs(now, texts)).orElse(List.of());
    }

    private static List<HealthSign> signs(@Nullable Long count, Texts texts) {
        if (count == null) {
            return List.of();
        }
        return List.of(
                count > 0
                        ? new HealthSign(Tone.DANGER, texts.get("deadletter.health", count), null, "")
                        : new HealthSign(Tone.SUCCESS, texts.get("deadletter.empty"), null, ""));
    }
}

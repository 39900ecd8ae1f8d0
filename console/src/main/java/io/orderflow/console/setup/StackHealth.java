package io.orderflow.console.setup;

import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.stack.StackCheck;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the last look at the stack says of its health. */
public final class StackHealth {
    private StackHealth() {}

    public static ObservableValue<List<HealthSign>> of(SetupViewModel model, Texts texts) {
        return model.checkProperty().map(check -> signs(check, texts)).orElse(signs(null, texts));
    }

    private static List<HealthSign> signs(@Nullable StackCheck check, Texts texts) {
        if (check == null) {
            String hint = texts.get("setup.health.unchecked.hint");
            return List.of(new HealthSign(Tone.NEUTRAL, texts.get("setup.health.unchecked"), null, hint));
        }
        if (check.inStep()) {
            return List.of(new HealthSign(Tone.SUCCESS, texts.get("setup.health.in_step"), check.at(), ""));
        }
        List<String> parts = new ArrayList<>();
        add(parts, "setup.health.missing", check.missing(), texts);
        add(parts, "setup.health.drifted", check.drifted(), texts);
        add(parts, "setup.health.unread", check.unread(), texts);
        Tone tone = check.missing() + check.drifted() > 0 ? Tone.WARNING : Tone.NEUTRAL;
        return List.of(new HealthSign(tone, String.join(", ", parts), check.at(), ""));
    }

    private static void add(List<String> parts, String key, int count, Texts texts) {
        if (count > 0) {
            parts.add(texts.get(key, count));
        }
    }
}

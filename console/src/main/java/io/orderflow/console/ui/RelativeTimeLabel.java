package io.orderflow.console.ui;

import io.orderflow.text.Formats;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** "14 s ago", kept up to date, with local time and UTC on hover. */
public final class RelativeTimeLabel extends Label {
    public RelativeTimeLabel(
            Formats formats, ObservableValue<? extends @Nullable Instant> time, ObservableValue<Instant> now) {
        textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            Instant instant = time.getValue();
                            return instant == null ? "" : formats.ago(instant, now.getValue());
                        },
                        time,
                        now));
        var tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            Instant instant = time.getValue();
                            return instant == null ? "" : formats.local(instant) + "\n" + formats.utc(instant);
                        },
                        time));
        setTooltip(tooltip);
    }
}

package io.orderflow.console.orderentry;

import io.orderflow.operations.entry.imports.ImportStatus;
import io.orderflow.operations.session.Memory;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** How many orders a second are sent: at most, as somebody types it; and about, as it was seen the last time. FX thread only. */
final class ImportRate {
    private static final String SEEN = "import.rate";
    private static final String WHOLE = "[1-9][0-9]{0,6}";
    private static final int FASTEST = 1_000_000;

    private final Memory memory;
    private final StringProperty text = new SimpleStringProperty("");

    ImportRate(Memory memory) {
        this.memory = memory;
    }

    /** As it is typed; empty for as many as go. */
    StringProperty textProperty() {
        return text;
    }

    /** 0 for as many as go; empty where what is typed is no number from 1 to 1,000,000. */
    Optional<Integer> typed() {
        String typed = text.get().strip();
        if (typed.isEmpty()) {
            return Optional.of(0);
        }
        return typed.matches(WHOLE)
                ? Optional.of(Integer.valueOf(typed)).filter(value -> value <= FASTEST)
                : Optional.empty();
    }

    /** How many it will be about; empty where that is not known. */
    Optional<Integer> expected() {
        int typed = typed().orElse(0);
        return typed > 0
                ? Optional.of(typed)
                : memory.get(SEEN).filter(seen -> seen.matches(WHOLE)).map(Integer::valueOf);
    }

    /** How long so many will take about. */
    Optional<Duration> time(int orders) {
        return expected().map(perSecond -> Duration.ofSeconds((orders + perSecond - 1L) / perSecond));
    }

    void seen(@Nullable ImportStatus status) {
        if (status != null && !status.following() && status.perSecond() >= 1) {
            memory.put(SEEN, Long.toString(Math.min(FASTEST, Math.round(status.perSecond()))));
        }
    }
}

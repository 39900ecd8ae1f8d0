package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final List<String> lines = new ArrayList<>();
    private final ProgressLines progress = new ProgressLines(lines::add, new Cancel(told -> {}, code -> {}));

    @Test
    void ofFewOnlyTheBeginningAndTheEndAreTold() {
        for (int i = 1; i <= 55; i++) {
            progress.update(i, 55, "Freezing");
        }
        assertThat(lines).containsExactly("  1 of 55  Freezing", "  55 of 55  Freezing");
    }

    @Test
    void ofManyEveryTenthIsTold() {
        for (int i = 0; i <= 2000; i += 10) {
            progress.update(i, 2000, "Writing");
        }
        assertThat(lines).hasSize(11).contains("  200 of 2000  Writing", "  1800 of 2000  Writing");
    }

    @Test
    void whatIsAnotherStepIsAlwaysTold() {
        progress.update(1, 9, "table");
        progress.update(2, 9, "queue");
        progress.update(2, 9, "queue");
        assertThat(lines).containsExactly("  1 of 9  table", "  2 of 9  queue");
    }
}

package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final List<String> lines = new ArrayList<>();
    private final ProgressLines progress = new ProgressLines(lines::add, new Cancel(told -> {}, code -> {}), false);

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

    /** As a check of a million rows counts them. */
    @Test
    void aCountInTheMessageMakesNoOtherStepOfItAndBytesAreShares() {
        var shares = new ProgressLines(lines::add, new Cancel(told -> {}, code -> {}), true);
        for (int i = 1; i <= 1_000; i++) {
            shares.update(i * 49_152L, 49_152_000, String.format(Locale.ROOT, "%,d rows checked, 0 faulty", i * 1_000));
        }
        assertThat(lines)
                .hasSize(11)
                .startsWith("  0 %  1,000 rows checked, 0 faulty")
                .endsWith("  100 %  1,000,000 rows checked, 0 faulty");
    }

    @Test
    void whatIsAnotherStepIsAlwaysTold() {
        progress.update(1, 9, "table");
        progress.update(2, 9, "queue");
        progress.update(2, 9, "queue");
        assertThat(lines).containsExactly("  1 of 9  table", "  2 of 9  queue");
    }
}

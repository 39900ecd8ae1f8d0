package io.orderflow.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StackCheckTest {

    @Test
    void whatIsPrintedIsReadAgainAndNothingElseIs() {
        var check = new StackCheck(Instant.parse("2026-11-22T14:05:40.118Z"), 1, 2, 3);
        assertThat(StackCheck.parse(check.print())).contains(check);
        assertThat(StackCheck.parse("")).isEmpty();
        assertThat(StackCheck.parse("yesterday 1 2 3")).isEmpty();
        assertThat(StackCheck.parse("2026-11-22T14:05:40.118Z one 2 3")).isEmpty();
        assertThat(StackCheck.parse(check.print() + " 4")).isEmpty();
    }
}

package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.queues.WatchedQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever takes letters away looks at another console's mark first. */
class MarkedQueueCommandTest extends LetterCommands {
    private static final QueueMark.Mark OTHER =
            new QueueMark.Mark("ann@elsewhere/0a1b2c3d", Instant.parse("2999-01-01T00:00:00Z"));

    private void takesAwayOnlyWhenItTakesOver(String... words) {
        services.letters.marks.marks.put("OrderDLQ", OTHER);
        assertThat(run(words)).isEqualTo(2);
        assertThat(json().get("error").asText()).contains("ann@elsewhere").contains("--take-over");
        assertThat(there()).hasSize(3);
        assertThat(services.letters.moves.calls).isEmpty();
        assertThat(services.letters.marks.marks).containsEntry("OrderDLQ", OTHER);

        List<String> over = new ArrayList<>(List.of(words));
        over.add("--take-over");
        assertThat(run(over.toArray(String[]::new))).isZero();
        assertThat(services.letters.marks.marks).isEmpty();
    }

    @Test
    void aDeletion() {
        takesAwayOnlyWhenItTakesOver("delete", "--all", "--confirm", "OrderDLQ", "--json");
        assertThat(there()).isEmpty();
    }

    @Test
    void aMove() {
        services.depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 3, 0, 0);
        takesAwayOnlyWhenItTakesOver("move", "--yes", "--json");
        assertThat(services.letters.moves.calls).containsExactly("start null");
    }
}

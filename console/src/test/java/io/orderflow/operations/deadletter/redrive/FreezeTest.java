package io.orderflow.operations.deadletter.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.FakeLetterSources;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.evidence.OrderRows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeTest {
    private final Clock clock = Clock.fixed(SampleData.NOW, ZoneOffset.UTC);

    @Test
    void rowsAreReadSeveralRequestsAtATime(@TempDir Path folder) throws Exception {
        FakeLetterSources dead = new FakeLetterSources(folder, clock);
        for (int i = 0; i < 250; i++) {
            dead.queue.put(
                    new DeadLetter("m" + i, SampleData.order("O" + i, "1"), 3, SampleData.NOW, List.of(), Map.of()));
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch two = new CountDownLatch(2);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        List<Boolean> together = new CopyOnWriteArrayList<>();
        OrderRows rows = ids -> {
            sizes.add(ids.size());
            two.countDown();
            try {
                together.add(two.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Map.of();
        };
        try (Snapshot snapshot = dead.tools(threads).look(LetterPlace.ORDER_DLQ).run(Progress.NONE)) {
            FrozenSet set =
                    new Freeze(rows, threads, clock, snapshot.rows(), (Recipe) null, Set.of()).run(Progress.NONE);
            assertThat(set.entries()).hasSize(250);
        } finally {
            threads.shutdownNow();
        }
        assertThat(sizes).containsExactlyInAnyOrder(100, 100, 50);
        assertThat(together).as("none waits for another").containsOnly(true);
    }
}

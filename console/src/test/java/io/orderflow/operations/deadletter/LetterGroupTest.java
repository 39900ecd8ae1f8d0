package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.operations.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of the function is told with the cause that began just after it. */
class LetterGroupTest {
    private static final String OLD = "quantity:RANGE";
    private static final String YOUNG = "message:NOT_JSON";

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private FakeLetterSources fakes;

    @BeforeEach
    void twoCausesOneAfterTheOther() {
        fakes = new FakeLetterSources(folder, new MutableClock(SampleData.NOW));
        put("old1", 60, SampleData.order("O1", "0"));
        put("old2", 29, SampleData.order("O2", "0"));
        put("young", 27, "x");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void put(String id, int minutesAgo, String body) {
        fakes.queue.put(SampleData.letter(id, Duration.ofMinutes(minutesAgo), body));
    }

    private static Instant before(int minutes) {
        return SampleData.NOW.minus(Duration.ofMinutes(minutes));
    }

    private Map<String, Instant> changed(@Nullable Instant at) throws Exception {
        fakes.functionChangedAt = at;
        Snapshot taken = fakes.tools(threads).snapshot(LetterPlace.ORDER_DLQ).run(Progress.NONE);
        try {
            return LetterGroup.of(taken.rows()).stream()
                    .filter(group -> group.changedBefore() != null)
                    .collect(Collectors.toMap(LetterGroup::key, LetterGroup::changedBefore));
        } finally {
            taken.release();
        }
    }

    @Test
    void theCauseThatBeganJustAfterItTellsIt() throws Exception {
        assertThat(changed(before(30))).isEqualTo(Map.of(YOUNG, before(30)));
        assertThat(changed(before(90))).isEqualTo(Map.of(OLD, before(90)));
    }

    @Test
    void severalMayHaveBegunByIt() throws Exception {
        assertThat(changed(before(61))).isEqualTo(Map.of(OLD, before(61), YOUNG, before(61)));
    }

    @Test
    void aChangeAfterTheFirstLetterIsNoneBeforeIt() throws Exception {
        assertThat(changed(before(20))).isEmpty();
        assertThat(changed(before(27))).isEmpty();
    }

    @Test
    void ofWhatTheFunctionNeverHadItsChangeTellsNothing() throws Exception {
        put("undelivered", 25, SampleData.order("O9", "1"));
        fakes.queue.put(new DeadLetter("never", "{}", 1, before(20), List.of(), Map.of()));
        assertThat(changed(before(26))).containsOnlyKeys("unknown");
    }

    @Test
    void notKnownIsAGap() throws Exception {
        assertThat(changed(null)).isEmpty();
    }
}

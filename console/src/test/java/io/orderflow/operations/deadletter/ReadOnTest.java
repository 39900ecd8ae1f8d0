package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.Judgement.Evidence;
import io.orderflow.operations.evidence.ConsumerLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function's log is longer than a snapshot reads. */
class ReadOnTest {
    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private FakeLetterSources fakes;
    private DeadLetterTools tools;

    @BeforeEach
    void aLineOnEachPage() {
        fakes = new FakeLetterSources(folder, new MutableClock(SampleData.NOW));
        fakes.page = 1;
        tools = fakes.tools(threads);
        fakes.queue.put(SampleData.letter("early", Duration.ofHours(2), SampleData.order("O1", "1")));
        fakes.queue.put(SampleData.letter("late", Duration.ofHours(1), SampleData.order("O2", "1")));
        fakes.queue.put(SampleData.letter("faulty", Duration.ofHours(1), SampleData.order("O3", "0")));
        line("early", "Throttled", 90);
        for (int i = 0; i < 24; i++) {
            line("other" + i, "Other", 80);
        }
        line("late", "AccessDenied", 50);
        line("faulty", "Malformed", 50);
        line("early", "Later", 40);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void line(String id, String error, int minutesAgo) {
        fakes.lines.add(new ConsumerLine(
                SampleData.NOW.minus(Duration.ofMinutes(minutesAgo)),
                "FAILED",
                id,
                null,
                null,
                null,
                null,
                3,
                null,
                error,
                null,
                List.of()));
    }

    private Snapshot take() throws Exception {
        return tools.snapshot(LetterPlace.ORDER_DLQ).run(Progress.NONE);
    }

    private Snapshot more(Snapshot of, int pages) throws Exception {
        return new ReadOn(tools.of(LetterPlace.ORDER_DLQ).log(), of, pages).run(Progress.NONE);
    }

    private static Judgement of(Snapshot snapshot, String id) {
        return snapshot.find(id).orElseThrow().judgement();
    }

    private static @Nullable String error(Judgement judgement) {
        return judgement.line() == null ? null : judgement.line().error();
    }

    @Test
    void whatStandsFurtherOnSaysWhyALetterDied() throws Exception {
        Snapshot taken = take();
        assertThat(of(taken, "late").evidence()).isEqualTo(Evidence.UNKNOWN);
        assertThat(error(of(taken, "early"))).isEqualTo("Throttled");

        Snapshot known = new ReadOn(tools.of(LetterPlace.ORDER_DLQ).log(), taken).run(Progress.NONE);
        assertThat(known.moreLog()).isNull();
        assertThat(of(known, "late").evidence()).isEqualTo(Evidence.LOG);
        assertThat(of(known, "late").group()).isEqualTo("failed:AccessDenied");
        assertThat(of(known, "early").group()).isEqualTo("failed:Later");
        assertThat(of(known, "faulty").evidence()).isEqualTo(Evidence.RULE);
        assertThat(error(of(known, "faulty"))).isEqualTo("Malformed");
        assertThat(known.held()).isSameAs(taken.held());
        assertThat(known.find("late").orElseThrow().letter())
                .isEqualTo(taken.find("late").orElseThrow().letter());
    }

    @Test
    void itGoesOnWhereItStoppedAndAtMostSoFar() throws Exception {
        Snapshot taken = take();
        assertThat(fakes.pagesRead).isEqualTo(20);
        Snapshot further = more(taken, 7);
        assertThat(fakes.pagesRead).isEqualTo(27);
        assertThat(further.moreLog().next()).isEqualTo("27");
        assertThat(further.moreLog().to()).isEqualTo(taken.moreLog().to());
        assertThat(error(of(further, "early"))).isEqualTo("Throttled");
        assertThat(error(of(more(further, 7), "early"))).isEqualTo("Later");
    }

    @Test
    void nothingIsReadWhereTheEndWasReached() throws Exception {
        Snapshot all = more(take(), 20);
        int read = fakes.pagesRead;
        assertThat(more(all, 20)).isSameAs(all);
        assertThat(fakes.pagesRead).isEqualTo(read);
    }
}

package io.orderflow.console.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private final MutableClock clock = new MutableClock(NOW);
    private final ActivityLog log = new ActivityLog(Memory.ofThisProcess(), clock);
    private final ObservableList<Job> everywhere = FXCollections.observableArrayList();
    private final Jobs jobs = new Jobs(everywhere, "Production", log, Throwable::getMessage, clock);
    private final JobText<Integer> text = new JobText<>(
            "Redriving",
            "The rest stays.",
            moved -> new Outcome(moved < 14 ? End.STOPPED : End.DONE, moved + " were moved"));

    @Test
    void isKeptFromItsStartWithHowFarItIsAndHowItEnded() {
        var runner = new DirectTaskRunner();
        List<Activity> during = new ArrayList<>();
        Job job = jobs.start(
                runner,
                text,
                progress -> {
                    during.add(log.newest().get(0));
                    progress.update(3, 14, "");
                    clock.advance(Duration.ofSeconds(6));
                    progress.update(5, 14, "");
                    during.add(log.newest().get(0));
                    progress.update(6, 14, "");
                    during.add(log.newest().get(0));
                    return 14;
                },
                new TaskCallbacks<>(moved -> {}, fault -> {}));

        assertThat(during).extracting(Activity::done).containsExactly(0L, 5L, 5L);
        assertThat(during).allMatch(Activity::running);
        Activity ended = job.activityProperty().get();
        assertThat(log.newest()).containsExactly(ended);
        assertThat(ended.environment()).isEqualTo("Production");
        assertThat(ended.title()).isEqualTo("Redriving");
        assertThat(ended.done()).isEqualTo(6);
        assertThat(ended.started()).isEqualTo(NOW);
        assertThat(ended.ended()).isEqualTo(NOW.plusSeconds(6));
        assertThat(ended.outcome()).isEqualTo(new Outcome(End.DONE, "14 were moved"));
        assertThat(job.ifStopped()).isEqualTo("The rest stays.");
    }

    @Test
    void whatFailsSaysWhyAndWhatIsStoppedIsNotDone() {
        var runner = new StepTaskRunner();
        Job failing = jobs.start(
                runner,
                text,
                progress -> {
                    throw new IllegalStateException("OrderDLQ does not answer");
                },
                new TaskCallbacks<>(moved -> {}, fault -> {}));
        Job stopped = jobs.start(
                runner, text, progress -> progress.cancelled() ? 5 : 14, new TaskCallbacks<>(moved -> {}, fault -> {}));
        stopped.cancel();
        runner.finishOldest();
        runner.finishOldest();

        assertThat(failing.activityProperty().get().outcome())
                .isEqualTo(new Outcome(End.FAILED, "OrderDLQ does not answer"));
        assertThat(stopped.activityProperty().get().outcome()).isEqualTo(new Outcome(End.STOPPED, "5 were moved"));
        assertThat(log.newest()).noneMatch(Activity::running);
    }

    @Test
    void itsEndIsKeptBeforeAnybodyHearsThatNothingRuns() {
        List<Activity> seen = new ArrayList<>();
        jobs.running().addListener((ListChangeListener<Job>) change -> {
            if (jobs.running().isEmpty()) {
                seen.addAll(log.newest());
            }
        });
        jobs.start(new DirectTaskRunner(), text, progress -> 14, new TaskCallbacks<>(moved -> {}, fault -> {}));
        assertThat(seen).singleElement().matches(activity -> !activity.running());
        assertThat(everywhere).isEmpty();
    }
}

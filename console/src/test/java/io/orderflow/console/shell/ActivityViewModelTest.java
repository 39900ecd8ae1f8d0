package io.orderflow.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.task.Job;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ActivityViewModelTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final StepTaskRunner runner = new StepTaskRunner();
    private final Memory production = Memory.ofThisProcess();
    private final Memory staging = Memory.ofThisProcess();
    private final ActivityViewModel model = new ActivityViewModel(new FaultTexts(new Texts(Locale.ENGLISH)), clock);

    @Test
    void listsWhatWasStartedHereInEveryEnvironmentAndWhatThisOneRemembers() {
        keep(production, "Production", "before, in production");
        keep(staging, "Staging", "before, in staging");
        Jobs jobs = model.jobs("Production", production);
        model.entered(production);
        Job ended = start(jobs, "first");
        Job running = start(jobs, "second");
        runner.finishOldest();
        assertThat(titles()).containsExactly("second", "first", "before, in production");

        model.entered(staging);
        start(model.jobs("Staging", staging), "third");

        assertThat(titles()).containsExactly("third", "second", "first", "before, in staging");
        assertThat(model.rows().get(1).job()).isSameAs(running);
        assertThat(model.rows().get(1).canBeStopped()).isTrue();
        assertThat(model.rows().get(2).job()).isSameAs(ended);
        assertThat(model.rows().get(2).canBeStopped()).isFalse();
        assertThat(model.rows().get(3).canBeStopped()).isFalse();
    }

    @Test
    void aRowFollowsItsWork() {
        model.entered(production);
        Jobs jobs = model.jobs("Production", production);
        Job job = start(jobs, "first");
        ActivityRow row = model.rows().get(0);
        runner.finishOldest();
        assertThat(row.activity().get().running()).isFalse();
        model.look();
        assertThat(titles()).containsExactly("first");
        assertThat(job.activityProperty().get()).isEqualTo(row.activity().get());
    }

    @Test
    void keepsNoMoreThanTheNewestOfThisProcess() {
        model.entered(production);
        Jobs jobs = model.jobs("Production", production);
        Job first = start(jobs, "still running");
        for (int i = 0; i < 250; i++) {
            start(jobs, "ended " + i);
            runner.finishNewest();
        }
        model.entered(staging);
        assertThat(model.rows()).hasSize(200).anyMatch(row -> row.job() == first);
    }

    private Iterable<String> titles() {
        return model.rows().stream().map(row -> row.activity().get().title()).toList();
    }

    private Job start(Jobs jobs, String title) {
        clock.advance(Duration.ofSeconds(1));
        return jobs.start(
                runner, SampleJobs.named(title), progress -> "done", new TaskCallbacks<>(done -> {}, fault -> {}));
    }

    private void keep(Memory memory, String environment, String title) {
        var log = new ActivityLog(memory, clock);
        log.keep(log.start(environment, title));
    }
}

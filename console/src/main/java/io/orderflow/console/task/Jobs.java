package io.orderflow.console.task;

import io.orderflow.operations.Work;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Pace;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The work that people started in one environment and that is still running, oldest first; a list of all environments'
 * work goes with it. Unlike a cancelled {@link TaskHandle}, a cancelled job still delivers its outcome, so that its owner
 * can say how far it came. To be used on the owning thread only.
 */
public final class Jobs {
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);

    private final ObservableList<Job> everywhere;
    private final String environment;
    private final ActivityLog log;
    private final Function<Throwable, String> faultLine;
    private final Clock clock;
    private final ObservableList<Job> running = FXCollections.observableArrayList();
    private final ObservableList<Job> view = FXCollections.unmodifiableObservableList(running);

    /**
     * @param everywhere where the work of every environment is listed
     * @param log keeps what became of the work
     * @param faultLine says why it failed
     */
    public Jobs(
            ObservableList<Job> everywhere,
            String environment,
            ActivityLog log,
            Function<Throwable, String> faultLine,
            Clock clock) {
        this.everywhere = everywhere;
        this.environment = environment;
        this.log = log;
        this.faultLine = faultLine;
        this.clock = clock;
    }

    public ObservableList<Job> running() {
        return view;
    }

    /**
     * Starts work that the status bar shows.
     *
     * @param runner of which the work takes the lane for jobs
     */
    public <T> Job start(TaskRunner runner, JobText<T> text, Work<T> work, TaskCallbacks<T> callbacks) {
        Activity started = log.start(environment, text.title());
        log.keep(started);
        var job = new Job(started, text.ifStopped(), new Pace(clock));
        running.add(job);
        everywhere.add(job);
        TaskHandle handle = runner.lane(Lane.JOBS)
                .run(
                        progress -> work.run(job.watch(progress)),
                        new TaskCallbacks<>(
                                result -> {
                                    ended(job, text.outcome().apply(result));
                                    callbacks.onSuccess().accept(result);
                                },
                                fault -> {
                                    ended(job, new Outcome(End.FAILED, faultLine.apply(fault)));
                                    callbacks.onFailure().accept(fault);
                                },
                                progress -> {
                                    job.progress(progress);
                                    if (job.noteIsDue(clock.instant(), BETWEEN_NOTES)) {
                                        log.keep(job.activityProperty().get());
                                    }
                                    callbacks.onProgress().accept(progress);
                                }));
        job.onCancel(handle::abort);
        return job;
    }

    /**
     * Tells of work that another process started and nobody here runs: it is listed, but is none of the running, so that closing
     * the window asks and stops nothing.
     */
    public <T> Elsewhere<T> elsewhere(JobText<T> text) {
        return new Elsewhere<>(text, log.start(environment, text.title()));
    }

    /** Work that was found; of the owning thread. */
    public final class Elsewhere<T> {
        private final JobText<T> text;
        private Activity activity;

        private Elsewhere(JobText<T> text, Activity started) {
            this.text = text;
            this.activity = started;
            log.keep(started);
        }

        /** How far it was when it was last looked at. */
        public void at(long done, long total) {
            activity = activity.at(done, total);
            log.keep(activity);
        }

        public void ended(T result) {
            activity = activity.ended(clock.instant(), text.outcome().apply(result));
            log.keep(activity);
        }
    }

    private void ended(Job job, Outcome outcome) {
        job.ended(clock.instant(), outcome);
        log.keep(job.activityProperty().get()); // before its environment may be closed
        running.remove(job);
        everywhere.remove(job);
    }
}

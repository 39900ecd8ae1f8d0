package io.orderflow.console.task;

import io.orderflow.operations.Work;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The work that people started in one environment and that is still running, oldest first; a list of all environments'
 * work goes with it. Unlike a cancelled {@link TaskHandle}, a cancelled job still delivers its outcome, so that its owner
 * can say how far it came. To be used on the owning thread only.
 */
public final class Jobs {
    private final ObservableList<Job> everywhere;
    private final String environment;
    private final ObservableList<Job> running = FXCollections.observableArrayList();
    private final ObservableList<Job> view = FXCollections.unmodifiableObservableList(running);

    /** @param everywhere where the work of every environment is listed */
    public Jobs(ObservableList<Job> everywhere, String environment) {
        this.everywhere = everywhere;
        this.environment = environment;
    }

    /** Of an environment that is the only one. */
    public Jobs() {
        this(FXCollections.observableArrayList(), "");
    }

    public ObservableList<Job> running() {
        return view;
    }

    /**
     * Starts work that the status bar shows.
     *
     * @param runner of which the work takes the lane for jobs
     * @param title what it does, already worded
     */
    public <T> Job start(TaskRunner runner, String title, Work<T> work, TaskCallbacks<T> callbacks) {
        var job = new Job(title, environment);
        running.add(job);
        everywhere.add(job);
        TaskHandle handle = runner.lane(Lane.JOBS)
                .run(
                        progress -> work.run(job.watch(progress)),
                        new TaskCallbacks<>(
                                result -> {
                                    ended(job);
                                    callbacks.onSuccess().accept(result);
                                },
                                fault -> {
                                    ended(job);
                                    callbacks.onFailure().accept(fault);
                                },
                                progress -> {
                                    job.progress(progress);
                                    callbacks.onProgress().accept(progress);
                                }));
        job.onCancel(handle::abort);
        return job;
    }

    private void ended(Job job) {
        running.remove(job);
        everywhere.remove(job);
    }
}

package io.orderflow.console.task;

import io.orderflow.operations.Work;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The work that people started and that is still running, oldest first. Unlike a cancelled {@link TaskHandle}, a
 * cancelled job still delivers its outcome, so that its owner can say how far it came. To be used on the owning
 * thread only.
 */
public final class Jobs {
    private final ObservableList<Job> running = FXCollections.observableArrayList();
    private final ObservableList<Job> view = FXCollections.unmodifiableObservableList(running);

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
        var job = new Job(title);
        running.add(job);
        TaskHandle handle = runner.lane(Lane.JOBS)
                .run(
                        progress -> work.run(job.watch(progress)),
                        new TaskCallbacks<>(
                                result -> {
                                    running.remove(job);
                                    callbacks.onSuccess().accept(result);
                                },
                                fault -> {
                                    running.remove(job);
                                    callbacks.onFailure().accept(fault);
                                },
                                progress -> {
                                    job.progress(progress);
                                    callbacks.onProgress().accept(progress);
                                }));
        job.onCancel(handle::abort);
        return job;
    }
}

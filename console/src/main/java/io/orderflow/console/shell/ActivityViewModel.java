package io.orderflow.console.shell;

import io.orderflow.console.task.Job;
import io.orderflow.console.task.Jobs;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/**
 * The work that people have started: what runs, in whichever environment, what ended since the window was opened, and what the
 * environment where the window is remembers of before. FX thread only.
 */
public final class ActivityViewModel {
    /** Of this process; older ones are in their environments' memories. */
    private static final int REMEMBERED = 200;

    private final FaultTexts faults;
    private final Clock clock;
    private final ObservableList<Job> running = FXCollections.observableArrayList();
    private final ObservableList<Job> runningView = FXCollections.unmodifiableObservableList(running);
    private final List<ActivityRow> ofThisProcess = new ArrayList<>();
    private final ObservableList<ActivityRow> rows = FXCollections.observableArrayList();
    private final ObservableList<ActivityRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private Memory memory = Memory.ofThisProcess();

    ActivityViewModel(FaultTexts faults, Clock clock) {
        this.faults = faults;
        this.clock = clock;
        running.addListener((ListChangeListener<Job>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::started);
            }
        });
    }

    private void started(Job job) {
        ofThisProcess.add(0, ActivityRow.of(job));
        rows.add(0, ofThisProcess.get(0));
        for (int i = ofThisProcess.size() - 1; i >= 0 && ofThisProcess.size() > REMEMBERED; i--) {
            if (!ofThisProcess.get(i).canBeStopped()) {
                ofThisProcess.remove(i);
            }
        }
    }

    /** What starts work in an environment. */
    public Jobs jobs(String environment, Memory itsMemory) {
        return new Jobs(running, environment, new ActivityLog(itsMemory, clock), faults::line, clock);
    }

    /** Where the window is. */
    void entered(Memory itsMemory) {
        memory = itsMemory;
        look();
    }

    /** Lists what is known now, the newest first. */
    public void look() {
        Set<String> here =
                ofThisProcess.stream().map(row -> row.activity().get().id()).collect(Collectors.toSet());
        List<ActivityRow> all = new ArrayList<>(ofThisProcess);
        new ActivityLog(memory, clock)
                .newest().stream()
                        .filter(kept -> !here.contains(kept.id()))
                        .map(ActivityRow::of)
                        .forEach(all::add);
        all.sort(Comparator.comparing((ActivityRow row) -> row.activity().get().started())
                .reversed());
        rows.setAll(all);
    }

    public ObservableList<ActivityRow> rows() {
        return rowsView;
    }

    /** The work that runs in any environment, oldest first. */
    public ObservableList<Job> running() {
        return runningView;
    }

    /** Asks all work to stop, in every environment, and does something once it has. */
    public void stopAll(Runnable afterwards) {
        if (running.isEmpty()) {
            afterwards.run();
            return;
        }
        running.addListener(new ListChangeListener<>() {
            @Override
            public void onChanged(Change<? extends Job> change) {
                if (running.isEmpty()) {
                    running.removeListener(this);
                    afterwards.run();
                }
            }
        });
        List.copyOf(running).forEach(Job::cancel);
    }
}

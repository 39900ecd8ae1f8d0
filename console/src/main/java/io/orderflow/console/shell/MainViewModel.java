package io.orderflow.console.shell;

import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.Connection.Failed;
import io.orderflow.console.shell.Connection.Offline;
import io.orderflow.console.shell.Connection.Starting;
import io.orderflow.console.task.Job;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Work;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.UserPath;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/**
 * The window's state: which target, how the console stands with it, which tab is in front, what work runs. It opens
 * the target in the background and owns the tabs' life. FX thread only.
 */
public final class MainViewModel implements Navigator, ConnectionMonitor {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String TAB = "tab";

    private final TaskRunner runner;
    private final FaultTexts faults;
    private final Clock clock;
    private final Ticker ticker;
    private final ReadOnlyObjectWrapper<EnvironmentLabel> environment;
    private final ReadOnlyObjectWrapper<Connection> connection = new ReadOnlyObjectWrapper<>(new Starting());
    private final ReadOnlyObjectWrapper<Tab> selectedTab = new ReadOnlyObjectWrapper<>(Tab.ORDERS);
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyDoubleWrapper startProgress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final Appearance appearance = new Appearance();
    private final ObservableList<StartStep> startSteps = FXCollections.observableArrayList();
    private final ObservableMap<Tab, Feature> features = FXCollections.observableMap(new EnumMap<>(Tab.class));
    // Kept: an unmodifiable view listens weakly to what it shows.
    private final ObservableList<StartStep> startStepsView = FXCollections.unmodifiableObservableList(startSteps);
    private final ObservableMap<Tab, Feature> featuresView = FXCollections.unmodifiableObservableMap(features);
    private final ObservableList<Job> runningJobs = FXCollections.observableArrayList();
    private final ObservableList<Job> runningJobsView = FXCollections.unmodifiableObservableList(runningJobs);
    private final LeftSessions left = new LeftSessions(this::close);
    private final EndedTarget endedTarget;
    private Place start;
    private List<Place> offered = List.of();
    private Place place;
    private @Nullable Session session;
    private @Nullable Path folder;
    private Memory memory = Memory.ofThisProcess();
    private boolean tabChosen;
    private boolean closed;

    /** As below, for a target without a data folder. */
    public MainViewModel(
            TaskRunner runner,
            Work<? extends Workspace> opener,
            EnvironmentLabel initial,
            FaultTexts faults,
            Clock clock) {
        this(runner, new Place(initial, (folder, progress) -> opener.run(progress)), faults, clock);
    }

    /** @param start where it begins */
    public MainViewModel(TaskRunner runner, Place start, FaultTexts faults, Clock clock) {
        this.runner = runner;
        this.place = start;
        this.start = start;
        this.endedTarget = new EndedTarget(runner, this::openAgain);
        this.faults = faults;
        this.clock = clock;
        this.environment = new ReadOnlyObjectWrapper<>(start.environment());
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.ticker = new Ticker(runner, TICK, () -> now.set(clock.instant()));
    }

    /** Where the window could work now, beside the place where it began and the one where it is. */
    public void offer(List<Place> others) {
        offered = List.copyOf(others);
    }

    /** Looks as it did in the environment where it begins, before that is open. */
    public void restore(Memory where) {
        memory = where;
        appearance.restore(where);
    }

    /** Opens the target; also what "Try again" does after it failed. */
    public void start() {
        if (session != null || closed) {
            return;
        }
        ticker.start();
        startSteps.clear();
        startProgress.set(-1);
        connection.set(new Starting());
        Path in = folder;
        Place opened = place;
        TaskHandle unused = runner.run(
                progress -> opened.opener().open(in, progress),
                new TaskCallbacks<>(
                        target -> opened(opened, target),
                        fault -> openFailed(opened, fault),
                        progress -> stepped(opened, progress)));
    }

    /**
     * Goes to another environment; to the one where the window is, does nothing.
     *
     * @param leaving what becomes of running work
     */
    public void switchTo(Place other, Leaving leaving) {
        if (other.equals(place) || closed) {
            return;
        }
        leave(leaving);
        place = other;
        tabChosen = false;
        folder = null;
        notice.set("");
        environment.set(other.environment());
        left.back(other).ifPresentOrElse(this::enter, this::start);
    }

    /** Whether work runs that leaving the environment would concern. */
    public boolean busy() {
        return session != null && !session.jobs().running().isEmpty();
    }

    /** Asks all work to stop, in every environment, and does something once it has. */
    public void stopWork(Runnable afterwards) {
        if (runningJobs.isEmpty()) {
            afterwards.run();
            return;
        }
        runningJobs.addListener(new ListChangeListener<>() {
            @Override
            public void onChanged(Change<? extends Job> change) {
                if (runningJobs.isEmpty()) {
                    runningJobs.removeListener(this);
                    afterwards.run();
                }
            }
        });
        List.copyOf(runningJobs).forEach(Job::cancel);
    }

    /** What another process served can be served by a third one now, or by this one. */
    private void openAgain(Session ended) {
        if (ended.equals(session) && !closed) {
            leave(Leaving.LET_IT_FINISH);
            start();
        }
    }

    private void leave(Leaving leaving) {
        Session gone = session;
        if (gone == null) {
            return;
        }
        session = null;
        features.clear();
        gone.leave();
        if (leaving == Leaving.STOP_WORK) {
            List.copyOf(gone.jobs().running()).forEach(Job::cancel);
        }
        left.add(gone);
    }

    private void close(Workspace workspace) {
        TaskHandle unused = runner.run(
                progress -> {
                    workspace.close();
                    return true;
                },
                new TaskCallbacks<>(done -> {}, fault -> notice(faults.line(fault))));
    }

    /** Opens the target with its data in that folder, where it could not be opened in its own. */
    public void startIn(String other) {
        try {
            folder = UserPath.of(other, System.getProperty("user.home", ""));
        } catch (IllegalArgumentException e) {
            connection.set(new Failed(faults.notAFolder(other), Optional.of(other)));
            return;
        }
        start();
    }

    private void stepped(Place opened, TaskProgress progress) {
        if (!opened.equals(place)) {
            return;
        }
        startProgress.set(progress.fraction());
        if (progress.message().isEmpty()) {
            return;
        }
        int last = startSteps.size() - 1;
        if (last >= 0) {
            if (startSteps.get(last).text().equals(progress.message())) {
                return;
            }
            startSteps.set(last, new StartStep(startSteps.get(last).text(), true));
        }
        startSteps.add(new StartStep(progress.message(), false));
    }

    private void opened(Place opened, Workspace target) {
        if (!opened.equals(place) || session != null || closed) {
            close(target); // somebody went elsewhere meanwhile
            return;
        }
        place = opened.as(target.protection().environment());
        start = opened.equals(start) ? place : start;
        enter(new Session(
                place, target, new Jobs(runningJobs, target.environment().name())));
    }

    private void enter(Session entered) {
        session = entered;
        Workspace target = entered.workspace();
        environment.set(target.environment());
        connection.set(new Connected(null));
        entered.enter(this);
        restore(target.memory());
        if (!memory.fault().isEmpty()) {
            notice(memory.fault());
        }
        features.putAll(entered.features());
        if (!tabChosen) { // where nobody has gone elsewhere meanwhile
            Tab first = target.firstTab();
            selectedTab.set(first == Tab.ORDERS ? memory.get(TAB, selectedTab.get()) : first);
        }
        tabChosen = false;
        memory.put(TAB, selectedTab.get().name());
        entered.show(selectedTab.get());
    }

    private void openFailed(Place opened, Throwable fault) {
        if (!opened.equals(place)) {
            return;
        }
        boolean old = fault instanceof PortException port && port.kind() == PortException.Kind.OLD_DATA;
        Optional<String> other = old ? Optional.of(((PortException) fault).subject()) : Optional.empty();
        connection.set(new Failed(faults.line(fault), other));
    }

    @Override
    public void show(Tab tab) {
        if (tab != selectedTab.get()) {
            selectedTab.set(tab);
            tabChosen = session == null;
            if (session != null) {
                memory.put(TAB, tab.name());
                session.show(tab);
            }
        }
    }

    @Override
    public void show(Tab tab, String key) {
        show(tab);
        if (session != null) {
            session.select(key);
        }
    }

    /** F5: the tab in front loads again; before the target is open, tries to open it. */
    public void refresh() {
        if (session != null) {
            session.refresh();
        } else if (connection.get() instanceof Failed) {
            start();
        }
    }

    @Override
    public void succeeded() {
        if (session != null) {
            connection.set(new Connected(clock.instant()));
        }
    }

    @Override
    public void failed(Throwable fault) {
        if (session != null && fault instanceof PortException port && port.kind() == PortException.Kind.UNREACHABLE) {
            connection.set(new Offline(faults.line(fault), refreshedAt()));
            endedTarget.look(session);
        }
    }

    private @Nullable Instant refreshedAt() {
        if (connection.get() instanceof Connected connected) {
            return connected.refreshedAt();
        }
        return connection.get() instanceof Offline offline ? offline.refreshedAt() : null;
    }

    /** Hides the tab in front and stops the clock. Returns the targets to close, off the FX thread. */
    public List<Workspace> stop() {
        closed = true;
        ticker.stop();
        List<Workspace> open = new ArrayList<>();
        if (session != null) {
            session.leave();
            open.add(session.workspace());
            session = null;
        }
        open.addAll(left.drain());
        return open;
    }

    public ReadOnlyObjectProperty<EnvironmentLabel> environmentProperty() {
        return environment.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Connection> connectionProperty() {
        return connection.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Tab> selectedTabProperty() {
        return selectedTab.getReadOnlyProperty();
    }

    /** The time, once a second: what "14 s ago" is measured against. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** 0 to 1 while the target is opened, −1 when not known. */
    public ReadOnlyDoubleProperty startProgressProperty() {
        return startProgress.getReadOnlyProperty();
    }

    public ObservableList<StartStep> startSteps() {
        return startStepsView;
    }

    /** The tabs that exist; empty until the target is open. */
    public ObservableMap<Tab, Feature> features() {
        return featuresView;
    }

    /** The work that runs in any environment, oldest first. */
    public ObservableList<Job> runningJobs() {
        return runningJobsView;
    }

    /** What the window can switch between, the place where it began first. */
    public List<Place> places() {
        Set<Place> all = new LinkedHashSet<>(List.of(start, place));
        offered.forEach(all::remove); // each has its own position
        all.addAll(offered);
        return List.copyOf(all);
    }

    /** Where the window is or is going. */
    public Place place() {
        return place;
    }

    /** Says one line above the tabs until it is dismissed: what nobody's tab can say. Empty takes it away. */
    public void notice(String line) {
        notice.set(line);
    }

    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public Appearance appearance() {
        return appearance;
    }

    /** Of the environment where the window is, or was last. */
    public Memory memory() {
        return memory;
    }

    /** Whether closing the window would lose what somebody has typed. */
    public boolean losesText() {
        return !memory.kept() && features.values().stream().anyMatch(Feature::unsent);
    }
}

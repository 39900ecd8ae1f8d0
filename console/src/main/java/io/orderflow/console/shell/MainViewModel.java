package io.orderflow.console.shell;

import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.Connection.Failed;
import io.orderflow.console.shell.Connection.Offline;
import io.orderflow.console.shell.Connection.Starting;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Work;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.UserPath;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/**
 * The window's state: which target, how the console stands with it, which tab is in front, what work runs. It opens
 * the target in the background and owns the tabs' life. FX thread only.
 */
public final class MainViewModel implements Navigator, ConnectionMonitor {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final TaskRunner runner;
    private final TargetOpener opener;
    private final FaultTexts faults;
    private final Clock clock;
    private final Jobs jobs;
    private final Ticker ticker;
    private final ReadOnlyObjectWrapper<Environment> environment;
    private final ReadOnlyObjectWrapper<Connection> connection = new ReadOnlyObjectWrapper<>(new Starting());
    private final ReadOnlyObjectWrapper<Tab> selectedTab = new ReadOnlyObjectWrapper<>(Tab.ORDERS);
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyDoubleWrapper startProgress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark");
    private final ObservableList<StartStep> startSteps = FXCollections.observableArrayList();
    private final ObservableMap<Tab, Feature> features = FXCollections.observableMap(new EnumMap<>(Tab.class));
    // Kept: an unmodifiable view listens weakly to what it shows.
    private final ObservableList<StartStep> startStepsView = FXCollections.unmodifiableObservableList(startSteps);
    private final ObservableMap<Tab, Feature> featuresView = FXCollections.unmodifiableObservableMap(features);
    private TaskHandle opening = TaskHandle.NONE;
    private @Nullable Workspace workspace;
    private @Nullable Feature front;
    private @Nullable Path folder;
    private boolean closed;

    /** As below, for a target without a data folder. */
    public MainViewModel(
            TaskRunner runner, Work<? extends Workspace> opener, Environment initial, FaultTexts faults, Clock clock) {
        this(runner, (folder, progress) -> opener.run(progress), initial, faults, clock);
    }

    /**
     * @param opener opens the target; may take long
     * @param initial what is known of the target before it is open
     */
    public MainViewModel(TaskRunner runner, TargetOpener opener, Environment initial, FaultTexts faults, Clock clock) {
        this.runner = runner;
        this.opener = opener;
        this.faults = faults;
        this.clock = clock;
        this.jobs = new Jobs();
        this.environment = new ReadOnlyObjectWrapper<>(initial);
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.ticker = new Ticker(runner, TICK, () -> now.set(clock.instant()));
    }

    /** Opens the target; also what "Try again" does after it failed. */
    public void start() {
        if (workspace != null || closed) {
            return;
        }
        opening.cancel();
        ticker.start();
        startSteps.clear();
        startProgress.set(-1);
        connection.set(new Starting());
        Path in = folder;
        opening = open(progress -> opener.open(in, progress));
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

    private <W extends Workspace> TaskHandle open(Work<W> work) {
        return runner.run(work, new TaskCallbacks<>(this::opened, this::openFailed, this::stepped));
    }

    private void stepped(TaskProgress progress) {
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

    private void opened(Workspace target) {
        workspace = target;
        environment.set(target.environment());
        connection.set(new Connected(null));
        for (Feature feature : target.features(new ShellServices(this, this, jobs))) {
            features.put(feature.tab(), feature);
        }
        if (selectedTab.get() == Tab.ORDERS) { // where nobody has gone elsewhere meanwhile
            selectedTab.set(target.firstTab());
        }
        bringToFront();
    }

    private void openFailed(Throwable fault) {
        boolean old = fault instanceof PortException port && port.kind() == PortException.Kind.OLD_DATA;
        Optional<String> other = old ? Optional.of(((PortException) fault).subject()) : Optional.empty();
        connection.set(new Failed(faults.line(fault), other));
    }

    @Override
    public void show(Tab tab) {
        if (tab != selectedTab.get()) {
            selectedTab.set(tab);
            bringToFront();
        }
    }

    @Override
    public void show(Tab tab, String key) {
        show(tab);
        if (front != null) {
            front.select(key);
        }
    }

    private void bringToFront() {
        if (front != null) {
            front.hidden();
        }
        front = features.get(selectedTab.get());
        if (front != null) {
            front.shown();
        }
    }

    /** F5: the tab in front loads again; before the target is open, tries to open it. */
    public void refresh() {
        if (front != null) {
            front.refresh();
        } else if (connection.get() instanceof Failed) {
            start();
        }
    }

    @Override
    public void succeeded() {
        if (workspace != null) {
            connection.set(new Connected(clock.instant()));
        }
    }

    @Override
    public void failed(Throwable fault) {
        if (workspace != null && fault instanceof PortException port && port.kind() == PortException.Kind.UNREACHABLE) {
            connection.set(new Offline(faults.line(fault), refreshedAt()));
        }
    }

    private @Nullable Instant refreshedAt() {
        if (connection.get() instanceof Connected connected) {
            return connected.refreshedAt();
        }
        return connection.get() instanceof Offline offline ? offline.refreshedAt() : null;
    }

    /** Hides the tab in front and stops the clock. Returns the target to close, off the FX thread; null if none. */
    public @Nullable Workspace stop() {
        closed = true;
        ticker.stop();
        opening.cancel();
        if (front != null) {
            front.hidden();
            front = null;
        }
        Workspace target = workspace;
        workspace = null;
        return target;
    }

    public ReadOnlyObjectProperty<Environment> environmentProperty() {
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

    public Jobs jobs() {
        return jobs;
    }

    /** Says one line above the tabs until it is dismissed: what nobody's tab can say. Empty takes it away. */
    public void notice(String line) {
        notice.set(line);
    }

    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public BooleanProperty darkProperty() {
        return dark;
    }
}

package io.orderflow.console.shell;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.Work;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.EnvironmentChange;
import io.orderflow.operations.session.Environments;
import io.orderflow.text.FaultTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The environments to choose from, and how they are added, changed and removed. FX thread only; files are read off it. */
public final class EnvironmentsViewModel {
    private final MainViewModel window;
    private final EnvironmentSource source;
    private final TaskRunner runner;
    private final FaultTexts faults;
    private final ObservableList<Place> places = FXCollections.observableArrayList();
    private final ObservableList<Place> placesView = FXCollections.unmodifiableObservableList(places);
    private final ObservableList<AwsProfile> profiles = FXCollections.observableArrayList();
    private final ObservableList<AwsProfile> profilesView = FXCollections.unmodifiableObservableList(profiles);
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper profilesFault = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper welcome = new ReadOnlyBooleanWrapper();
    private TaskHandle reading = TaskHandle.NONE;

    public EnvironmentsViewModel(MainViewModel window, EnvironmentSource source, TaskRunner runner, FaultTexts faults) {
        this.window = window;
        this.source = source;
        this.runner = runner;
        this.faults = faults;
        welcome.set(window.place().equals(source.embedded())
                && source.window().get(EnvironmentSource.LAST).isEmpty());
        offer(List.of());
        window.connectionProperty().addListener((property, before, now) -> {
            if (before instanceof Connection.Starting && now instanceof Connection.Connected) {
                opened(window.place());
            }
        });
    }

    private void opened(Place place) {
        Environment registered = place.registered();
        if (registered != null || (place.equals(source.embedded()) && !welcome.get())) {
            welcome.set(false);
            source.window().put(EnvironmentSource.LAST, registered == null ? "" : registered.name());
        }
    }

    /** Whether it is the window's first start, with nothing named: it says where it is. */
    public ReadOnlyBooleanProperty welcomeProperty() {
        return welcome.getReadOnlyProperty();
    }

    /** It was read, for good. */
    public void welcomed() {
        welcome.set(false);
        source.window().put(EnvironmentSource.LAST, "");
    }

    /** Reads the registry anew. */
    public void load() {
        places.setAll(window.places());
        reading.cancel();
        reading = runner.run(
                progress -> source.file().read().all(),
                new TaskCallbacks<>(
                        registered -> {
                            fault.set("");
                            offer(registered);
                        },
                        cause -> {
                            fault.set(faults.line(cause));
                            offer(List.of());
                        }));
    }

    private void offer(List<Environment> registered) {
        List<Place> all = new ArrayList<>();
        if (registered.stream().noneMatch(EnvironmentsViewModel::isDefault)) {
            all.add(source.embedded());
        }
        registered.forEach(each -> all.add(source.opened().apply(each)));
        window.offer(all);
        places.setAll(window.places());
    }

    private static boolean isDefault(Environment each) {
        return each.place().equals(new Embedded(null)) && each.prefix().isEmpty();
    }

    /** Reads this machine's AWS profiles anew. */
    public void loadProfiles() {
        profiles.clear();
        profilesFault.set("");
        reading.cancel();
        reading = runner.run(
                progress -> source.profiles().call(),
                new TaskCallbacks<>(profiles::setAll, cause -> profilesFault.set(faults.line(cause))));
    }

    /** Registers what is typed, or says in the form why not. */
    public void save(EnvironmentFormViewModel form, Runnable saved) {
        String name = form.name();
        boolean isKnown = form.isKnown();
        EnvironmentChange typed;
        try {
            typed = form.change();
        } catch (IllegalArgumentException e) {
            form.fault(line(e));
            return;
        }
        change(
                known -> isKnown
                        ? known.with(typed.of(name, known.named(name).orElseThrow(() -> gone(name))))
                        : known.plus(typed.of(name, null)),
                saved,
                cause -> form.fault(line(cause)));
    }

    /**
     * Takes an environment out of the list; nothing in it is touched.
     *
     * @param ended whether it could be done or not
     */
    public void remove(Environment gone, Runnable ended) {
        change(known -> known.without(gone.name()), ended, cause -> {
            window.notice(line(cause));
            ended.run();
        });
    }

    private static IllegalArgumentException gone(String name) {
        return new IllegalArgumentException("there is no environment " + name + " any more");
    }

    private void change(UnaryOperator<Environments> change, Runnable done, Consumer<Throwable> failed) {
        Work<List<Environment>> work = progress -> {
            source.file().update(change);
            return source.file().read().all();
        };
        TaskHandle unused = runner.run(
                work,
                new TaskCallbacks<>(
                        registered -> {
                            fault.set("");
                            offer(registered);
                            done.run();
                        },
                        failed));
    }

    /** What is typed is told in the core's own words. */
    private String line(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof IllegalArgumentException && message != null ? message : faults.line(cause);
    }

    /** What the window can switch between. */
    public ObservableList<Place> places() {
        return placesView;
    }

    /** Whether the window is there. */
    public boolean isHere(@Nullable Place place) {
        return window.place().equals(place);
    }

    public ObservableList<AwsProfile> profiles() {
        return profilesView;
    }

    /** Why the registry could not be read or changed, in a line; empty when it could. */
    public ReadOnlyStringProperty faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Why the profiles could not be read, in a line; empty when they could. */
    public ReadOnlyStringProperty profilesFaultProperty() {
        return profilesFault.getReadOnlyProperty();
    }
}

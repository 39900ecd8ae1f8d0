package io.orderflow.console.shell;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Loader;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
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
import javafx.beans.property.ReadOnlyObjectProperty;
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
    private final Loader<List<Environment>> registry;
    private final Loader<List<AwsProfile>> profilesLoader;
    private final ReadOnlyBooleanWrapper welcome = new ReadOnlyBooleanWrapper();

    public EnvironmentsViewModel(MainViewModel window, EnvironmentSource source, TaskRunner runner, FaultTexts faults) {
        this.window = window;
        this.source = source;
        this.runner = runner;
        this.faults = faults;
        this.registry = new Loader<>(
                runner, ConnectionMonitor.NONE, progress -> source.file().read().all(), this::offer);
        this.profilesLoader = new Loader<>(
                runner, ConnectionMonitor.NONE, progress -> source.profiles().call(), profiles::setAll);
        registry.faultProperty().addListener((property, before, fault) -> {
            if (fault != null) {
                offer(List.of());
            }
        });
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
        showPlaces();
        registry.load();
    }

    private void offer(List<Environment> registered) {
        List<Place> all = new ArrayList<>();
        if (registered.stream().noneMatch(EnvironmentsViewModel::isDefault)) {
            all.add(source.embedded());
        }
        registered.forEach(each -> all.add(source.opened().apply(each)));
        window.offer(all);
        showPlaces();
    }

    /** A registered one stands for the embedded AWS that it is, unless the window is in that one as it was before. */
    private void showPlaces() {
        boolean named =
                window.places().stream().map(Place::registered).anyMatch(each -> each != null && isDefault(each));
        places.setAll(window.places().stream()
                .filter(each -> !named || isHere(each) || !each.equals(source.embedded()))
                .toList());
    }

    private static boolean isDefault(Environment each) {
        return each.place().equals(new Embedded(null)) && each.prefix().isEmpty();
    }

    /** Reads this machine's AWS profiles anew. */
    public void loadProfiles() {
        profiles.clear();
        profilesLoader.load();
    }

    /** Reads anew until when the profiles' sign-ins hold; what is known meanwhile stays. */
    public void loadSignIns() {
        profilesLoader.load();
    }

    /** Registers what is typed, or says in the form why not. */
    public void save(EnvironmentFormViewModel form, Runnable saved) {
        String name = form.name();
        boolean isKnown = form.isKnown();
        EnvironmentChange typed;
        try {
            typed = form.change();
        } catch (IllegalArgumentException e) {
            form.fault(String.valueOf(e.getMessage()));
            return;
        }
        change(
                known -> isKnown
                        ? known.with(typed.of(name, known.named(name).orElseThrow(() -> gone(name))))
                        : known.plus(typed.of(name, null)),
                saved,
                cause -> form.fault(faults.line(cause)));
    }

    /**
     * Takes an environment out of the list; nothing in it is touched.
     *
     * @param ended whether it could be done or not
     */
    public void remove(Environment gone, Runnable ended) {
        change(known -> known.without(gone.name()), ended, cause -> {
            window.notice(faults.line(cause));
            ended.run();
        });
    }

    private static IllegalArgumentException gone(String name) {
        return new IllegalArgumentException("there is no environment " + name + " any more");
    }

    private void change(UnaryOperator<Environments> change, Runnable done, Consumer<Throwable> failed) {
        Work<List<Environment>> work = progress -> {
            try {
                source.file().update(change);
            } catch (IllegalArgumentException e) { // what is typed is told in the core's own words
                throw new PortException(
                        PortException.Kind.REFUSED, "environment", Reason.line(String.valueOf(e.getMessage())), e);
            }
            return source.file().read().all();
        };
        TaskHandle unused = runner.run(
                work,
                new TaskCallbacks<>(
                        registered -> {
                            offer(registered);
                            done.run();
                        },
                        failed));
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

    /** Why the registry could not be read; null when it could. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return registry.faultProperty();
    }

    /** Why the profiles could not be read; null when they could. */
    public ReadOnlyObjectProperty<@Nullable Throwable> profilesFaultProperty() {
        return profilesLoader.faultProperty();
    }
}

package io.orderflow.console.setup;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Loader;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.operations.stack.StackSetup;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/** What a destroy would take away, read again whenever what is asked for changes, and the names that somebody types for it. */
public final class DestroyViewModel {

    /** Names a new file for the orders of a stack; may block. */
    @FunctionalInterface
    public interface Exports {
        Path fileFor(String stack) throws PortException;
    }

    private final StackSetup setup;
    private final Loader<DestroyPlan> loader;
    private final Exports exports;
    private final BiConsumer<DestroyPlan, Set<ResourceId>> start;

    private final BooleanProperty includeAdopted = new SimpleBooleanProperty(this, "includeAdopted");
    private final BooleanProperty deleteData = new SimpleBooleanProperty(this, "deleteData");
    private final StringProperty typedName = new SimpleStringProperty(this, "typedName", "");
    private final ObservableMap<ResourceId, String> typedNames = FXCollections.observableHashMap();
    private final ReadOnlyObjectWrapper<@Nullable DestroyPlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private boolean open;
    // Written here, read by the work in the background.
    private volatile boolean adopted;
    private volatile boolean data;

    DestroyViewModel(
            StackSetup setup,
            TaskRunner runner,
            ConnectionMonitor monitor,
            Exports exports,
            BiConsumer<DestroyPlan, Set<ResourceId>> start) {
        this.setup = setup;
        this.exports = exports;
        this.start = start;
        this.loader = new Loader<>(runner, monitor, task -> setup.destroyPlan(options()), plan::set);
        includeAdopted.addListener(property -> read());
        deleteData.addListener(property -> read());
        typedName.addListener(property -> updateReady());
        plan.addListener(property -> updateReady());
    }

    /** Also what was there before us. */
    public BooleanProperty includeAdoptedProperty() {
        return includeAdopted;
    }

    /** Also the table, after its rows were exported. */
    public BooleanProperty deleteDataProperty() {
        return deleteData;
    }

    /** What was typed against {@link StackLocation#name()}. */
    public StringProperty typedNameProperty() {
        return typedName;
    }

    /** What was typed against the names that an endpoint without tags asks for. */
    public ObservableMap<ResourceId, String> typedNames() {
        return typedNames;
    }

    /** What would go and what would stay; null while it is read. */
    public ReadOnlyObjectProperty<@Nullable DestroyPlan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return loader.faultProperty();
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loader.loadingProperty();
    }

    /** True when there is something to delete and the name was typed. */
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** The dialog opens: nothing is typed, nothing more than usual is chosen. */
    public void begin() {
        open = false;
        includeAdopted.set(false);
        deleteData.set(false);
        typedName.set("");
        typedNames.clear();
        open = true;
        read();
    }

    /** The dialog has closed. */
    public void end() {
        open = false;
        loader.cancel();
        plan.set(null);
    }

    /** Deletes what is shown. Does nothing unless {@link #readyProperty ready}. */
    public void confirm() {
        DestroyPlan shown = plan.get();
        if (shown == null || !ready.get()) {
            return;
        }
        Set<ResourceId> confirmed = shown.toConfirm().stream()
                .filter(each ->
                        each.name().equals(typedNames.getOrDefault(each, "").strip()))
                .collect(Collectors.toSet());
        start.accept(shown, confirmed);
    }

    private void read() {
        if (!open) {
            return;
        }
        plan.set(null);
        adopted = includeAdopted.get();
        data = deleteData.get();
        loader.load();
    }

    private DestroyOptions options() throws PortException {
        return new DestroyOptions(
                adopted, data ? exports.fileFor(setup.location().name()) : null);
    }

    private void updateReady() {
        DestroyPlan shown = plan.get();
        ready.set(shown != null
                && !shown.pending().isEmpty()
                && typedName.get().strip().equals(setup.location().name()));
    }
}

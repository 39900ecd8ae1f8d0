package io.orderflow.console.setup;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Loader;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.TopicSubscribers;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Who is notified of orders. Reads when the tab comes up, after changes and on demand. */
public final class SubscribersViewModel {
    private final TopicSubscribers topic;
    private final TaskRunner runner;
    private final Loader<List<Subscriber>> loader;
    private final ObservableList<Subscriber> subscribers = FXCollections.observableArrayList();
    private final ObservableList<Subscriber> view = FXCollections.unmodifiableObservableList(subscribers);
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper missing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private @Nullable Throwable changeFault;

    public SubscribersViewModel(TopicSubscribers topic, TaskRunner runner, ConnectionMonitor monitor) {
        this.topic = topic;
        this.runner = runner;
        this.loader = new Loader<>(runner, monitor, task -> topic.list(), this::loaded);
        loader.faultProperty().addListener(property -> showFault());
    }

    public ObservableList<Subscriber> subscribers() {
        return view;
    }

    /** True once the list was read. */
    public ReadOnlyBooleanProperty readProperty() {
        return read.getReadOnlyProperty();
    }

    /** True while the topic is not there. */
    public ReadOnlyBooleanProperty missingProperty() {
        return missing.getReadOnlyProperty();
    }

    /** True while somebody is added or removed. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Why reading, adding or removing failed the last time; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** The tab is on screen. */
    public void shown() {
        changeFailed(null);
        loader.shown();
    }

    public void hidden() {
        loader.hidden();
    }

    /** Reads the list; the newest request wins. */
    public void load() {
        changeFailed(null);
        loader.load();
    }

    private void loaded(List<Subscriber> now) {
        read.set(true);
        subscribers.setAll(now);
    }

    private void changeFailed(@Nullable Throwable cause) {
        changeFault = cause;
        showFault();
    }

    private void showFault() {
        Throwable unread = loader.faultProperty().get();
        missing.set(unread instanceof PortException port && port.kind() == PortException.Kind.MISSING);
        if (missing.get()) {
            subscribers.clear();
        }
        fault.set(changeFault != null ? changeFault : missing.get() ? null : unread);
    }

    /** @param filterPolicy blank for every order */
    public void add(SubscriberProtocol protocol, String endpoint, String filterPolicy) {
        String filter = filterPolicy.isBlank() ? null : filterPolicy.strip();
        change(() -> topic.add(protocol, endpoint.strip(), filter));
    }

    public void remove(Subscriber subscriber) {
        String arn = subscriber.arn();
        if (subscriber.removable() && arn != null) {
            change(() -> topic.remove(arn));
        }
    }

    /** One call to the topic. */
    @FunctionalInterface
    private interface Call {
        Subscriber make() throws PortException;
    }

    private void change(Call call) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        changeFailed(null);
        TaskHandle unused = runner.run(
                task -> call.make(),
                new TaskCallbacks<>(
                        changed -> {
                            busy.set(false);
                            loader.load();
                        },
                        cause -> {
                            busy.set(false);
                            changeFailed(cause);
                        }));
    }
}

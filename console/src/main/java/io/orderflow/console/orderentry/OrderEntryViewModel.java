package io.orderflow.console.orderentry;

import io.orderflow.console.shell.Navigator;
import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderLookup;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderInput;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The order being typed, its faults by the shared rule book, and the orders placed so far. A field's fault shows once
 * the field was edited or left. FX thread only.
 */
public final class OrderEntryViewModel {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final OrderPublisher publisher;
    private final OrderValidator validator;
    private final Supplier<String> ids;
    private final PlacedOrders placed;
    private final ConnectionMonitor monitor;
    private final Navigator navigator;
    private final TaskRunner runner;
    private final FaultTexts faultTexts;
    private final Formats formats;
    private final Clock clock;
    private final Ticker ticker;
    private final Map<OrderField, StringProperty> values = new EnumMap<>(OrderField.class);
    private final Map<OrderField, ReadOnlyStringWrapper> shownFaults = new EnumMap<>(OrderField.class);
    private final Map<OrderField, String> untouched = new EnumMap<>(OrderField.class);
    private final Set<OrderField> touched = EnumSet.noneOf(OrderField.class);
    private final ReadOnlyObjectWrapper<List<OrderField>> faulty = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper publishing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> now;
    private @Nullable Order valid;
    private boolean resetting;
    private Memory memory = Memory.ofThisProcess();
    private Consumer<OrderField> refused = field -> {};
    private Runnable cleared = () -> {};

    /**
     * @param ids makes order ids
     * @param interval between two looks for the rows of placed orders
     */
    public OrderEntryViewModel(
            OrderPublisher publisher,
            OrderLookup lookup,
            OrderValidator validator,
            Supplier<String> ids,
            ConnectionMonitor monitor,
            Navigator navigator,
            TaskRunner runner,
            FaultTexts faultTexts,
            Formats formats,
            Clock clock,
            Duration interval) {
        this.publisher = publisher;
        this.validator = validator;
        this.ids = ids;
        this.placed = new PlacedOrders(lookup, monitor, runner, clock, interval);
        this.monitor = monitor;
        this.navigator = navigator;
        this.runner = runner;
        this.faultTexts = faultTexts;
        this.formats = formats;
        this.clock = clock;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.ticker = new Ticker(runner, TICK, () -> now.set(clock.instant()));
        for (OrderField field : OrderField.values()) {
            var value = new SimpleStringProperty(this, field.wireName(), "");
            value.addListener((property, before, text) -> edited(field));
            values.put(field, value);
            shownFaults.put(field, new ReadOnlyStringWrapper(""));
        }
        reset("");
    }

    /** Takes up what was typed and not placed, and remembers what is typed until it is placed. */
    public void restore(Memory where) {
        memory = where;
        resetting = true;
        values.forEach((field, value) -> where.get(key(field)).ifPresent(value::set));
        resetting = false;
        validate();
    }

    /** Whether something was typed that is not placed. */
    public boolean unsent() {
        return values.entrySet().stream()
                .anyMatch(value -> !value.getValue().get().equals(untouched.get(value.getKey())));
    }

    private void remember() {
        boolean unsent = unsent();
        values.forEach((field, value) -> {
            if (unsent) {
                memory.put(key(field), value.get());
            } else {
                memory.forget(key(field));
            }
        });
    }

    private static String key(OrderField field) {
        return "entry." + field.wireName();
    }

    public void shown() {
        ticker.start();
        placed.shown();
    }

    public void hidden() {
        placed.hidden();
        ticker.stop();
    }

    /** What is typed; an empty timestamp means now, when the order is placed. */
    public StringProperty valueProperty(OrderField field) {
        return Objects.requireNonNull(values.get(field));
    }

    /** The field's fault where it is time to say it; else empty. */
    public ReadOnlyStringProperty faultProperty(OrderField field) {
        return shownFault(field).getReadOnlyProperty();
    }

    /** The field was left: its fault may show. */
    public void left(OrderField field) {
        touched.add(field);
        validate();
    }

    /** The fields that keep the order from being placed, in the form's order, said or not. */
    public ReadOnlyObjectProperty<List<OrderField>> faultyProperty() {
        return faulty.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty publishingProperty() {
        return publishing.getReadOnlyProperty();
    }

    /** Why the last try failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The orders placed in this session, newest first. */
    public ReadOnlyObjectProperty<List<PlacedOrder>> placedProperty() {
        return placed.placedProperty();
    }

    /** Once a second while shown. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** Empties the form and makes a new order id. */
    public void clear() {
        if (!publishing.get()) {
            failure.set(null);
            reset("");
            cleared.run();
        }
    }

    /** Told the first faulty field when an order is not placed for what is typed, which each field then says of itself. */
    public void onRefused(Consumer<OrderField> action) {
        refused = action;
    }

    /** Told when the form was emptied. */
    public void onCleared(Runnable action) {
        cleared = action;
    }

    /** Publishes the order, once; says all faults instead when there are some. Everything typed stays on a failure. */
    public void place() {
        if (publishing.get()) {
            return;
        }
        validate();
        Order order = valid;
        if (order == null) {
            touched.addAll(EnumSet.allOf(OrderField.class));
            validate();
            refused.accept(faulty.get().get(0));
            return;
        }
        publishing.set(true);
        failure.set(null);
        runner.run(
                progress -> {
                    Instant started = clock.instant();
                    String messageId = publisher.publish(order);
                    Instant published = clock.instant();
                    return new PlacedOrder(order, messageId, published, Duration.between(started, published), null);
                },
                new TaskCallbacks<>(this::published, this::failed));
    }

    /** Shows a placed order in Orders. */
    public void open(PlacedOrder order) {
        navigator.showOrder(order.order().orderId());
    }

    private void published(PlacedOrder order) {
        publishing.set(false);
        reset(order.order().userId()); // the next order is often the same customer's
        placed.add(order);
        monitor.succeeded();
    }

    private void failed(Throwable cause) {
        publishing.set(false);
        failure.set(cause);
        monitor.failed(cause);
    }

    private void reset(String userId) {
        resetting = true;
        valueProperty(OrderField.ORDER_ID).set(ids.get());
        valueProperty(OrderField.USER_ID).set(userId);
        valueProperty(OrderField.ITEM_NAME).set("");
        valueProperty(OrderField.QUANTITY).set("1");
        valueProperty(OrderField.STATUS).set(OrderStatus.NEW.name());
        valueProperty(OrderField.TIMESTAMP).set("");
        resetting = false;
        values.forEach((field, value) -> untouched.put(field, value.get()));
        remember();
        touched.clear();
        validate();
    }

    private void edited(OrderField field) {
        if (!resetting) {
            touched.add(field);
            remember();
            failure.set(null);
            validate();
        }
    }

    private void validate() {
        Map<OrderField, String> faults = new EnumMap<>(OrderField.class);
        try {
            valid = validator.validate(input());
        } catch (MalformedOrderException e) {
            valid = null;
            for (OrderFault fault : e.faults()) {
                // A fault of the message as a whole cannot come from single fields; say it at the first.
                OrderField field = OrderField.named(fault.field()).orElse(OrderField.ORDER_ID);
                faults.merge(field, faultTexts.clause(fault), (first, next) -> first + ", " + next);
            }
        }
        for (OrderField field : OrderField.values()) {
            shownFault(field).set(touched.contains(field) ? faults.getOrDefault(field, "") : "");
        }
        faulty.set(List.copyOf(faults.keySet()));
    }

    private OrderInput input() {
        String timestamp = valueProperty(OrderField.TIMESTAMP).get().strip();
        return new OrderInput(
                text(OrderField.ORDER_ID),
                text(OrderField.USER_ID),
                text(OrderField.ITEM_NAME),
                formats.ungrouped(text(OrderField.QUANTITY)),
                text(OrderField.STATUS),
                timestamp.isEmpty() ? formats.utc(clock.instant()) : timestamp);
    }

    /** Blanks at the ends come from copy and paste; they are never meant. */
    private String text(OrderField field) {
        return valueProperty(field).get().strip();
    }

    private ReadOnlyStringWrapper shownFault(OrderField field) {
        return Objects.requireNonNull(shownFaults.get(field));
    }
}

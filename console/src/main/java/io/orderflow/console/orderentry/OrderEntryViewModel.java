package io.orderflow.console.orderentry;

import io.orderflow.console.shell.Navigator;
import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderFollowing;
import io.orderflow.operations.entry.OrderFollowing.Published;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.form.OrderTemplates;
import io.orderflow.operations.entry.form.SeenValues;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The order being typed, what is known of it before it is placed, and the orders placed so far. FX thread only. */
public final class OrderEntryViewModel {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int SUGGESTIONS = 8;
    /** In memory where messages are to have no groups. */
    private static final String UNGROUPED = "entry-ungrouped";

    private final PlacingTools tools;
    private final OrderFollowing following;
    private final OrderForm form;
    private final PlacedOrders placed;
    private final ExistingOrder existing;
    private final PathWatch path;
    private final OrderTemplates templates;
    private final Map<OrderField, SeenValues> seen =
            new EnumMap<>(Map.of(OrderField.USER_ID, new SeenValues(), OrderField.ITEM_NAME, new SeenValues()));
    private final ConnectionMonitor monitor;
    private final Navigator navigator;
    private final TaskRunner runner;
    private final Clock clock;
    private final Ticker ticker;
    private final ReadOnlyBooleanWrapper publishing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> now;
    private final BooleanProperty grouped = new SimpleBooleanProperty(true);
    private Consumer<OrderField> refused = field -> {};
    private Runnable cleared = () -> {};

    /** Asks people before something is published. FX thread; waits for the answer. */
    public interface Questions {
        /** Whether to publish although the table has an order of that id. */
        boolean replaces(Order order, OrderState there);

        /** Whether to publish although nobody would keep it. */
        boolean loses();
    }

    /**
     * Takes up what was typed and not placed.
     *
     * @param ids makes order ids
     * @param interval between two looks for what became of placed orders
     * @param memory keeps what is typed until it is placed, and templates
     */
    public OrderEntryViewModel(
            PlacingTools tools,
            OrderValidator validator,
            Supplier<String> ids,
            ConnectionMonitor monitor,
            Navigator navigator,
            TaskRunner runner,
            FaultTexts faultTexts,
            Formats formats,
            Clock clock,
            Duration interval,
            Memory memory) {
        this.tools = tools;
        this.following = tools.following(clock, length -> {});
        this.placed = new PlacedOrders(following, tools.book(), monitor, runner, clock, interval);
        this.existing = new ExistingOrder(tools.rows(), runner);
        this.path = new PathWatch(tools.path(), monitor, runner);
        this.templates = new OrderTemplates(memory);
        this.monitor = monitor;
        this.navigator = navigator;
        this.runner = runner;
        this.clock = clock;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.ticker = new Ticker(runner, TICK, () -> now.set(clock.instant()));
        this.form = new OrderForm(validator, ids, faultTexts, formats, clock, memory, this::edited);
        form.restore();
        grouped.set(!memory.get(UNGROUPED).isPresent());
        grouped.subscribe(on -> {
            if (on) {
                memory.forget(UNGROUPED);
            } else {
                memory.put(UNGROUPED, "yes");
            }
        });
    }

    private void edited(OrderField field) {
        failure.set(null);
        if (field == OrderField.ORDER_ID) {
            boolean nobodys = form.hasOwnId() || form.faulty().get().contains(OrderField.ORDER_ID);
            existing.typed(nobodys ? null : form.text(OrderField.ORDER_ID));
        }
    }

    /** Whether something was typed that is not placed. */
    public boolean unsent() {
        return form.unsent();
    }

    public void shown() {
        ticker.start();
        path.shown();
        placed.readBook(earlier -> {
            for (int i = earlier.size() - 1; i >= 0; i--) {
                Order order = earlier.get(i).order();
                seen(order.userId(), order.itemName());
            }
        });
        placed.shown();
    }

    public void hidden() {
        placed.hidden();
        path.hidden();
        ticker.stop();
    }

    /** What is typed; an empty timestamp means now, when the order is placed. */
    public StringProperty valueProperty(OrderField field) {
        return form.value(field);
    }

    /** The field's fault where it is time to say it; else empty. */
    public ReadOnlyStringProperty faultProperty(OrderField field) {
        return form.fault(field);
    }

    /** The field was left: its fault may show. */
    public void left(OrderField field) {
        form.left(field);
    }

    /** The fields that keep the order from being placed, in the form's order, said or not. */
    public ReadOnlyObjectProperty<List<OrderField>> faultyProperty() {
        return form.faulty();
    }

    public ReadOnlyBooleanProperty publishingProperty() {
        return publishing.getReadOnlyProperty();
    }

    /** Why the last try failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** The row of the order whose id is typed; null while none is known. */
    public ReadOnlyObjectProperty<@Nullable OrderState> existsProperty() {
        return existing.foundProperty();
    }

    /** What is in the way of orders that are placed now, as far as is known. */
    public ReadOnlyObjectProperty<List<Trouble>> troublesProperty() {
        return path.troublesProperty();
    }

    /** The last orders placed from here, newest first. */
    public ReadOnlyObjectProperty<List<PlacedOrder>> placedProperty() {
        return placed.placedProperty();
    }

    /** Whether messages have their customer as group, remembered; so that one customer's flood does not delay the others. */
    public BooleanProperty groupedProperty() {
        return grouped;
    }

    /** Once a second while shown. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** A user and an item that were seen somewhere, to be suggested. */
    public void seen(String userId, String itemName) {
        Objects.requireNonNull(seen.get(OrderField.USER_ID)).add(userId);
        Objects.requireNonNull(seen.get(OrderField.ITEM_NAME)).add(itemName);
    }

    /** What may be meant by what is typed in a field; nothing for a field that has no suggestions. */
    public List<String> suggestions(OrderField field) {
        SeenValues values = seen.get(field);
        return values == null ? List.of() : values.like(form.text(field), SUGGESTIONS);
    }

    public OrderTemplates templates() {
        return templates;
    }

    /** Keeps what is typed as a template. */
    public OrderTemplates.Fault keepAs(String name) {
        return templates.put(name, form.texts());
    }

    /** Begins a new order as a template says. */
    public void useTemplate(String name) {
        begin(templates.get(name));
    }

    /** Begins a new order like one that was placed. */
    public void another(PlacedOrder like) {
        begin(Map.of(
                OrderField.USER_ID, like.order().userId(),
                OrderField.ITEM_NAME, like.order().itemName(),
                OrderField.QUANTITY, Integer.toString(like.order().quantity())));
    }

    /** Begins a new order like one that is in the table, read as it is now. */
    public void another(String orderId) {
        TaskHandle unused = runner.run(
                progress -> Optional.ofNullable(following.before(orderId)),
                new TaskCallbacks<>(
                        found -> found.ifPresentOrElse(
                                this::begin,
                                () -> failure.set(new PortException(
                                        PortException.Kind.MISSING, "Order " + orderId, "is not in the table"))),
                        failure::set));
    }

    private void begin(OrderState row) {
        Map<OrderField, String> like = new EnumMap<>(OrderField.class);
        for (OrderField field : List.of(OrderField.USER_ID, OrderField.ITEM_NAME, OrderField.QUANTITY)) {
            Object value = row.fields().get(field.wireName());
            if (value != null) {
                like.put(field, value.toString());
            }
        }
        begin(like);
    }

    private void begin(Map<OrderField, String> texts) {
        if (!publishing.get()) {
            form.reset(texts);
            cleared.run();
        }
    }

    /** Empties the form and makes a new order id. */
    public void clear() {
        begin(Map.of());
    }

    /** Told the first faulty field when an order is not placed for what is typed, which each field then says of itself. */
    public void onRefused(Consumer<OrderField> action) {
        refused = action;
    }

    /** Told when the form was emptied, or filled for a new order. */
    public void onCleared(Runnable action) {
        cleared = action;
    }

    /**
     * Publishes the order, once; says all faults instead when there are some. Everything typed stays on a failure. Where
     * the order exists already, as its row is at that moment, or nobody would keep it, it is asked for first.
     */
    public void place(Questions ask) {
        if (publishing.get()) {
            return;
        }
        Order order = form.order();
        if (order == null) {
            form.leftAll();
            refused.accept(form.faulty().get().get(0));
        } else if (mayPublish(ask)) {
            publish(order, ask, null);
        }
    }

    /** Whether what is published now would be kept, or somebody wants it all the same. */
    public boolean mayPublish(Questions ask) {
        return troublesProperty().get().stream().noneMatch(Trouble::loses) || ask.loses();
    }

    /** What one try came to: the order was placed, or it has a row that nobody agreed to replace. */
    private record Tried(@Nullable PlacedOrder placed, @Nullable OrderState there) {}

    /** @param agreed the row that somebody agreed to replace */
    private void publish(Order order, Questions ask, @Nullable OrderState agreed) {
        boolean own = form.hasOwnId();
        boolean unkept = troublesProperty().get().stream().anyMatch(Trouble::loses);
        publishing.set(true);
        failure.set(null);
        TaskHandle unused = runner.run(
                progress -> {
                    OrderState before = own ? null : following.before(order.orderId());
                    return before == null || before.equals(agreed)
                            ? new Tried(published(order, before, unkept), null)
                            : new Tried(null, before);
                },
                new TaskCallbacks<>(tried -> tried(order, ask, tried), this::failed));
    }

    private PlacedOrder published(Order order, @Nullable OrderState before, boolean unkept) throws PortException {
        Instant started = clock.instant();
        String messageId = tools.publisher().publish(order);
        Instant published = clock.instant();
        PlacedOrder placedNow = PlacedOrder.of(
                new Published(order, messageId, published, before), Duration.between(started, published));
        return unkept ? placedNow.unkeptThen() : placedNow;
    }

    private void tried(Order order, Questions ask, Tried tried) {
        publishing.set(false);
        monitor.succeeded();
        if (tried.placed() != null) {
            seen(order.userId(), order.itemName());
            form.reset(Map.of(OrderField.USER_ID, order.userId())); // the next order is often the same customer's
            form.startsWith(OrderField.USER_ID, order.userId());
            placed.add(tried.placed());
        } else if (tried.there() != null && ask.replaces(order, tried.there())) {
            Order again = form.order(); // some time has passed
            publish(again == null ? order : again, ask, tried.there());
        }
    }

    /** Shows a placed order in Orders. */
    public void open(PlacedOrder order) {
        navigator.showOrder(order.order().orderId());
    }

    private void failed(Throwable cause) {
        publishing.set(false);
        failure.set(cause);
        monitor.failed(cause);
    }
}

package io.orderflow.console.orderentry;

import io.orderflow.operations.entry.OrderField;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The order being typed and its faults by the shared rule book. A field's fault shows once the field was edited or left. What
 * is typed is remembered until the form is emptied. FX thread only.
 */
final class OrderForm {
    private final OrderValidator validator;
    private final Supplier<String> ids;
    private final FaultTexts faultTexts;
    private final Formats formats;
    private final Clock clock;
    private final Memory memory;
    private final Consumer<OrderField> changed;
    private final Map<OrderField, StringProperty> values = new EnumMap<>(OrderField.class);
    private final Map<OrderField, ReadOnlyStringWrapper> shownFaults = new EnumMap<>(OrderField.class);
    private final Map<OrderField, String> untouched = new EnumMap<>(OrderField.class);
    private final Set<OrderField> touched = EnumSet.noneOf(OrderField.class);
    private final ReadOnlyObjectWrapper<List<OrderField>> faulty = new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable Order valid;
    private boolean filling;

    /** @param changed told of each field that somebody edits, and of all when the form is filled */
    OrderForm(
            OrderValidator validator,
            Supplier<String> ids,
            FaultTexts faultTexts,
            Formats formats,
            Clock clock,
            Memory memory,
            Consumer<OrderField> changed) {
        this.validator = validator;
        this.ids = ids;
        this.faultTexts = faultTexts;
        this.formats = formats;
        this.clock = clock;
        this.memory = memory;
        this.changed = changed;
        for (OrderField field : OrderField.values()) {
            var value = new SimpleStringProperty(this, field.wireName(), "");
            value.addListener((property, before, text) -> edited(field));
            values.put(field, value);
            shownFaults.put(field, new ReadOnlyStringWrapper(""));
        }
    }

    /** Takes up what was typed and not placed. */
    void restore() {
        Map<OrderField, String> kept = new EnumMap<>(OrderField.class);
        values.keySet().forEach(field -> memory.get(key(field)).ifPresent(text -> kept.put(field, text)));
        reset(kept);
    }

    /** Empties it, but for these, and makes a new order id where they have none. */
    void reset(Map<OrderField, String> texts) {
        Map<OrderField, String> empty = new EnumMap<>(OrderField.class);
        values.keySet().forEach(field -> empty.put(field, ""));
        empty.put(OrderField.ORDER_ID, ids.get());
        empty.put(OrderField.QUANTITY, "1");
        empty.put(OrderField.STATUS, OrderStatus.NEW.name());
        untouched.putAll(empty);
        filling = true;
        empty.forEach((field, text) -> value(field).set(texts.getOrDefault(field, text)));
        filling = false;
        remember();
        touched.clear();
        validate();
        values.keySet().forEach(changed);
    }

    /** Such a value is what the empty form has by now. */
    void startsWith(OrderField field, String text) {
        untouched.put(field, text);
        remember();
    }

    private void edited(OrderField field) {
        if (!filling) {
            touched.add(field);
            remember();
            validate();
            changed.accept(field);
        }
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

    /** Whether something was typed that is not placed. */
    boolean unsent() {
        return values.entrySet().stream()
                .anyMatch(value -> !value.getValue().get().equals(untouched.get(value.getKey())));
    }

    StringProperty value(OrderField field) {
        return Objects.requireNonNull(values.get(field));
    }

    /** Blanks at the ends come from copy and paste; they are never meant. */
    String text(OrderField field) {
        return value(field).get().strip();
    }

    /** All of them, as they are typed. */
    Map<OrderField, String> texts() {
        Map<OrderField, String> texts = new EnumMap<>(OrderField.class);
        values.keySet().forEach(field -> texts.put(field, text(field)));
        return texts;
    }

    /** Whether its id was made here: it is nobody's yet. */
    boolean hasOwnId() {
        return text(OrderField.ORDER_ID).equals(untouched.get(OrderField.ORDER_ID));
    }

    /** Empty where there is none, or it is not time to say it. */
    ReadOnlyStringProperty fault(OrderField field) {
        return shownFault(field).getReadOnlyProperty();
    }

    private ReadOnlyStringWrapper shownFault(OrderField field) {
        return Objects.requireNonNull(shownFaults.get(field));
    }

    void left(OrderField field) {
        touched.add(field);
        validate();
    }

    /** From now on every fault shows. */
    void leftAll() {
        touched.addAll(EnumSet.allOf(OrderField.class));
        validate();
    }

    ReadOnlyObjectProperty<List<OrderField>> faulty() {
        return faulty.getReadOnlyProperty();
    }

    /** The order as it is typed, with the time of now where none is; null where it has faults. */
    @Nullable
    Order order() {
        validate();
        return valid;
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
        String timestamp = text(OrderField.TIMESTAMP);
        return new OrderInput(
                text(OrderField.ORDER_ID),
                text(OrderField.USER_ID),
                text(OrderField.ITEM_NAME),
                formats.ungrouped(text(OrderField.QUANTITY)),
                text(OrderField.STATUS),
                timestamp.isEmpty() ? formats.utc(clock.instant()) : timestamp);
    }
}

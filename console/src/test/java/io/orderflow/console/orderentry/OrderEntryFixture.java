package io.orderflow.console.orderentry;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.FakePlacing;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The form over a table in memory, whose background work a test finishes. */
abstract class OrderEntryFixture {
    static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    final StepTaskRunner runner = new StepTaskRunner();
    final FakeMonitor monitor = new FakeMonitor();
    final List<Order> published = new ArrayList<>();
    final Texts texts = new Texts(Locale.ENGLISH);
    PortException fault;
    int ids;
    final FakeOrderTable table = new FakeOrderTable();
    final FakePlacing placing = new FakePlacing(
            order -> {
                if (fault != null) {
                    throw fault;
                }
                published.add(order);
                clock.advance(Duration.ofMillis(12));
                return "m-" + published.size();
            },
            table);
    final Memory memory = Memory.ofThisProcess();
    OrderEntryViewModel model = model();
    final List<String> asked = new ArrayList<>();
    boolean agrees;

    OrderEntryViewModel model() {
        return new OrderEntryViewModel(
                placing.tools(),
                new OrderValidator(clock),
                () -> "ORD-" + ++ids,
                monitor,
                monitor,
                runner,
                new FaultTexts(texts),
                new Formats(texts, ZoneOffset.UTC),
                clock,
                Duration.ofSeconds(1),
                memory);
    }

    void place() {
        model.place(new OrderEntryViewModel.Questions() {
            @Override
            public boolean replaces(Order order, OrderState there) {
                asked.add("replaces " + there.fields().get("userId"));
                return agrees;
            }

            @Override
            public boolean loses() {
                asked.add("loses");
                return agrees;
            }
        });
    }

    void shownAndPlaced() {
        model.shown();
        settle();
        fillIn();
        place();
        settle();
    }

    /** What is under way ends. */
    void settle() {
        for (int i = runner.pending(); i > 0; i--) {
            runner.finishOldest();
        }
        for (int i = runner.pending(); i > 0; i--) {
            runner.finishOldest();
        }
    }

    /** What is asked for again and again is asked for once more. */
    void look() {
        runner.fireLater();
        settle();
    }

    void fillIn() {
        type(OrderField.USER_ID, "U134 ");
        type(OrderField.ITEM_NAME, "27\" monitor");
        type(OrderField.QUANTITY, "2");
        type(OrderField.STATUS, "SHIPPED");
    }

    void type(OrderField field, String text) {
        model.valueProperty(field).set(text);
    }

    String value(OrderField field) {
        return model.valueProperty(field).get();
    }

    String fault(OrderField field) {
        return model.faultProperty(field).get();
    }
}

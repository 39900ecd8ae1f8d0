package io.orderflow.console.orderentry;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.entry.OrderFollowing;
import io.orderflow.operations.entry.OrderFollowing.Outcome;
import io.orderflow.operations.entry.OrderFollowing.Published;
import io.orderflow.operations.entry.PlacedBook;
import io.orderflow.operations.entry.PlacedBook.Placed;
import io.orderflow.operations.entry.PlacedOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The last orders placed from here, in earlier sessions too, and what became of them. It looks only while some are under way
 * and gives each up after a while. FX thread only.
 */
final class PlacedOrders {
    static final int KEPT = 50;

    private final OrderFollowing following;
    private final PlacedBook book;
    private final ConnectionMonitor monitor;
    private final TaskRunner runner;
    private final Clock clock;
    private final Poller<Map<String, Outcome>> poller;
    private final ReadOnlyObjectWrapper<List<PlacedOrder>> placed = new ReadOnlyObjectWrapper<>(List.of());
    private boolean shown;
    // Written here, read by the work in the background.
    private volatile List<Published> waiting = List.of();

    PlacedOrders(
            OrderFollowing following,
            PlacedBook book,
            ConnectionMonitor monitor,
            TaskRunner runner,
            Clock clock,
            Duration interval) {
        this.following = following;
        this.book = book;
        this.monitor = monitor;
        this.runner = runner;
        this.clock = clock;
        this.poller = new Poller<>(runner, interval, progress -> following.look(waiting), callbacks());
    }

    /**
     * Reads what was placed from this computer, earlier and by other processes meanwhile.
     *
     * @param then told of them, newest first
     */
    void readBook(Consumer<List<Placed>> then) {
        TaskHandle unused = runner.run(
                progress -> book.newest(KEPT),
                new TaskCallbacks<>(
                        booked -> {
                            then.accept(booked);
                            add(booked);
                        },
                        monitor::failed));
    }

    private void add(List<Placed> booked) {
        Set<String> known = new HashSet<>();
        List<PlacedOrder> all = new ArrayList<>(placed.get());
        all.forEach(each -> known.add(each.messageId()));
        List<Published> old = new ArrayList<>();
        Instant oldest = clock.instant().minus(PlacedOrder.GIVE_UP);
        for (Placed each : booked) {
            if (known.add(each.publishId())) {
                var published = new Published(each.order(), each.publishId(), each.at(), null);
                all.add(PlacedOrder.of(published, each.took()));
                if (!each.at().isAfter(oldest)) {
                    old.add(published);
                }
            }
        }
        all.sort(Comparator.comparing(PlacedOrder::publishedAt).reversed());
        placed.set(all.stream().limit(KEPT).toList());
        lookBack(old);
        pollWhileWaiting();
    }

    private TaskCallbacks<Map<String, Outcome>> callbacks() {
        return new TaskCallbacks<>(this::found, monitor::failed);
    }

    void add(PlacedOrder order) {
        List<PlacedOrder> all = new ArrayList<>(List.of(order));
        placed.get().stream().limit(KEPT - 1L).forEach(all::add);
        placed.set(List.copyOf(all));
        boolean looking = poller.active();
        pollWhileWaiting();
        if (looking) {
            poller.now(); // for the new one too
        }
    }

    void shown() {
        shown = true;
        Instant oldest = clock.instant().minus(PlacedOrder.GIVE_UP);
        List<Published> old = placed.get().stream()
                .filter(order -> order.open() && !order.publishedAt().isAfter(oldest))
                .map(PlacedOrder::published)
                .toList();
        lookBack(old); // what nobody looked for while this was not shown
        pollWhileWaiting();
    }

    private void lookBack(List<Published> old) {
        if (!old.isEmpty()) {
            TaskHandle unused = runner.run(progress -> following.lookBack(old), callbacks());
        }
    }

    void hidden() {
        shown = false;
        poller.stop();
    }

    /** Newest first; a new list whenever something changed. */
    ReadOnlyObjectProperty<List<PlacedOrder>> placedProperty() {
        return placed.getReadOnlyProperty();
    }

    private void found(Map<String, Outcome> outcomes) {
        Instant oldest = clock.instant().minus(PlacedOrder.GIVE_UP);
        placed.set(placed.get().stream()
                .map(order -> {
                    Outcome outcome = outcomes.get(order.messageId());
                    PlacedOrder now = outcome == null || !order.open() ? order : order.with(outcome);
                    return now.open() && !now.publishedAt().isAfter(oldest) && outcome != null ? now.givenUp() : now;
                })
                .toList());
        monitor.succeeded();
        pollWhileWaiting();
    }

    /** Goes on looking while there is something to wait for. */
    private void pollWhileWaiting() {
        Instant oldest = clock.instant().minus(PlacedOrder.GIVE_UP).minusSeconds(5); // one look is after it is over
        waiting = placed.get().stream()
                .filter(order -> order.open() && order.publishedAt().isAfter(oldest))
                .map(PlacedOrder::published)
                .toList();
        if (shown && !waiting.isEmpty()) {
            poller.start();
        } else {
            poller.stop();
        }
    }
}

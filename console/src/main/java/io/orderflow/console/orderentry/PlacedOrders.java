package io.orderflow.console.orderentry;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.entry.OrderLookup;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.store.StoredOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The last orders placed in this session, and whether their rows were seen. It looks only while some are waiting and
 * gives each up after a while. FX thread only.
 */
final class PlacedOrders {
    static final int KEPT = 50;

    /** Covers three deliveries at AWS's visibility timeout of 3 minutes. */
    static final Duration GIVE_UP = Duration.ofMinutes(10);

    private final ConnectionMonitor monitor;
    private final Clock clock;
    private final Poller<Map<String, StoredOrder>> poller;
    private final ReadOnlyObjectWrapper<List<PlacedOrder>> placed = new ReadOnlyObjectWrapper<>(List.of());
    private boolean shown;
    // Written here, read by the work in the background.
    private volatile List<String> waiting = List.of();

    PlacedOrders(OrderLookup lookup, ConnectionMonitor monitor, TaskRunner runner, Clock clock, Duration interval) {
        this.monitor = monitor;
        this.clock = clock;
        this.poller = new Poller<>(
                runner, interval, progress -> lookup.find(waiting), new TaskCallbacks<>(this::found, monitor::failed));
    }

    void add(PlacedOrder order) {
        List<PlacedOrder> before = placed.get();
        List<PlacedOrder> kept = before.subList(0, Math.min(before.size(), KEPT - 1));
        placed.set(Stream.concat(Stream.of(order), kept.stream()).toList());
        boolean looking = poller.active();
        pollWhileWaiting();
        if (looking) {
            poller.now(); // for the new one too
        }
    }

    void shown() {
        shown = true;
        pollWhileWaiting();
    }

    void hidden() {
        shown = false;
        poller.stop();
    }

    /** Newest first; a new list whenever something changed. */
    ReadOnlyObjectProperty<List<PlacedOrder>> placedProperty() {
        return placed.getReadOnlyProperty();
    }

    private void found(Map<String, StoredOrder> rows) {
        placed.set(placed.get().stream()
                .map(order -> {
                    StoredOrder row = rows.get(order.order().orderId());
                    return row == null || order.row() != null ? order : order.seen(row);
                })
                .toList());
        monitor.succeeded();
        pollWhileWaiting();
    }

    /** Goes on looking while there is something to wait for. */
    private void pollWhileWaiting() {
        Instant oldest = clock.instant().minus(GIVE_UP);
        waiting = placed.get().stream()
                .filter(order -> order.row() == null && order.publishedAt().isAfter(oldest))
                .map(order -> order.order().orderId())
                .distinct()
                .toList();
        if (shown && !waiting.isEmpty()) {
            poller.start();
        } else {
            poller.stop();
        }
    }
}

package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.filter.TimeSpan;
import io.orderflow.order.Order;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.RowTime;
import io.orderflow.store.StoredOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table in memory with both indexes, read a page at a time; a read unit is two rows, and half a unit no row. */
public final class FakeOrderTable implements OrderTable {
    public static final int SHARDS = 4;

    private record At(int index) implements PageKey {}

    /** Where a row of others lies in recent-orders. */
    private record Place(String dayShard, String processedAt) {}

    private final Map<String, Place> strange = new ConcurrentHashMap<>();

    private final Map<String, OrderRow> rows = new ConcurrentSkipListMap<>();
    /** One line for each request. */
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** Run at each request. */
    public volatile Runnable whenAsked = () -> {};

    private volatile @Nullable PortException fault;
    private volatile boolean indexed = true;
    private volatile boolean live = true;
    private volatile int pageSize = 1_000;

    public void store(Order order, Instant processedAt) {
        store(order, processedAt, null);
    }

    /** @param sentAt null as older consumers leave it */
    public void store(Order order, Instant processedAt, @Nullable Instant sentAt) {
        put(OrderRow.of(new StoredOrder(order, processedAt, sentAt)));
    }

    /** With a time as it is no consumer's, in that partition of recent-orders. */
    public void store(Order order, String processedAt, String dayShard) {
        strange.put(order.orderId(), new Place(dayShard, processedAt));
        Optional<Instant> time = RowTime.read(AttributeValue.fromS(processedAt));
        put(
                time.isPresent()
                        ? OrderRow.of(new StoredOrder(order, time.get(), null))
                        : OrderRow.odd(
                                order.orderId(),
                                Map.of("orderId", order.orderId(), "processedAt", processedAt),
                                List.of(),
                                order.timestamp(),
                                null,
                                null));
    }

    private Place place(OrderRow row) {
        Place odd = strange.get(row.orderId());
        Instant at = row.processedAt();
        if (odd != null || at == null) {
            return odd != null ? odd : new Place("", "");
        }
        return new Place(OrdersTable.dayShard(at, row.orderId(), SHARDS), OrderTimestamp.format(at));
    }

    /** A row as others write it too: without a time of storing it is in no index recent-orders. */
    public void put(OrderRow row) {
        rows.put(row.orderId(), row);
    }

    public void delete(String orderId) {
        rows.remove(orderId);
    }

    /** Those that are orders, by id. */
    public Map<String, StoredOrder> stored() {
        Map<String, StoredOrder> stored = new TreeMap<>();
        rows.values().forEach(row -> row.order()
                .ifPresent(
                        order -> stored.put(order.orderId(), new StoredOrder(order, row.processedAt(), row.sentAt()))));
        return stored;
    }

    /** Those of these ids, as {@code OrderRows} reads them. */
    public Map<String, OrderState> states(Collection<String> orderIds) throws PortException {
        asked("states " + orderIds.size());
        Map<String, OrderState> found = new TreeMap<>();
        for (OrderRow row : rows.values()) {
            if (orderIds.contains(row.orderId())) {
                found.put(row.orderId(), state(row));
            }
        }
        return found;
    }

    private static OrderState state(OrderRow row) {
        Map<String, Object> fields = new TreeMap<>();
        row.fields().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number) {
                fields.put(name, value);
            }
        });
        return new OrderState(
                Objects.requireNonNullElse(row.timestamp(), Instant.MIN),
                row.order().map(OrdersTable::eventHash).orElse(""),
                row.processedAt(),
                row.sentAt(),
                fields);
    }

    public List<OrderRow> rows() {
        return List.copyOf(rows.values());
    }

    /** Null ends the fault. */
    public void failWith(@Nullable PortException thrown) {
        fault = thrown;
    }

    public void withoutIndexes() {
        indexed = false;
    }

    /** As AWS counts, every few hours. */
    public void countsSeldom() {
        live = false;
    }

    /** No request answers more. */
    public void pagesOf(int most) {
        pageSize = most;
    }

    @Override
    public OrderTable whole() {
        return new WholeRows(this, this::attributes);
    }

    @Override
    public int shards() {
        return SHARDS;
    }

    @Override
    public ReadPage recent(String dayShard, TimeSpan stored, @Nullable PageKey after, int limit) throws PortException {
        asked("recent " + dayShard);
        mustBeIndexed("recent-orders");
        return page(
                row -> {
                    Place place = place(row);
                    String at = place.processedAt();
                    return place.dayShard().equals(dayShard)
                            && (stored.from() == null || at.compareTo(OrderTimestamp.format(stored.from())) >= 0)
                            && (stored.to() == null || at.compareTo(OrderTimestamp.format(stored.to())) <= 0);
                },
                row -> place(row).processedAt(),
                after,
                limit);
    }

    @Override
    public ReadPage byUser(String userId, @Nullable PageKey after, int limit) throws PortException {
        asked("user " + userId);
        mustBeIndexed("orders-by-user");
        return page(
                row -> userId.equals(row.userId()) && row.timestamp() != null,
                row -> OrderTimestamp.format(row.timestamp()),
                after,
                limit);
    }

    @Override
    public ReadPage byId(List<String> orderIds) throws PortException {
        asked("ids " + orderIds.size());
        List<OrderRow> found = rows.values().stream()
                .filter(row -> orderIds.contains(row.orderId()))
                .toList();
        return new ReadPage(found, null, units(orderIds.size()));
    }

    @Override
    public ReadPage scan(int segment, int segments, @Nullable PageKey after) throws PortException {
        asked("scan " + segment);
        return page(row -> Math.floorMod(row.orderId().hashCode(), segments) == segment, row -> "", after, pageSize);
    }

    @Override
    public Optional<Map<String, RowValue>> item(String orderId) throws PortException {
        asked("item");
        return Optional.ofNullable(rows.get(orderId)).map(this::attributes);
    }

    private Map<String, RowValue> attributes(OrderRow row) {
        Map<String, RowValue> stored = row.attributes();
        if (stored != null) {
            return stored;
        }
        Map<String, RowValue> values = new TreeMap<>();
        row.fields().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number) {
                String type = value instanceof Number ? "N" : "S";
                values.put(name, new RowValue(type, value.toString(), value));
            }
        });
        row.order()
                .ifPresent(order -> values.put(
                        "eventHash", new RowValue("S", OrdersTable.eventHash(order), OrdersTable.eventHash(order))));
        values.remove("storedAfterMs");
        return values;
    }

    @Override
    public TableSize size() throws PortException {
        asked("size");
        long recent =
                rows.values().stream().filter(row -> row.processedAt() != null).count();
        long byUser = rows.values().stream()
                .filter(row -> row.userId() != null && row.timestamp() != null)
                .count();
        return new TableSize(rows.size(), rows.size() * 200L, indexed ? recent : null, indexed ? byUser : null, live);
    }

    private void asked(String call) throws PortException {
        whenAsked.run();
        calls.add(call);
        PortException thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
    }

    private void mustBeIndexed(String index) throws PortException {
        if (!indexed) {
            throw new PortException(PortException.Kind.MISSING, "Orders", "has no index " + index);
        }
    }

    /** The greatest keys first. */
    private ReadPage page(
            Predicate<OrderRow> which, Function<OrderRow, String> key, @Nullable PageKey after, int limit) {
        List<OrderRow> all = rows.values().stream()
                .filter(which)
                .sorted(Comparator.comparing(key).reversed())
                .toList();
        int from = after instanceof At at ? at.index : 0;
        int to = Math.min(all.size(), from + Math.min(pageSize, limit));
        List<OrderRow> page = all.subList(Math.min(from, to), to);
        return new ReadPage(
                page, page.stream().map(key).toList(), to < all.size() ? new At(to) : null, units(to - from));
    }

    private static double units(int rows) {
        return Math.max(1, rows) / 2.0;
    }
}

package io.orderflow.console.orders;

import io.orderflow.operations.session.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** Which rows have just come in: marked for a moment, and counted while the first row is out of sight. FX thread. */
public final class NewRows {
    /** How long a row that came in stays marked. */
    static final Duration FRESH = Duration.ofSeconds(4);

    /** After a longer pause what came meanwhile is old news. */
    static final Duration NEWS = Duration.ofSeconds(15);

    /** In memory where rows that have just come are not marked. */
    private static final String REDUCED = "orders-reduced-motion";

    private final Map<String, Instant> fresh = new HashMap<>();
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty();
    private final BooleanProperty atTop = new SimpleBooleanProperty(true);
    private final ReadOnlyIntegerWrapper above = new ReadOnlyIntegerWrapper();
    private Instant cameAt = Instant.EPOCH;
    private Instant now = Instant.EPOCH;

    /** @param memory of whether less motion is wanted */
    NewRows(Memory memory) {
        reducedMotion.set(memory.get(REDUCED).isPresent());
        reducedMotion.subscribe(reduced -> {
            if (reduced) {
                memory.put(REDUCED, "yes");
            } else {
                memory.forget(REDUCED);
            }
        });
        atTop.subscribe(top -> above.set(top ? 0 : above.get()));
    }

    void tick(Instant time) {
        now = time;
        fresh.values().removeIf(until -> !time.isBefore(until));
    }

    /** Rows came in, or none did. */
    void came(Set<String> ids, Instant time) {
        boolean news = Duration.between(cameAt, time).compareTo(NEWS) < 0;
        cameAt = time;
        now = time;
        if (news && !reducedMotion.get()) {
            ids.forEach(id -> fresh.put(id, time.plus(FRESH)));
        }
        if (!atTop.get()) {
            above.set(above.get() + ids.size());
        }
    }

    /** All rows were read afresh. */
    void readAfresh() {
        above.set(0);
    }

    /** Whether a row came in a moment ago. */
    public boolean isFresh(String orderId) {
        Instant until = fresh.get(orderId);
        return until != null && now.isBefore(until);
    }

    /** Whether nothing is marked because it has just come. */
    public BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /** Whether the first row is in sight; the view tells it. */
    public BooleanProperty atTopProperty() {
        return atTop;
    }

    /** How many rows came in while the first one was out of sight. */
    public ReadOnlyIntegerProperty aboveProperty() {
        return above.getReadOnlyProperty();
    }
}

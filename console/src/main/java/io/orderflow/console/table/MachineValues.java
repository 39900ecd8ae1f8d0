package io.orderflow.console.table;

import io.orderflow.order.OrderTimestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values of cells for machines: whole numbers in digits, times in UTC, lengths of time in milliseconds, names of enums, nothing for a gap. */
final class MachineValues {
    private MachineValues() {}

    static Object of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant time) {
            return OrderTimestamp.format(time);
        }
        if (value instanceof Duration length) {
            return length.toMillis();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value;
    }
}

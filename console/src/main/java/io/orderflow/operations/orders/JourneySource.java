package io.orderflow.operations.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of an order's journey what it knows. Blocks. Thread-safe. */
@FunctionalInterface
public interface JourneySource {

    /**
     * What is known.
     *
     * @param gaps what is not, each in a line: never a guess
     * @param more reads on; null where there is no more
     */
    record Part(List<JourneyStep> steps, List<String> gaps, @Nullable JourneySource more) {
        public Part {
            steps = List.copyOf(steps);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Asks for an order.
     *
     * @param since its beginning, as far as the row tells; null where that is not known
     */
    Part of(String orderId, @Nullable Instant since);
}

package io.orderflow.app;

import io.orderflow.operations.entry.PlacedBook;
import io.orderflow.operations.entry.PlacedBook.Placed;
import io.orderflow.operations.orders.JourneySource;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import io.orderflow.store.OrdersTable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When this computer published an order's events, one by one. */
record PlacedJourneys(PlacedBook book) implements JourneySource {

    @Override
    public Part of(String orderId, @Nullable Instant since) {
        try {
            List<JourneyStep> steps =
                    book.of(orderId).stream().map(PlacedJourneys::published).toList();
            List<String> gaps = steps.isEmpty()
                    ? List.of("console: not placed from here, or long ago; imports are not looked through")
                    : List.of();
            return new Part(steps, gaps, null);
        } catch (IOException e) {
            return new Part(
                    List.of(), List.of("console: what was placed from here cannot be read: " + e.getMessage()), null);
        }
    }

    private static JourneyStep published(Placed placed) {
        return new JourneyStep(
                placed.at().minus(placed.took()), // when SNS was asked: SQS may have it before it answers
                Kind.PUBLISHED,
                "console",
                "as " + placed.publishId() + " from here, "
                        + placed.order().status().name() + ", took "
                        + placed.took().toMillis() + " ms",
                OrdersTable.eventHash(placed.order()));
    }
}

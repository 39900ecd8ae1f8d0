package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.PlacedBook.Placed;
import io.orderflow.order.Order;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes orders, and keeps in a book which. Thread-safe. */
public final class BookedPublisher implements OrderPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(BookedPublisher.class);

    private final OrderPublisher publisher;
    private final PlacedBook book;
    private final Clock clock;

    public BookedPublisher(OrderPublisher publisher, PlacedBook book, Clock clock) {
        this.publisher = publisher;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public String publish(Order order) throws PortException {
        Instant asked = clock.instant();
        String publishId = publisher.publish(order);
        Instant answered = clock.instant();
        try {
            book.add(new Placed(order, publishId, answered, Duration.between(asked, answered)));
        } catch (IOException e) {
            LOG.warn("Order {} was published as {}, which could not be written down", order.orderId(), publishId, e);
        }
        return publishId;
    }
}

package io.orderflow.operations.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.operations.PortException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link OrderPublisher} and {@link OrderLookup} do together: what the one publishes the other finds. */
public abstract class PlacingContract {

    protected abstract OrderPublisher publisher();

    protected abstract OrderLookup lookup();

    /** A publisher to a topic that is not there. */
    protected abstract OrderPublisher publisherToNowhere();

    @Test
    void aPublishedOrderIsFoundAsItWasPublished() throws Exception {
        Order order = order("O1");

        String messageId = publisher().publish(order);

        assertThat(messageId).isNotBlank();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> lookup().find(List.of("O1")).containsKey("O1"));
        assertThat(lookup().find(List.of("O1")).get("O1").order()).isEqualTo(order);
        assertThat(lookup().find(List.of("O1")).get("O1").processedAt()).isNotNull();
    }

    @Test
    void everyPublishHasAMessageIdOfItsOwn() throws Exception {
        assertThat(publisher().publish(order("O2"))).isNotEqualTo(publisher().publish(order("O2")));
    }

    @Test
    void ordersThatAreNotThereAreAbsentHoweverManyAreAskedFor() throws Exception {
        List<String> many = IntStream.range(0, 250).mapToObj(n -> "ABSENT-" + n).toList();

        assertThat(lookup().find(many)).isEmpty();
        assertThat(lookup().find(List.of())).isEmpty();
    }

    @Test
    void aTopicThatDoesNotExistIsMissing() {
        assertThatThrownBy(() -> publisherToNowhere().publish(order("O3")))
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.MISSING));
    }

    private static Order order(String id) {
        return new Order(
                id,
                "U134",
                "27\" monitor – „groß“",
                3,
                OrderStatus.PROCESSING,
                Instant.parse("2026-11-21T12:00:00.125Z"));
    }
}

package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerConfigTest {
    @Test
    void needsOnlyTheTable() {
        assertThat(ConsumerConfig.fromEnvironment(Map.of("ORDERS_TABLE", "dev-Orders")))
                .isEqualTo(new ConsumerConfig("dev-Orders", 4, 16, Duration.ofMillis(500)));
    }

    @Test
    void takesWhatIsGiven() {
        assertThat(ConsumerConfig.fromEnvironment(Map.of(
                        "ORDERS_TABLE", "Orders",
                        "ORDERS_SHARDS", "8",
                        "ORDERS_PARALLELISM", "32",
                        "ORDERS_MARGIN_MS", "250")))
                .isEqualTo(new ConsumerConfig("Orders", 8, 32, Duration.ofMillis(250)));
    }

    @Test
    void neverGuessesTheTable() {
        assertThatThrownBy(() -> ConsumerConfig.fromEnvironment(Map.of("ORDERS_TABLE", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORDERS_TABLE is not set: give the function the name of the Orders table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "four", "1.5"})
    void refusesShardsThatAreNone(String shards) {
        assertThatThrownBy(
                        () -> ConsumerConfig.fromEnvironment(Map.of("ORDERS_TABLE", "Orders", "ORDERS_SHARDS", shards)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ORDERS_SHARDS must be a whole number from 1 to 1000, but is \"" + shards + "\"");
    }
}

package io.orderflow.infra.local.sns.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a failed post is tried again. */
final class RetriesTest {

    private static List<Double> seconds(String policy) {
        ObjectNode json = Json.tryRead(policy).orElseThrow();
        Retries retries = Retries.of(json);
        return Stream.iterate(0, done -> done + 1)
                .map(retries::after)
                .takeWhile(Optional::isPresent)
                .map(delay -> delay.orElseThrow().toMillis() / 1000.0)
                .toList();
    }

    @Test
    void byDefaultThereAreThreeTwentySecondsApart() {
        assertThat(seconds("{}")).containsExactly(20.0, 20.0, 20.0);
        assertThat(Retries.DEFAULT.after(3)).isEmpty();
        assertThat(Retries.DEFAULT.after(0)).contains(Duration.ofSeconds(20));
    }

    @Test
    void thePhasesFollowEachOther() {
        assertThat(seconds("{\"minDelayTarget\":1,\"maxDelayTarget\":7,\"numRetries\":9,\"numNoDelayRetries\":2,"
                        + "\"numMinDelayRetries\":2,\"numMaxDelayRetries\":1,\"backoffFunction\":\"linear\"}"))
                .containsExactly(0.0, 0.0, 1.0, 1.0, 1.0, 3.0, 5.0, 7.0, 7.0);
    }

    @Test
    void noneAreMadeIfNoneAreWanted() {
        assertThat(seconds("{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":0}"))
                .isEmpty();
    }

    @Test
    void aSingleGrowingDelayIsTheShortest() {
        assertThat(seconds("{\"minDelayTarget\":2,\"maxDelayTarget\":9,\"numRetries\":1}"))
                .containsExactly(2.0);
    }

    /** The documented drawing: ten retries from 5 to 260 s. */
    @ParameterizedTest
    @CsvSource({"linear, 118.333", "arithmetic, 61.667", "geometric, 28.949", "exponential, 6.687"})
    void delaysGrowFromTheShortestToTheLongestAndTheSteepestIsTheLongestShort(String growth, double fifth) {
        List<Double> delays = seconds("{\"minDelayTarget\":5,\"maxDelayTarget\":260,\"numRetries\":10,"
                + "\"backoffFunction\":\"" + growth + "\"}");
        assertThat(delays).hasSize(10).isSorted();
        assertThat(delays.get(0)).isEqualTo(5.0);
        assertThat(delays.get(4)).isEqualTo(fifth);
        assertThat(delays.get(9)).isEqualTo(260.0);
    }
}

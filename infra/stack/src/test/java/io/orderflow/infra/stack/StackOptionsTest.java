package io.orderflow.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackOptionsTest {
    @Test
    void onLoopbackAPoisonMessageIsDeadSoon() {
        StackOptions options = optionsFor("http://127.0.0.1:4566");

        assertThat(options.functionTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.visibilityTimeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(options.tlsOnly()).isFalse();
    }

    @Test
    void anHttpsEndpointElsewhereIsTreatedAsAws() {
        StackOptions options = optionsFor("https://aws.example.com");

        assertThat(options.functionTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.visibilityTimeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.tlsOnly()).isTrue();
    }

    @Test
    void theVisibilityFollowsTheFunctionUnlessItIsSet() {
        StackOptionsBuilder builder = StackOptions.builder().functionTimeout(Duration.ofSeconds(10));

        assertThat(builder.build().visibilityTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(builder.visibilityTimeout(Duration.ofSeconds(15)).build().visibilityTimeout())
                .isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void boundsAreAwss() {
        refused(StackOptions.builder().functionTimeout(Duration.ofMillis(1500)), "function timeout");
        refused(
                StackOptions.builder()
                        .functionTimeout(Duration.ofSeconds(30))
                        .visibilityTimeout(Duration.ofSeconds(29)),
                "visibility timeout");
        refused(StackOptions.builder().memoryMb(64), "memory");
        refused(StackOptions.builder().architecture("sparc"), "architecture");
        refused(StackOptions.builder().maximumConcurrency(1), "maximum concurrency");
        refused(StackOptions.builder().shards(0), "shards");
        refused(StackOptions.builder().logRetentionDays(8), "log retention");
        refused(StackOptions.builder().roleArn("OrderConsumerRole"), "ARN of a role");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev/", "a b", "ä", "0123456789012345678901234567890"})
    void prefixesThatAwsWouldRefuseAreRefusedHere(String prefix) {
        assertThatThrownBy(() -> new ResourceNames(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(prefix);
    }

    private static void refused(StackOptionsBuilder builder, String what) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    private static StackOptions optionsFor(String endpoint) {
        return StackOptions.builderFor(Optional.of(URI.create(endpoint))).build();
    }
}

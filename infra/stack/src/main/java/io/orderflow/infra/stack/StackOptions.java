package io.orderflow.infra.stack;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may differ from one environment to the next. Everything else is fixed by the specification.
 *
 * @param functionTimeout 1 s to 15 min, whole seconds
 * @param visibilityTimeout of OrderQueue: how long until a failed order is tried again; at least the function's timeout,
 *     and wisely six times that
 * @param memoryMb of the function, 128 to 10,240; 1,769 is one vCPU
 * @param architecture {@code arm64} (a fifth cheaper) or {@code x86_64}
 * @param maximumConcurrency functions at once, 2 to 1,000; null for no limit of the mapping's own
 * @param shards of the index {@code recent-orders}, about 1,000 new rows a second each; only ever raised
 * @param logRetentionDays how long the function's log lines are kept; one of the values CloudWatch Logs takes
 * @param snapStart published versions start from a snapshot; needs the alias
 * @param roleArn the function's role where it may not be created here; null creates one
 * @param without the expert's defaults that are switched off
 */
public record StackOptions(
        Duration functionTimeout,
        Duration visibilityTimeout,
        int memoryMb,
        String architecture,
        @Nullable Integer maximumConcurrency,
        int shards,
        int logRetentionDays,
        boolean snapStart,
        @Nullable String roleArn,
        Set<ExpertDefault> without) {

    /** AWS advises a visibility timeout of six times the function's: retries of throttled batches fit in. */
    public static final int ADVISED_VISIBILITY_FACTOR = 6;

    private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(15);
    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);
    private static final Set<Integer> LOG_RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    public StackOptions {
        check(
                between(functionTimeout, Duration.ofSeconds(1), LONGEST_FUNCTION),
                "function timeout must be whole seconds from 1 s to 15 min");
        check(
                between(visibilityTimeout, functionTimeout, LONGEST_VISIBILITY),
                "visibility timeout must be whole seconds from the function's timeout to 12 h");
        check(memoryMb >= 128 && memoryMb <= 10_240, "memory must be 128 to 10240 MB");
        check(Set.of("arm64", "x86_64").contains(architecture), "architecture must be arm64 or x86_64");
        check(
                maximumConcurrency == null || (maximumConcurrency >= 2 && maximumConcurrency <= 1000),
                "maximum concurrency must be 2 to 1000");
        check(shards >= 1 && shards <= 100, "shards must be 1 to 100");
        check(
                LOG_RETENTIONS.contains(logRetentionDays),
                "log retention must be one that AWS offers, e.g. 7, 30 or 365");
        check(
                !snapStart || !without.contains(ExpertDefault.ALIAS),
                "SnapStart works on published versions only: it needs the alias");
        check(roleArn == null || roleArn.matches("arn:[^:]+:iam::\\d{12}:role/.+"), "role must be the ARN of a role");
        without = Set.copyOf(without);
    }

    /** True unless it was switched off. */
    public boolean has(ExpertDefault expertDefault) {
        return !without.contains(expertDefault);
    }

    /** Queues refuse calls that are not encrypted. */
    public boolean tlsOnly() {
        return has(ExpertDefault.TLS_ONLY);
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean between(Duration value, Duration least, Duration most) {
        return value.truncatedTo(ChronoUnit.SECONDS).equals(value)
                && value.compareTo(least) >= 0
                && value.compareTo(most) <= 0;
    }

    /** What an expert would choose for AWS itself. */
    public static StackOptionsBuilder builder() {
        return new StackOptionsBuilder();
    }

    /**
     * The defaults for wherever the calls go: quicker retries on loopback, no demand for TLS without https.
     *
     * @param endpoint empty where that is AWS itself
     */
    public static StackOptionsBuilder builderFor(Optional<URI> endpoint) {
        StackOptionsBuilder builder =
                builder().tlsOnly(endpoint.map(Endpoints::isHttps).orElse(true));
        return endpoint.filter(Endpoints::isLoopback).isPresent() ? builder.quickRetries() : builder;
    }
}

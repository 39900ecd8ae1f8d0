package io.orderflow.infra.stack;

import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds {@link StackOptions} from the defaults. Not thread-safe. */
public final class StackOptionsBuilder {
    /** On loopback a poison message reaches the DLQ in about 36 s instead of 9 min. */
    private static final Duration QUICK_TIMEOUT = Duration.ofSeconds(2);

    private static final int QUICK_CONCURRENCY = 2;

    private Duration functionTimeout = Duration.ofSeconds(30);
    private @Nullable Duration visibilityTimeout;
    private int memoryMb = 1024;
    private String architecture = "arm64";
    // As many as a new account may run at once: more would be throttled, and each throttle costs a message a receive.
    private @Nullable Integer maximumConcurrency = 10;
    private int shards = OrdersTable.DEFAULT_SHARDS;
    private int logRetentionDays = 30;
    private boolean snapStart;
    private final Set<ExpertDefault> without = EnumSet.noneOf(ExpertDefault.class);
    private @Nullable String roleArn;

    StackOptionsBuilder() {}

    StackOptionsBuilder quickRetries() {
        functionTimeout = QUICK_TIMEOUT;
        maximumConcurrency = QUICK_CONCURRENCY;
        return this;
    }

    public StackOptionsBuilder functionTimeout(Duration value) {
        functionTimeout = value;
        return this;
    }

    /** Unless set, six times the function's timeout. */
    public StackOptionsBuilder visibilityTimeout(Duration value) {
        visibilityTimeout = value;
        return this;
    }

    public StackOptionsBuilder memoryMb(int value) {
        memoryMb = value;
        return this;
    }

    public StackOptionsBuilder architecture(String value) {
        architecture = value;
        return this;
    }

    public StackOptionsBuilder maximumConcurrency(@Nullable Integer value) {
        maximumConcurrency = value;
        return this;
    }

    public StackOptionsBuilder shards(int value) {
        shards = value;
        return this;
    }

    /** Switches one of the expert's defaults off, or on again. */
    public StackOptionsBuilder set(ExpertDefault expertDefault, boolean on) {
        if (on) {
            without.remove(expertDefault);
        } else {
            without.add(expertDefault);
        }
        return this;
    }

    /** Switches one of the expert's defaults off. */
    public StackOptionsBuilder without(ExpertDefault expertDefault) {
        return set(expertDefault, false);
    }

    public StackOptionsBuilder tlsOnly(boolean value) {
        return set(ExpertDefault.TLS_ONLY, value);
    }

    public StackOptionsBuilder snapStart(boolean value) {
        snapStart = value;
        return this;
    }

    public StackOptionsBuilder logRetentionDays(int value) {
        logRetentionDays = value;
        return this;
    }

    public StackOptionsBuilder roleArn(@Nullable String value) {
        roleArn = value;
        return this;
    }

    /** @throws IllegalArgumentException with one line naming the option that is out of bounds */
    public StackOptions build() {
        Duration visibility = visibilityTimeout != null
                ? visibilityTimeout
                : functionTimeout.multipliedBy(StackOptions.ADVISED_VISIBILITY_FACTOR);
        return new StackOptions(
                functionTimeout,
                visibility,
                memoryMb,
                architecture,
                without.contains(ExpertDefault.MAXIMUM_CONCURRENCY) ? null : maximumConcurrency,
                shards,
                logRetentionDays,
                snapStart,
                roleArn,
                without);
    }
}

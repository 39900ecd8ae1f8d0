package io.orderflow.infra.local.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long an event may take here, where AWS would say the function's timeout. AWS gives a function a processor of its
 * own and its start ten seconds of their own; this machine may be busy with other things, and a JVM's first event
 * still loads classes. So a first event gets the start's time on top, and a busy machine stretches the timeout; never
 * beyond the moment at which the messages would be delivered again. On a machine at rest a warm function's limit is its
 * timeout to the letter. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Init phase</a>
 */
final class TimeLimit {

    private static final Duration INIT = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final double MAX_STRETCH = 5;

    private final DoubleSupplier loadPerProcessor;

    /**
     * @param loadPerProcessor how many threads want each processor, on average; negative if that is not known
     */
    TimeLimit(DoubleSupplier loadPerProcessor) {
        this.loadPerProcessor = loadPerProcessor;
    }

    /**
     * The limit of one event.
     *
     * @param first whether it is the JVM's first
     * @param untilVisible how long the event's messages stay hidden; empty if it has none
     */
    Duration of(Duration timeout, boolean first, Optional<Duration> untilVisible) {
        double stretch = Math.min(MAX_STRETCH, Math.max(1, loadPerProcessor.getAsDouble()));
        Duration wanted =
                Duration.ofMillis((long) (timeout.toMillis() * stretch)).plus(first ? INIT : Duration.ZERO);
        Duration most = untilVisible.map(hidden -> hidden.minus(MARGIN)).orElse(wanted);
        Duration limit = wanted.compareTo(most) < 0 ? wanted : most;
        return limit.compareTo(timeout) < 0 ? timeout : limit;
    }
}

package io.orderflow.infra.resource;

import io.orderflow.infra.plan.PropertyDiff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Waits for AWS to catch up with itself: bounded, ever slower, cancellable; also notes what an endpoint does not have. One
 * instance a change, used by one thread.
 */
public final class Waits {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Sleeper sleeper;
    private final Consumer<String> waitingFor;
    private final BooleanSupplier cancelled;
    private final Set<String> refused = new LinkedHashSet<>();

    /**
     * @param waitingFor told once for each wait that is really needed, what it waits for
     * @param cancelled asked before each pause
     */
    public Waits(Clock clock, Sleeper sleeper, Consumer<String> waitingFor, BooleanSupplier cancelled) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.waitingFor = waitingFor;
        this.cancelled = cancelled;
    }

    /**
     * Asks until the condition holds.
     *
     * @return false when it still does not after the limit
     * @throws CancellationException when cancelled or interrupted
     */
    public boolean until(String what, Duration limit, BooleanSupplier condition) {
        return poll(what, limit, condition::getAsBoolean, (Boolean holds) -> holds);
    }

    /**
     * Asks until the answer is right.
     *
     * @return the last answer, right or not, when the limit is over
     * @throws CancellationException when cancelled or interrupted
     */
    public <T> T poll(String what, Duration limit, Supplier<T> ask, Predicate<T> right) {
        Instant deadline = clock.instant().plus(limit);
        Duration pause = FIRST_PAUSE;
        T answer = ask.get();
        for (boolean first = true; !right.test(answer) && clock.instant().isBefore(deadline); first = false) {
            pause = pause(what, first, pause);
            answer = ask.get();
        }
        return answer;
    }

    /**
     * Makes a call again while it fails in a way that passes by itself.
     *
     * @throws AwsServiceException any other failure, and the last one after the limit; those before it are suppressed in it,
     *     each message once
     * @throws CancellationException when cancelled or interrupted
     */
    public void retry(String what, Duration limit, Predicate<AwsServiceException> passes, Runnable call) {
        answer(what, limit, passes, () -> {
            call.run();
            return what;
        });
    }

    /** As {@link #retry}, for a call whose answer is wanted. */
    public <T> T answer(String what, Duration limit, Predicate<AwsServiceException> passes, Supplier<T> call) {
        Instant deadline = clock.instant().plus(limit);
        Duration pause = FIRST_PAUSE;
        Map<String, AwsServiceException> earlier = new LinkedHashMap<>();
        for (boolean first = true; ; first = false) {
            try {
                return call.get();
            } catch (AwsServiceException e) {
                if (!passes.test(e) || !clock.instant().isBefore(deadline)) {
                    earlier.values().stream().filter(it -> it != e).forEach(e::addSuppressed);
                    throw e;
                }
                earlier.putIfAbsent(String.valueOf(e.getMessage()), e);
            }
            pause = pause(what, first, pause);
        }
    }

    /** Notes that the endpoint does not have a property that should have been set. */
    public void refused(String property) {
        refused.add(property);
    }

    /** What was noted so far. */
    public Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** Whether it was noted that the endpoint cannot have a difference's property, or any tags. */
    public boolean hasRefused(PropertyDiff diff) {
        return refused.contains(diff.isTag() ? Observation.TAGS : diff.name());
    }

    /** @throws CancellationException when somebody asked to stop */
    public void checkCancelled() {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled");
        }
    }

    private Duration pause(String what, boolean first, Duration pause) {
        checkCancelled();
        if (first) {
            waitingFor.accept(what);
        }
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
}

package io.orderflow.infra.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class WaitsTest {
    private final ManualTime time = new ManualTime();
    private final List<String> told = new ArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Waits waits = new Waits(time, time, told::add, cancelled::get);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void whatHoldsAtOnceIsNotWaitedFor() {
        assertThat(waits.until("x", Duration.ofMinutes(1), () -> true)).isTrue();
        assertThat(told).isEmpty();
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void asksEverMoreSlowlyAndSaysOnceWhatItWaitsFor() {
        Iterator<Boolean> answers = List.of(false, false, false, true).iterator();

        assertThat(waits.until("the role", Duration.ofMinutes(1), answers::next))
                .isTrue();
        assertThat(told).containsExactly("the role");
        assertThat(time.pauses()).isSorted().hasSize(3);
    }

    @Test
    void givesUpAtTheLimitAndNeverPausesLong() {
        assertThat(waits.until("x", Duration.ofMinutes(2), () -> false)).isFalse();
        assertThat(time.passed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(126));
        assertThat(time.pauses()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
    }

    @Test
    void retriesOnlyWhatPassesByItself() {
        AtomicInteger calls = new AtomicInteger();
        waits.retry("x", Duration.ofMinutes(1), ResourceConflictException.class::isInstance, () -> {
            if (calls.incrementAndGet() < 3) {
                throw ResourceConflictException.builder().build();
            }
        });
        assertThat(calls).hasValue(3);

        AwsServiceException other = SqsException.builder().build();
        assertThatThrownBy(() ->
                        waits.retry("x", Duration.ofMinutes(1), ResourceConflictException.class::isInstance, () -> {
                            throw other;
                        }))
                .isSameAs(other);
    }

    @Test
    void theLastFailureComesOutWhenTimeIsUp() {
        assertThatThrownBy(() -> waits.retry("x", Duration.ofSeconds(10), e -> true, () -> {
                    throw ResourceConflictException.builder().build();
                }))
                .isInstanceOf(ResourceConflictException.class);
        assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatFailedBeforeIsKeptWithTheLastFailureEachMessageOnce() {
        Iterator<String> messages = List.of("busy", "busy", "unseen", "denied").iterator();

        assertThatThrownBy(() -> waits.retry(
                        "x",
                        Duration.ofMinutes(1),
                        e -> !String.valueOf(e.getMessage()).startsWith("denied"),
                        () -> {
                            throw ResourceConflictException.builder()
                                    .message(messages.next())
                                    .build();
                        }))
                .hasMessageStartingWith("denied")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .satisfiesExactly(first -> assertThat(first).startsWith("busy"), second -> assertThat(second)
                                .startsWith("unseen")));
    }

    @Test
    void cancellingEndsAWait() {
        assertThatThrownBy(() -> waits.until("x", Duration.ofMinutes(1), () -> {
                    cancelled.set(true);
                    return false;
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void anInterruptEndsAWaitAndStaysSet() {
        Waits interrupted = new Waits(
                time,
                pause -> {
                    throw new InterruptedException();
                },
                told::add,
                () -> false);

        assertThatThrownBy(() -> interrupted.until("x", Duration.ofMinutes(1), () -> false))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}

package io.orderflow.infra.local.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is posted to when, on a clock that is set by hand. */
final class WebScheduleTest {

    private static final long PAUSE = 1000;

    private final AtomicLong now = new AtomicLong();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final WebSchedule schedule = new WebSchedule(
            executor,
            message -> posted.add(message.messageId()),
            message -> message.subscriptionArn().equals("paced") ? PAUSE : 0,
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Instant.ofEpochMilli(now.get());
                }
            });

    @AfterEach
    void close() {
        schedule.close();
        executor.shutdownNow();
    }

    private void add(String id, String subscription, long dueMillis) {
        schedule.add(new WebMessage(
                id,
                subscription,
                WebMessage.Kind.NOTIFIES,
                id,
                "topic",
                "text",
                null,
                Map.of(),
                0,
                null,
                null,
                0,
                dueMillis));
    }

    /** Another subscription's message, after which everything that was due has begun. */
    private void afterAnother(String id) {
        add(id, "other", now.get());
        Awaitility.await().until(() -> posted.contains(id));
    }

    @Test
    void aSubscriptionGetsNoMoreInASecondThanItWantsAndHoldsUpNoOther() {
        add("first", "paced", 0);
        Awaitility.await().until(() -> posted.contains("first"));
        add("second", "paced", 0);
        afterAnother("a");
        assertThat(posted).doesNotContain("second");
        now.set(PAUSE - 1);
        afterAnother("b");
        assertThat(posted).doesNotContain("second");
        now.set(PAUSE);
        afterAnother("c");
        Awaitility.await().until(() -> posted.contains("second"));
        assertThat(posted).containsOnlyOnce("second");
    }

    @Test
    void aMessageWaitsForItsTimeAndIsOvertakenByWhatIsDue() {
        add("later", "plain", 10);
        add("now", "plain", 0);
        Awaitility.await().until(() -> posted.contains("now"));
        assertThat(posted).containsExactly("now");
        assertThat(schedule.size()).isEqualTo(1);
        now.set(10);
        afterAnother("a");
        Awaitility.await().until(() -> posted.contains("later"));
    }
}

package io.orderflow.infra.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.store.DurableStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that outlive their queue's retention, on a clock that is moved ahead by hand. */
final class RetentionTest {

    private static final class HandClock extends Clock {
        private volatile Duration ahead = Duration.ZERO; // of the real time, with which the engine stamps new messages

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

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
            return Instant.now().plus(ahead);
        }
    }

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private DurableStore store;
    private Queues queues;

    @BeforeEach
    void open() {
        store = DurableStore.open(Optional.of(folder.resolve("state")), executor);
        queues = new Queues(store, clock, false);
    }

    @AfterEach
    void close() {
        store.close();
        executor.shutdown();
    }

    private List<String> receive(String queue) throws AwsError {
        return queues.receive(queue, 10, Optional.of(Duration.ZERO), Duration.ZERO).stream()
                .map(ReceivedMessage::body)
                .toList();
    }

    @Test
    void aMessageThatOutlivesTheQueuesRetentionIsNeitherCountedNorReceived() throws AwsError {
        queues.create("minute", Map.of("MessageRetentionPeriod", "60"), Map.of());
        queues.create("hour", Map.of("MessageRetentionPeriod", "3600"), Map.of());
        queues.send("minute", OutgoingMessage.of("m"));
        queues.send("hour", OutgoingMessage.of("h"));
        assertThat(queues.depth("minute").visible()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(61));
        assertThat(queues.depth("minute").visible()).isZero();
        assertThat(receive("minute")).isEmpty();
        assertThat(queues.depth("hour").visible()).isEqualTo(1);
        assertThat(receive("hour")).containsExactly("h");
        assertThat(queues.depth("hour").visible()).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(queues.depth("hour").visible()).isZero();
        assertThat(receive("hour")).isEmpty();
    }

    @Test
    void aLongerRetentionBringsBackWhatNobodyHasAskedForYet() throws AwsError {
        queues.create("q", Map.of("MessageRetentionPeriod", "60"), Map.of());
        queues.send("q", OutgoingMessage.of("old"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(queues.depth("q").visible()).isZero();
        queues.setAttributes("q", Map.of("MessageRetentionPeriod", "3600"));
        assertThat(receive("q")).containsExactly("old");
    }

    @Test
    void aMoveToTheDeadLetterQueueKeepsTheFirstSending() throws AwsError {
        queues.create("dead", Map.of("MessageRetentionPeriod", "100"), Map.of());
        queues.create(
                "q",
                Map.of(
                        "MessageRetentionPeriod",
                        "3600",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + Queues.arn("dead") + "\",\"maxReceiveCount\":1}"),
                Map.of());
        queues.send("q", OutgoingMessage.of("poison"));
        clock.advance(Duration.ofSeconds(61));
        List<ReceivedMessage> first = queues.receive("q", 1, Optional.of(Duration.ZERO), Duration.ZERO);
        long sent = first.get(0).sentMillis();
        assertThat(receive("q")).isEmpty();
        List<ReceivedMessage> dead = queues.receive("dead", 1, Optional.of(Duration.ZERO), Duration.ZERO);
        assertThat(dead).singleElement().satisfies(message -> assertThat(message.sentMillis())
                .isEqualTo(sent));
        clock.advance(Duration.ofSeconds(40));
        assertThat(queues.depth("dead").visible()).isZero();
        assertThat(receive("dead")).isEmpty();
    }

    @Test
    void aMoveDoesNotBringBackAMessageThatHasOutlivedItsQueue() throws AwsError {
        queues.create("dead", Map.of("MessageRetentionPeriod", "60"), Map.of());
        queues.create("target", Map.of(), Map.of());
        queues.send("dead", OutgoingMessage.of("old"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(queues.move("dead", Optional.of("target"))).isFalse();
        assertThat(receive("target")).isEmpty();
    }

    @Test
    void aQueueThatNobodyReadsDropsWhatOutlivesItAsMessagesComeIn() throws AwsError {
        queues.create("q", Map.of("MessageRetentionPeriod", "60"), Map.of());
        queues.send("q", OutgoingMessage.of("old"));
        clock.advance(Duration.ofSeconds(61));
        String kept = queues.send("q", OutgoingMessage.of("new"));
        assertThat(new MessageStore(store).all())
                .extracting(message -> message.id)
                .containsExactly(kept);
    }
}

package io.orderflow.infra.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One queue at an instant that does not move, where several changes fall on the same millisecond. */
final class MessageQueueTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final DurableStore store = DurableStore.open(Optional.empty(), executor);
    private final MessageStore messages = new MessageStore(store);
    private final MessageQueue queue = new MessageQueue(
            new MessageQueue.Settings(Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(4), Optional.empty(), 0),
            messages,
            NOW);

    @BeforeEach
    void fill() throws AwsError {
        for (int i = 0; i < 5; i++) {
            queue.send(message(i));
        }
    }

    @AfterEach
    void close() {
        store.close();
        executor.shutdown();
    }

    private static Message message(int number) {
        Message.Content content = new Message.Content("m" + number, Map.of(), NOW.millis(), null, null);
        String id = "00000000-0000-0000-0000-00000000000" + number;
        return new Message(id, content, new Message.Delivery("q", number, NOW.millis(), 0, 0, null, null));
    }

    private List<ReceivedMessage> receive(Duration hide) throws AwsError {
        return queue.receive(10, Optional.of(hide), Duration.ZERO).messages();
    }

    @Test
    void aMessageWhoseTimeIsSetAgainAndAgainIsDeliveredOnce() throws AwsError {
        String handle = receive(Duration.ofSeconds(30)).get(0).receiptHandle();
        for (int seconds : List.of(10, 20, 10, 10, 0)) {
            assertThat(queue.hide(handle, Duration.ofSeconds(seconds))).isTrue();
        }
        assertThat(queue.hide(handle, Duration.ofSeconds(5))).isFalse();
        assertThat(receive(Duration.ZERO)).extracting(ReceivedMessage::body).containsExactly("m0");
    }

    @Test
    void messagesThatAreShownAgainKeepTheOrderOfTheirSending() throws AwsError {
        List<ReceivedMessage> all = new ArrayList<>(receive(Duration.ofSeconds(30)));
        for (int i : List.of(3, 0, 4, 2, 1)) {
            assertThat(queue.hide(all.get(i).receiptHandle(), Duration.ZERO)).isTrue();
        }
        assertThat(receive(Duration.ZERO))
                .extracting(ReceivedMessage::body)
                .containsExactlyElementsOf(
                        IntStream.range(0, 5).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void whatIsDeletedWhileItIsVisibleOrHiddenIsNeitherCountedNorDeliveredNorStored() throws AwsError {
        List<ReceivedMessage> all = receive(Duration.ofSeconds(30));
        queue.hide(all.get(0).receiptHandle(), Duration.ZERO);
        all.subList(0, 4).forEach(message -> queue.delete(message.receiptHandle(), false));
        assertThat(queue.depth()).isEqualTo(new Depth(0, 1, 0));
        assertThat(receive(Duration.ZERO)).isEmpty();
        assertThat(messages.all()).hasSize(1);
    }

    @Test
    void aQueueThatIsDeletedTakesNoMoreMessages() {
        queue.deleted();
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> queue.send(message(6)))
                .matches(e -> e.code().equals("AWS.SimpleQueueService.NonExistentQueue"));
        Message moved = message(7);
        messages.added(moved);
        queue.restore(moved);
        assertThat(messages.all()).isEmpty();
    }
}

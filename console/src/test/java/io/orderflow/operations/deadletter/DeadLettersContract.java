package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link DeadLetters} does. Each test starts with both queues empty. */
public abstract class DeadLettersContract {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    protected abstract DeadLetters deadLetters();

    /** Puts a message into OrderDLQ. */
    protected abstract void put(String body, Map<String, String> stringAttributes);

    /** What OrderQueue holds now; may take it out. */
    protected abstract List<String> orderQueueBodies();

    @Test
    void anEmptyQueueHasNoLetters() throws Exception {
        DeadLetterSample sample = deadLetters().peek(10, Progress.NONE);

        assertThat(sample.letters()).isEmpty();
        assertThat(sample.stillHidden()).isZero();
    }

    @Test
    void aLookFindsEachMessageOnceWithAllThereIsToIt() throws Exception {
        Instant before = Instant.now().minusSeconds(5);
        for (int i = 0; i < 23; i++) {
            put("body-" + i, Map.of("run", "r" + i));
        }

        DeadLetterSample sample = deadLetters().peek(100, Progress.NONE);

        assertThat(sample.letters())
                .extracting(DeadLetter::body)
                .doesNotHaveDuplicates()
                .hasSize(23);
        assertThat(sample.letters()).extracting(DeadLetter::messageId).doesNotHaveDuplicates();
        assertThat(sample.letters()).allSatisfy(letter -> {
            assertThat(letter.receiveCount()).isEqualTo(1);
            assertThat(letter.sentAt()).isBetween(before, Instant.now().plusSeconds(5));
            assertThat(letter.attributes())
                    .containsExactly(new MessageAttribute(
                            "run", "String", "r" + letter.body().substring(5)));
        });
        assertThat(sample.approximateTotal()).isEqualTo(23);
    }

    @Test
    void aLookReleasesWhatItFoundAndRaisesTheReceiveCount() throws Exception {
        put("one", Map.of());

        assertThat(deadLetters().peek(10, Progress.NONE).stillHidden()).isZero();
        assertThat(deadLetters().peek(10, Progress.NONE).letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.receiveCount()).isEqualTo(2));
    }

    @Test
    void aLookTakesNoMoreThanItsLimit() throws Exception {
        for (int i = 0; i < 5; i++) {
            put("body-" + i, Map.of());
        }

        DeadLetterSample sample = deadLetters().peek(3, Progress.NONE);

        assertThat(sample.letters()).hasSize(3);
        assertThat(sample.approximateTotal()).isEqualTo(5);
    }

    @Test
    void redriveAllMovesEverythingEvenRightAfterALook() throws Exception {
        for (int i = 0; i < 12; i++) {
            put("body-" + i, Map.of());
        }
        deadLetters().peek(100, Progress.NONE);

        MoveTask started = deadLetters().startRedriveAll();
        assertThat(started.state()).isEqualTo(State.RUNNING);
        assertThat(started.handle()).isNotBlank();

        MoveTask ended = awaitEnd();
        assertThat(ended.state()).isEqualTo(State.COMPLETED);
        assertThat(ended.moved()).isEqualTo(12);
        assertThat(deadLetters().peek(100, Progress.NONE).letters()).isEmpty();
        assertThat(orderQueueBodies()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void redriveAllOfAnEmptyQueueCompletesWithNothingMoved() throws Exception {
        deadLetters().startRedriveAll();

        assertThat(awaitEnd().moved()).isZero();
    }

    @Test
    void cancellingATaskThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> deadLetters().cancelMove("no-such-handle")).isInstanceOf(PortException.class);
    }

    @Test
    void aRepairedMessageIsSentInPlaceOfTheOldOne() throws Exception {
        put("broken", Map.of("source", "import"));
        put("other", Map.of());
        DeadLetter broken = deadLetters().peek(10, Progress.NONE).letters().stream()
                .filter(letter -> letter.body().equals("broken"))
                .findFirst()
                .orElseThrow();

        assertThat(deadLetters().redrive(broken, "repaired")).isInstanceOf(RedriveOutcome.Redriven.class);

        assertThat(orderQueueBodies()).containsExactly("repaired");
        assertThat(deadLetters().peek(10, Progress.NONE).letters())
                .extracting(DeadLetter::body)
                .containsExactly("other");
    }

    @Test
    void aMessageThatIsGoneIsNotSent() throws Exception {
        var gone = new DeadLetter("3f0e7f04-0000-4000-8000-000000000000", "x", 1, Instant.EPOCH, List.of(), Map.of());

        assertThat(deadLetters().redrive(gone, "repaired")).isInstanceOf(RedriveOutcome.NotFound.class);
        assertThat(orderQueueBodies()).isEmpty();
    }

    private MoveTask awaitEnd() {
        return await().atMost(LONG_ENOUGH)
                .until(() -> deadLetters().newestMove().orElseThrow(), task -> !task.state()
                        .active());
    }
}

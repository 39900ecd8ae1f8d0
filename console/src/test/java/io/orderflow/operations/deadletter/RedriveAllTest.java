package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.PortException.Kind;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriveAllTest {
    private static final Progress CANCELLED = new Progress() {
        @Override
        public void update(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    };

    private final FakeDeadLetters queues = new FakeDeadLetters();
    private final Queue<PortException> cancelFaults = new ArrayDeque<>();

    @BeforeEach
    void threeLetters() {
        for (String id : List.of("a", "b", "c")) {
            queues.put(new DeadLetter(id, "{}", 3, Instant.EPOCH, List.of(), Map.of()));
        }
        queues.movesPerLook(1);
    }

    @Test
    void aCancelThatWasThrottledIsTriedAgain() throws Exception {
        cancelFaults.add(fault(Kind.THROTTLED));

        MoveTask end = new RedriveAll(port(), time -> {}).run(CANCELLED);

        assertThat(end.state()).isEqualTo(State.CANCELLED);
        assertThat(end.moved()).isEqualTo(1);
        assertThat(queues.size()).isEqualTo(2);
    }

    @Test
    void aCancelThatIsNeverTakenIsNotReportedAsCancelled() throws Exception {
        cancelFaults.addAll(List.of(fault(Kind.THROTTLED), fault(Kind.UNREACHABLE), fault(Kind.THROTTLED)));

        MoveTask end = new RedriveAll(port(), time -> {}).run(CANCELLED);

        assertThat(end.state()).isEqualTo(State.COMPLETED);
        assertThat(queues.size()).isZero();
    }

    @Test
    void anEndpointThatForgetsItsTasksIsBelievedOnlyIfItTookTheCancel() throws Exception {
        cancelFaults.add(fault(Kind.THROTTLED));

        MoveTask end = new RedriveAll(forgetful(), time -> {}).run(CANCELLED);

        assertThat(end.state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void whatFailedBeforeTheLastReadingIsKeptWithIt() {
        List<PortException> faults =
                IntStream.range(0, 5).mapToObj(number -> fault(Kind.THROTTLED)).toList();
        Iterator<PortException> next = faults.iterator();
        DeadLetters failing = new Cancelling(queues) {
            @Override
            public Optional<MoveTask> newestMove() throws PortException {
                throw next.next();
            }
        };

        assertThatThrownBy(() -> new RedriveAll(failing, time -> {}).run(Progress.NONE))
                .isSameAs(faults.get(4))
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactlyElementsOf(faults.subList(0, 4)));
    }

    @Test
    void whoMayNotCancelHearsIt() {
        cancelFaults.add(fault(Kind.DENIED));

        assertThatThrownBy(() -> new RedriveAll(port(), time -> {}).run(CANCELLED))
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));
    }

    private static PortException fault(Kind kind) {
        return new PortException(kind, "OrderDLQ", "no");
    }

    private DeadLetters port() {
        return new Cancelling(queues);
    }

    private DeadLetters forgetful() {
        return new Cancelling(queues) {
            @Override
            public Optional<MoveTask> newestMove() {
                return Optional.empty();
            }
        };
    }

    /** The queues, whose cancel fails as planned. */
    private class Cancelling implements DeadLetters {
        private final DeadLetters behind;

        Cancelling(DeadLetters behind) {
            this.behind = behind;
        }

        @Override
        public DeadLetterSample peek(int limit, Progress progress) throws PortException {
            return behind.peek(limit, progress);
        }

        @Override
        public MoveTask startRedriveAll() throws PortException {
            return behind.startRedriveAll();
        }

        @Override
        public Optional<MoveTask> newestMove() throws PortException {
            return behind.newestMove();
        }

        @Override
        public void cancelMove(String handle) throws PortException {
            PortException fault = cancelFaults.poll();
            if (fault != null) {
                throw fault;
            }
            behind.cancelMove(handle);
        }

        @Override
        public RedriveOutcome redrive(DeadLetter letter, String body) throws PortException {
            return behind.redrive(letter, body);
        }
    }
}

package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.PortException.Kind;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MoveAllTest {
    private static final Progress CANCELLED = new Progress() {
        @Override
        public void update(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    };

    private final FakeLetterMoves tasks = new FakeLetterMoves();

    private MoveTask run(Progress progress) throws Exception {
        return new MoveAll(tasks, null, null, time -> {}).run(progress);
    }

    @Test
    void followsTheTaskToItsEnd() throws Exception {
        assertThat(run(Progress.NONE)).isEqualTo(new MoveTask(null, State.COMPLETED, 3, 3, null));
    }

    @Test
    void aTaskThatRunsAlreadyIsFollowedInsteadOfStartingAnother() throws Exception {
        MoveTask unused = tasks.start(7);
        assertThat(run(Progress.NONE).state()).isEqualTo(State.COMPLETED);
        assertThat(tasks.calls).containsExactly("start 7");
    }

    @Test
    void isFollowedNoLongerThanAsked() throws Exception {
        tasks.size = 100;
        MoveTask left = new MoveAll(tasks, 50, Duration.ofSeconds(2), time -> {}).run(Progress.NONE);
        assertThat(left.state()).isEqualTo(State.RUNNING);
        assertThat(left.moved()).isEqualTo(4);
        assertThat(tasks.calls).containsExactly("start 50");
    }

    @Test
    void aCancelThatWasThrottledIsTriedAgain() throws Exception {
        tasks.cancelFaults.add(fault(Kind.THROTTLED));

        MoveTask end = run(CANCELLED);

        assertThat(end.state()).isEqualTo(State.CANCELLED);
        assertThat(end.moved()).isEqualTo(1);
        assertThat(tasks.size).isEqualTo(2);
    }

    @Test
    void aCancelThatIsNeverTakenIsNotReportedAsCancelled() throws Exception {
        tasks.cancelFaults.addAll(List.of(fault(Kind.THROTTLED), fault(Kind.UNREACHABLE), fault(Kind.THROTTLED)));

        MoveTask end = run(CANCELLED);

        assertThat(end.state()).isEqualTo(State.COMPLETED);
        assertThat(tasks.size).isZero();
    }

    @Test
    void anEndpointThatForgetsItsTasksIsBelievedOnlyIfItTookTheCancel() throws Exception {
        tasks.cancelFaults.add(fault(Kind.THROTTLED));
        tasks.forgetful = true;

        assertThat(run(CANCELLED).state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void whatFailedBeforeTheLastReadingIsKeptWithIt() {
        MoveTask unused = tasks.start(null);
        List<PortException> faults =
                IntStream.range(0, 5).mapToObj(number -> fault(Kind.THROTTLED)).toList();
        LetterMoves failing = new LetterMoves() {
            private int readings;

            @Override
            public MoveTask start(Integer perSecond) {
                throw new AssertionError("one runs already");
            }

            @Override
            public List<MoveTask> list() throws PortException {
                if (readings++ > 0) {
                    throw faults.get(readings - 2);
                }
                return tasks.list();
            }

            @Override
            public void cancel(String handle) {}
        };

        assertThatThrownBy(() -> new MoveAll(failing, null, null, time -> {}).run(Progress.NONE))
                .isSameAs(faults.get(4))
                .satisfies(e -> assertThat(e.getSuppressed()).containsExactlyElementsOf(faults.subList(0, 4)));
    }

    @Test
    void whoMayNotCancelHearsIt() {
        tasks.cancelFaults.add(fault(Kind.DENIED));

        assertThatThrownBy(() -> run(CANCELLED)).isInstanceOfSatisfying(PortException.class, e -> assertThat(e.kind())
                .isEqualTo(Kind.DENIED));
    }

    private static PortException fault(Kind kind) {
        return new PortException(kind, "OrderDLQ", "no");
    }
}

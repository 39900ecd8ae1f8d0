package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.FakeLetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Redrives over a queue in memory, whose target is worked on at once. */
abstract class RedriveFixture {
    /** It was cancelled before it began. */
    static final RedriveWatcher CANCELLED = new RedriveWatcher() {
        @Override
        public void changed(RedriveStatus status) {}

        @Override
        public boolean cancelled() {
            return true;
        }
    };

    static final Destination ORDER_QUEUE = new Destination(Destination.Kind.ORDER_QUEUE, "OrderQueue");
    static final Actor WHO = new Actor("arn:aws:iam::000000000000:user/ops", "ops", "desk");

    @TempDir
    Path home;

    final Clock clock = Clock.systemUTC();
    final FakeLetterQueue dead = new FakeLetterQueue("OrderDLQ", clock);
    final List<OutgoingLetter> sent = new CopyOnWriteArrayList<>();
    final List<ConsumerLine> lines = new CopyOnWriteArrayList<>();
    final FakeMarks marks = new FakeMarks();
    String outcome = "STORED";
    boolean same = true;
    volatile Runnable whenSent = () -> {};
    ExecutorService threads;
    ReceiptFolders receipts;
    Redrives redrives;

    @BeforeEach
    void open() {
        threads = Executors.newCachedThreadPool();
        receipts = new ReceiptFolders(home);
        FunctionLog log = (from, to, failuresOnly, next) -> new FunctionLog.Page(lines, null);
        redrives = new Redrives(
                new RedrivePorts(name -> dead, to -> target(), log, ids -> Map.of(), marks, "OrderDLQ"),
                receipts,
                threads,
                clock);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    LetterTarget target() {
        return new LetterTarget() {
            @Override
            public String name() {
                return "OrderQueue";
            }

            @Override
            public synchronized SendAnswer send(List<OutgoingLetter> letters) {
                Map<String, SendAnswer.Taken> taken = new HashMap<>();
                for (OutgoingLetter letter : letters) {
                    sent.add(letter);
                    String id = "new-" + sent.size();
                    taken.put(letter.key(), new SendAnswer.Taken(id, same));
                    if (!outcome.isEmpty()) {
                        lines.add(line(id));
                    }
                }
                whenSent.run();
                return new SendAnswer(taken, Map.of());
            }
        };
    }

    ConsumerLine line(String id) {
        Instant now = clock.instant();
        return new ConsumerLine(
                now,
                outcome,
                id,
                "O1",
                null,
                now,
                null,
                1,
                null,
                null,
                null,
                List.of(new ConsumerLine.LineFault("quantity", "WHOLE_NUMBER", "quantity must be whole")));
    }

    void bury(int letters) {
        for (int i = 0; i < letters; i++) {
            dead.put(new DeadLetter("m" + i, "body " + i, 3, clock.instant(), List.of(), Map.of()));
        }
    }

    List<FrozenLetter> frozen(boolean held) throws PortException {
        Map<String, String> handles = new HashMap<>();
        Instant until = clock.instant().plusSeconds(300);
        if (held) {
            for (List<ReceivedLetter> some = dead.receive(10, Duration.ofMinutes(5), Duration.ZERO);
                    !some.isEmpty();
                    some = dead.receive(10, Duration.ofMinutes(5), Duration.ZERO)) {
                some.forEach(each -> handles.put(each.letter().messageId(), each.handle()));
            }
        }
        List<FrozenLetter> letters = new ArrayList<>();
        for (DeadLetter each : dead.all()) {
            String handle = handles.get(each.messageId());
            letters.add(new FrozenLetter(
                    each.messageId(),
                    "O" + each.messageId(),
                    null,
                    RowBefore.NONE,
                    each.body(),
                    each.attributes(),
                    null,
                    null,
                    handle,
                    handle == null ? null : until));
        }
        return letters;
    }

    static RedriveOrder order() {
        return RedriveOrder.of("OrderDLQ", ORDER_QUEUE, 3, Duration.ofSeconds(1), WHO, "dead-letters redrive --all")
                .withFollow(Duration.ofSeconds(30));
    }

    RedriveReport run(RedriveOrder order, List<FrozenLetter> letters) throws Exception {
        return redrives.run(order, letters, RedriveWatcher.NONE);
    }
}

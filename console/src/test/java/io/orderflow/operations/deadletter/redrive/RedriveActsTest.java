package io.orderflow.operations.deadletter.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.FakeLetterQueue;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.journal.JournalLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks, what other receipts tell, and the acts that are no redrive. */
class RedriveActsTest extends RedriveFixture {
    @Test
    void twoDataFoldersOfOneUserWarnEachOther(@TempDir Path other) throws Exception {
        bury(1);
        List<FrozenLetter> letters = frozen(true);
        Redrives second = new Redrives(
                new RedrivePorts(name -> dead, to -> target(), none(), ids -> Map.of(), marks, "OrderDLQ"),
                new ReceiptFolders(other),
                threads,
                clock);
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        List<QueueMark.Mark> seen = new CopyOnWriteArrayList<>();
        whenSent = () -> {
            whenSent = () -> {};
            seen.add(marks.marks.get("OrderDLQ"));
            refused.add(catchThrowable(
                    () -> second.run(order().withFollow(Duration.ZERO), List.of(), RedriveWatcher.NONE)));
            seen.add(marks.marks.getOrDefault("OrderDLQ", new QueueMark.Mark("nobody", clock.instant())));
        };

        assertThat(run(order(), letters).proven()).isTrue();

        assertThat(seen.get(0).who()).startsWith("ops@desk/");
        assertThat(seen.get(1)).as("the first one's stays").isEqualTo(seen.get(0));
        assertThat(refused).singleElement().satisfies(fault -> assertThat(QueueMark.refused(fault))
                .isPresent());
        assertThat(marks.marks).isEmpty();
    }

    @Test
    void aMarkThatWasTakenOverIsNotRemoved() throws Exception {
        bury(1);
        QueueMark.Mark taken =
                new QueueMark.Mark("ann@elsewhere", clock.instant().plusSeconds(60));
        whenSent = () -> marks.marks.put("OrderDLQ", taken);

        assertThat(run(order(), frozen(true)).proven()).isTrue();

        assertThat(marks.marks).containsEntry("OrderDLQ", taken);
    }

    @Test
    void whatWasSentElsewhereIsNotTakenForSentHere() throws Exception {
        bury(2);
        List<FrozenLetter> letters = frozen(true);
        Destination audit = new Destination(Destination.Kind.QUEUE, "Audit");
        RedriveOrder there = RedriveOrder.of("OrderDLQ", audit, 3, Duration.ofSeconds(1), WHO, "");
        String earlier;
        try (OpenReceipt killed = receipts.create(there, clock.instant(), letters.subList(0, 1))) {
            earlier = killed.id();
            killed.append(List.of(new JournalLine(
                    clock.instant(), JournalLine.Kind.SENT, List.of(JournalLine.Mark.of(0, "audit-0", "same")), "")));
        }

        assertThat(redrives.sentAlready(Set.of("m0", "m1"), order().to()))
                .isEqualTo(new ReceiptStore.SentAlready(0, 1));
        assertThat(redrives.sentAlready(Set.of("m0", "m1"), audit)).isEqualTo(new ReceiptStore.SentAlready(1, 0));

        RedriveReport here = run(order(), letters);

        assertThat(here.letters().get(0).sent()).isFalse();
        assertThat(here.letters().get(0).deleted()).isFalse();
        assertThat(here.letters().get(0).reason()).contains("sent to Audit").contains(earlier);
        assertThat(here.letters().get(1).end()).isEqualTo(End.STORED);
        assertThat(here.complete()).isFalse();
        assertThat(dead.all()).extracting(DeadLetter::messageId).containsExactly("m0");
        assertThat(dead.visible()).as("released").isEqualTo(1);
        assertThat(redrives.unfinished()).as("nothing is left of this one").containsExactly(earlier);
    }

    @Test
    void theBudgetCountsWhatAnEarlierProcessSpent() throws Exception {
        bury(30);
        List<FrozenLetter> letters = frozen(true);
        RedriveOrder narrow = order().withBudget(new Budget(9, 1));
        RedriveReport first = run(narrow, letters);
        assertThat(first.stopped()).isEqualTo("budget");
        String id = receipts.ids().get(0);
        List<JournalLine> history = receipts.read(id).history();
        try (OpenReceipt killed = receipts.create(narrow, clock.instant(), letters)) {
            // as it was before it stopped
            killed.append(history.stream()
                    .takeWhile(line -> line.kind() != JournalLine.Kind.STOPPED)
                    .toList());
        }

        RedriveReport resumed = redrives.resume(null, false, false, null, RedriveWatcher.NONE);

        assertThat(resumed.stopped()).isEqualTo("budget");
        assertThat(resumed.requests()).isBetween(first.requests() - 4, 9L);
    }

    @Test
    void whatWasRedrivenFromElsewhereIsLookedForAmongTheDeadLetters() throws Exception {
        FakeLetterQueue undelivered = new FakeLetterQueue("OrderUndelivered", clock);
        undelivered.put(new DeadLetter("u0", "body", 1, clock.instant(), List.of(), Map.of()));
        String handle = undelivered
                .receive(10, Duration.ofMinutes(5), Duration.ZERO)
                .get(0)
                .handle();
        FrozenLetter letter = new FrozenLetter(
                "u0",
                "O1",
                null,
                RowBefore.NONE,
                "body",
                List.of(),
                null,
                null,
                handle,
                clock.instant().plusSeconds(300));
        Redrives both = new Redrives(
                new RedrivePorts(
                        name -> name.equals("OrderDLQ") ? dead : undelivered,
                        to -> target(),
                        none(),
                        ids -> Map.of(),
                        marks,
                        "OrderDLQ"),
                receipts,
                threads,
                clock);
        outcome = "";
        whenSent = () -> dead.put(new DeadLetter("new-1", "body", 3, clock.instant(), List.of(), Map.of()));
        RedriveOrder order = RedriveOrder.of("OrderUndelivered", ORDER_QUEUE, 1, Duration.ofMillis(1), WHO, "")
                .withFollow(Duration.ofMillis(15_050));

        RedriveReport report = both.run(order, List.of(letter), RedriveWatcher.NONE);

        assertThat(report.letters()).singleElement().satisfies(each -> {
            assertThat(each.end()).isEqualTo(End.DIED_AGAIN);
            assertThat(each.evidence()).isEqualTo(Evidence.DLQ);
        });
        assertThat(dead.visible()).as("released").isEqualTo(1);
        assertThat(undelivered.all()).isEmpty();
    }

    private RedriveOrder deletion() {
        return RedriveOrder.of(
                Act.DELETE,
                "OrderDLQ",
                new Destination(
                        Destination.Kind.BACKUP, home.resolve("backup.jsonl").toString()),
                WHO,
                "dead-letters delete --all",
                false,
                "junk");
    }

    /** Killed when one was deleted, and of another nobody knows: that one is gone, too. */
    private String killedDeletion(List<FrozenLetter> letters) throws Exception {
        try (OpenReceipt killed = receipts.create(deletion(), clock.instant(), letters)) {
            killed.append(List.of(
                    new JournalLine(
                            clock.instant(),
                            JournalLine.Kind.DELETING,
                            List.of(JournalLine.Mark.of(0), JournalLine.Mark.of(1)),
                            ""),
                    new JournalLine(clock.instant(), JournalLine.Kind.DONE, List.of(JournalLine.Mark.of(0)), "")));
            dead.delete(letters.subList(0, 2).stream().map(FrozenLetter::handle).toList());
            return killed.id();
        }
    }

    @Test
    void aDeletionThatWasKilledIsFinishedAndTakesNothingElse() throws Exception {
        bury(25);
        List<FrozenLetter> letters = frozen(true);
        dead.put(new DeadLetter("late", "late", 3, clock.instant(), List.of(), Map.of()));
        String id = killedDeletion(letters);
        assertThat(receipts.read(id).report().deleted()).as("certain").isEqualTo(1);
        assertThat(redrives.unfinished()).containsExactly(id);

        RedriveReport resumed = redrives.resume(null, false, false, null, RedriveWatcher.NONE);

        assertThat(resumed.act()).isEqualTo(Act.DELETE);
        assertThat(resumed.complete()).as(resumed.toString()).isTrue();
        assertThat(resumed.deleted()).isEqualTo(25);
        assertThat(sent).isEmpty();
        assertThat(dead.all()).extracting(DeadLetter::messageId).containsExactly("late");
        assertThat(redrives.unfinished()).isEmpty();
        assertThat(receipts.chain().lines())
                .extracting(line -> line.act() + " " + line.note())
                .containsExactly("DELETING resumed", "DELETED junk");
        assertThat(marks.marks).isEmpty();
    }

    @Test
    void aDeletionThatIsReleasedDeletesNoMoreAndLetsGo() throws Exception {
        bury(5);
        killedDeletion(frozen(true));

        RedriveReport released = redrives.resume(null, true, false, null, RedriveWatcher.NONE);

        assertThat(released.stopped()).isEqualTo("released");
        assertThat(released.deleted()).isEqualTo(2);
        assertThat(dead.visible()).isEqualTo(3);
        assertThat(redrives.unfinished()).isEmpty();
    }

    @Test
    void aDeletionThatIsCancelledLetsGoOfTheRest() throws Exception {
        bury(3);

        RedriveReport report = redrives.run(deletion(), frozen(true), CANCELLED);

        assertThat(report.stopped()).isEqualTo("cancelled");
        assertThat(report.deleted()).isZero();
        assertThat(dead.visible()).isEqualTo(3);
    }

    @Test
    void anImportThatWasKilledSendsWhatItDidNot() throws Exception {
        bury(3);
        List<FrozenLetter> letters = frozen(false);
        RedriveOrder order = RedriveOrder.of(Act.IMPORT, "letters.jsonl", ORDER_QUEUE, WHO, "import", false, null);
        try (OpenReceipt killed = receipts.create(order, clock.instant(), letters)) {
            killed.append(List.of(new JournalLine(
                    clock.instant(), JournalLine.Kind.SENT, List.of(JournalLine.Mark.of(0, "new-0", "same")), "")));
        }

        RedriveReport resumed = redrives.resume(null, false, false, null, RedriveWatcher.NONE);

        assertThat(resumed.complete()).isTrue();
        assertThat(sent).extracting(OutgoingLetter::body).containsExactly("body 1", "body 2");
        assertThat(dead.all()).as("an import takes nothing away").hasSize(3);
        assertThat(run(order(), letters.subList(0, 1)).sent())
                .as("the letter itself was never sent")
                .isEqualTo(1);
        assertThat(sent).hasSize(3);
    }

    private static FunctionLog none() {
        return (from, to, failuresOnly, next) -> new FunctionLog.Page(List.of(), null);
    }
}

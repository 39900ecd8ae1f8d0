package io.orderflow.operations.deadletter.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.journal.JournalLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedrivesTest extends RedriveFixture {
    @Test
    void whatIsSentIsDeletedAndFollowedToItsEnd() throws Exception {
        bury(25);
        List<FrozenLetter> letters = frozen(true);

        RedriveReport report = run(order(), letters);

        assertThat(report.proven()).as(report.toString()).isTrue();
        assertThat(report.outcomes()).containsEntry(End.STORED, 25);
        assertThat(report.setHash()).isEqualTo(SetHash.of(letters));
        assertThat(dead.all()).isEmpty();
        assertThat(sent)
                .extracting(OutgoingLetter::body)
                .containsExactlyInAnyOrderElementsOf(
                        letters.stream().map(FrozenLetter::body).toList());
        assertThat(redrives.unfinished()).isEmpty();
        assertThat(receipts.chain().lines()).extracting(ReceiptSummary::act).containsExactly("STARTED", "ENDED");
        assertThat(receipts.read(report.receipt()).report().letters()).isEqualTo(report.letters());
        assertThat(marks.marks).isEmpty();
    }

    @Test
    void whatIsNotHeldIsReceivedAnewAndTheOthersAreReleased() throws Exception {
        bury(12);
        List<FrozenLetter> letters = frozen(false);
        dead.put(new DeadLetter("late", "late", 3, clock.instant(), List.of(), Map.of()));

        RedriveReport report = run(order(), letters);

        assertThat(report.proven()).as(report.toString()).isTrue();
        assertThat(dead.all()).extracting(DeadLetter::messageId).containsExactly("late");
        assertThat(dead.visible()).isEqualTo(1);
    }

    @Test
    void whereTheConsumerIsPausedNothingIsDone() throws Exception {
        bury(3);
        outcome = "";

        RedriveReport report = run(order().withFollow(Duration.ofSeconds(1)), frozen(true));

        assertThat(report.outcomes()).containsEntry(End.UNKNOWN, 3);
        assertThat(report.done()).isZero();
        assertThat(report.proven()).isFalse();
        assertThat(report.sent()).isEqualTo(3);
    }

    @Test
    void aStageThatDiesLeavesTheRestUntouched() throws Exception {
        bury(20);
        outcome = "MALFORMED";

        RedriveReport report = run(order().withRamp(List.of(1, 5), 10), frozen(true));

        assertThat(report.stopped()).isEqualTo("ramp");
        assertThat(report.sent()).isEqualTo(1);
        assertThat(report.letters().get(0).reason()).isEqualTo("quantity must be whole");
        assertThat(report.outcomes()).containsEntry(End.DIED_AGAIN, 1);
        assertThat(dead.visible()).as("released").isEqualTo(19);
        assertThat(redrives.unfinished()).isEmpty();
    }

    @Test
    void anotherQueueIsNotFollowed() throws Exception {
        bury(2);
        Destination queue = new Destination(Destination.Kind.QUEUE, "Audit");

        RedriveReport report = run(RedriveOrder.of("OrderDLQ", queue, 3, Duration.ofSeconds(1), WHO, ""), frozen(true));

        assertThat(report.outcomes()).containsEntry(End.UNDER_WAY, 2);
        assertThat(report.complete()).isTrue();
        assertThat(report.proven()).isFalse();
    }

    @Test
    void whatArrivesChangedIsNotDeleted() throws Exception {
        bury(2);
        same = false;

        RedriveReport report = run(order(), frozen(true));

        assertThat(report.deleted()).isZero();
        assertThat(report.fault()).contains("checksums");
        assertThat(dead.all()).hasSize(2);
    }

    @Test
    void theBudgetIsKept() throws Exception {
        bury(30);

        RedriveReport report = run(order().withBudget(new Budget(9, 1)), frozen(true));

        assertThat(report.stopped()).isEqualTo("budget");
        assertThat(report.requests()).isLessThanOrEqualTo(9);
        assertThat(report.sent()).isLessThan(30);
    }

    @Test
    void cancelledBeforeAnythingIsSentItReleasesAll() throws Exception {
        bury(5);

        RedriveReport report = redrives.run(order(), frozen(false), new RedriveWatcher() {
            @Override
            public void changed(RedriveStatus status) {}

            @Override
            public boolean paused() {
                return true;
            }

            @Override
            public boolean cancelled() {
                return true;
            }
        });

        assertThat(report.stopped()).isEqualTo("cancelled");
        assertThat(report.sent()).isLessThanOrEqualTo(5);
        assertThat(dead.visible()).isEqualTo(5 - report.deleted());
    }

    @Test
    void whatAnEarlierReceiptHasAsSentIsOnlyDeleted() throws Exception {
        bury(1);
        FrozenLetter letter = frozen(true).get(0);
        try (OpenReceipt killed = receipts.create(order(), clock.instant(), List.of(letter))) {
            killed.append(List.of(
                    new JournalLine(clock.instant(), JournalLine.Kind.INTENT, List.of(JournalLine.Mark.of(0)), ""),
                    new JournalLine(
                            clock.instant(),
                            JournalLine.Kind.SENT,
                            List.of(JournalLine.Mark.of(0, "new-0", "same")),
                            "")));
        }
        lines.add(line("new-0"));
        assertThat(redrives.unfinished()).hasSize(1);

        RedriveReport again = run(order(), List.of(letter));

        assertThat(sent).isEmpty();
        assertThat(again.letters().get(0).newMessageId()).isEqualTo("new-0");
        assertThat(again.proven()).isTrue();
        assertThat(dead.all()).isEmpty();
    }

    @Test
    void whatNobodyAnsweredIsSentAgainAndSaidSo() throws Exception {
        bury(1);
        FrozenLetter letter = frozen(true).get(0);
        try (OpenReceipt killed = receipts.create(order(), clock.instant(), List.of(letter))) {
            killed.append(List.of(
                    new JournalLine(clock.instant(), JournalLine.Kind.INTENT, List.of(JournalLine.Mark.of(0)), "")));
        }

        RedriveReport resumed = redrives.resume(null, false, false, null, RedriveWatcher.NONE);

        assertThat(sent).hasSize(1);
        assertThat(resumed.maybeTwice()).isEqualTo(1);
        assertThat(resumed.proven()).isTrue();
        assertThat(redrives.unfinished()).isEmpty();
        assertThatThrownBy(() -> redrives.resume(null, false, false, null, RedriveWatcher.NONE))
                .isInstanceOf(PortException.class)
                .hasMessage("Nothing is left to be finished.");
    }

    @Test
    void releasedItSendsNothingMore() throws Exception {
        bury(3);
        try (OpenReceipt killed = receipts.create(order(), clock.instant(), frozen(true))) {
            killed.append(List.of(new JournalLine(
                    clock.instant(), JournalLine.Kind.SENT, List.of(JournalLine.Mark.of(0, "new-0", "same")), "")));
        }
        lines.add(line("new-0"));

        RedriveReport released = redrives.resume(null, true, false, null, RedriveWatcher.NONE);

        assertThat(sent).isEmpty();
        assertThat(released.stopped()).isEqualTo("released");
        assertThat(released.deleted()).isEqualTo(1);
        assertThat(dead.visible()).isEqualTo(2);
        assertThat(redrives.unfinished()).isEmpty();
    }

    @Test
    void whatWasCancelledBeforeItBeganSendsNothing() throws Exception {
        bury(3);
        RedriveReport report = redrives.run(order(), frozen(true), CANCELLED);
        assertThat(report.stopped()).isEqualTo("cancelled");
        assertThat(sent).isEmpty();
        assertThat(dead.visible()).isEqualTo(3);
    }

    @Test
    void anotherConsolesMarkIsRespectedUnlessTakenOver() throws Exception {
        bury(1);
        marks.marks.put(
                "OrderDLQ", new QueueMark.Mark("ann@elsewhere", clock.instant().plusSeconds(60)));
        List<FrozenLetter> letters = frozen(true);

        assertThatThrownBy(() -> run(order(), letters))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("ann@elsewhere");
        assertThat(sent).isEmpty();

        RedriveOrder order = order();
        RedriveReport report = run(order.by(order.commandLine(), true), letters);
        assertThat(report.proven()).isTrue();
    }

    @Test
    void aResumeRespectsItTooButItsOwnIsNoObstacle() throws Exception {
        bury(1);
        killedOnceItHadSent();
        QueueMark.Mark other =
                new QueueMark.Mark("ann@elsewhere", clock.instant().plusSeconds(60));
        marks.marks.put("OrderDLQ", other);

        assertThatThrownBy(() -> redrives.resume(null, false, false, null, RedriveWatcher.NONE))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("ann@elsewhere");
        assertThat(sent).isEmpty();
        assertThat(marks.marks).containsEntry("OrderDLQ", other);
        assertThat(redrives.unfinished()).hasSize(1);

        String own = QueueMark.owner(WHO, receipts.owner());
        marks.marks.put("OrderDLQ", new QueueMark.Mark(own, clock.instant().plusSeconds(60)));
        assertThat(redrives.resume(null, false, false, null, RedriveWatcher.NONE)
                        .proven())
                .isTrue();
    }

    private void killedOnceItHadSent() throws Exception {
        try (OpenReceipt killed = receipts.create(order(), clock.instant(), frozen(true))) {
            killed.append(List.of(new JournalLine(
                    clock.instant(), JournalLine.Kind.SENT, List.of(JournalLine.Mark.of(0, "new-0", "same")), "")));
        }
        lines.add(line("new-0"));
    }

    @Test
    void itIsTakenOverByAResumeThatIsTold() throws Exception {
        bury(1);
        killedOnceItHadSent();
        marks.marks.put(
                "OrderDLQ", new QueueMark.Mark("ann@elsewhere", clock.instant().plusSeconds(60)));
        assertThat(redrives.resume(null, false, true, null, RedriveWatcher.NONE).proven())
                .isTrue();
    }
}

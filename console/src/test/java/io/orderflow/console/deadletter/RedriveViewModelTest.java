package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.FakeLetterQueue;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RepairOne;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RedriveViewModelTest {
    @TempDir
    Path receipts;

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final StepTaskRunner runner = new StepTaskRunner();
    private LetterFixture letters;
    private RedriveViewModel model;

    @BeforeEach
    void letters() {
        letters = new LetterFixture(runner, clock, SampleJobs.jobs(), Memory.ofThisProcess(), receipts);
        model = letters.redrives;
        letters.put(List.of(
                good("g1"), good("g2"), SampleData.letter("b1", Duration.ofMinutes(3), SampleData.order("B1", "1.5"))));
        load();
    }

    private static DeadLetter good(String id) {
        return SampleData.letter(id, Duration.ofMinutes(5), SampleData.order("ORD-" + id, "2"));
    }

    @Test
    void whatWouldFailAgainIsLeftOutAndCanBePutBack() {
        RedrivePlan plan = plan(Set.of());
        assertThat(ids(plan)).containsExactlyInAnyOrder("g1", "g2");
        assertThat(plan.set().leftOut(LeftOut.FAILING)).isEqualTo(1);
        assertThat(plan.repeatsFailure()).isFalse();
        assertThat(plan.hash()).hasSize(64);

        RedrivePlan all = plan(Set.of(LeftOut.FAILING));
        assertThat(all.count()).isEqualTo(3);
        assertThat(all.repeatsFailure()).isTrue();
        assertThat(all.hash()).isNotEqualTo(plan.hash());
        assertThat(letters.dead.sent).isEmpty();
    }

    @Test
    void sendsExactlyThePlanFollowsItAndTakesItOffTheList() {
        RedrivePlan plan = plan(Set.of());
        letters.put(List.of(good("later")));
        start(plan);
        assertThat(model.runningProperty().get()).isTrue();
        finish();

        RedriveReport report = model.reportProperty().get();
        assertThat(report.setHash()).isEqualTo(plan.hash());
        assertThat(report.outcomes()).containsEntry(End.STORED, 2);
        assertThat(report.proven()).isTrue();
        assertThat(letters.dead.sent).extracting(OutgoingLetter::body).hasSize(2);
        assertThat(letters.model.rows()).extracting(LetterRow::id).containsExactly("b1");
        assertThat(letters.dead.queue.all()).extracting(DeadLetter::messageId).containsExactlyInAnyOrder("b1", "later");
        assertThat(model.runningProperty().get()).isFalse();
        assertThat(model.unfinishedProperty().get()).isNull();
        assertThat(letters.jobs.running()).isEmpty();
    }

    @Test
    void whatDiedAgainIsNotDone() {
        start(plan(Set.of(LeftOut.FAILING)));
        finish();

        RedriveReport report = model.reportProperty().get();
        assertThat(report.done()).isLessThan(report.count());
        assertThat(report.outcomes()).containsEntry(End.DIED_AGAIN, 1);
        assertThat(RedriveWords.tone(End.DIED_AGAIN)).isNotEqualTo(RedriveWords.tone(End.STORED));
    }

    @Test
    void aFaultBeforeAnythingWasSentIsSaid() {
        RedrivePlan plan = plan(Set.of());
        letters.dead.queue.fault = new PortException(PortException.Kind.UNREACHABLE, "OrderDLQ", "down");
        start(plan);
        finish();

        assertThat(model.faultProperty().get()).isInstanceOf(PortException.class);
        assertThat(model.runningProperty().get()).isFalse();
        assertThat(letters.dead.sent).isEmpty();
        model.dismiss();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void oneThatWasLeftUndoneIsFoundAndFinishedByTheNextWindow() {
        RedrivePlan plan = plan(Set.of());
        model.statusProperty().subscribe(status -> {
            if (status != null && status.sent() == 1) {
                Thread.currentThread().interrupt(); // the process ends
            }
        });
        model.start(plan, plan.defaults().withRamp(List.of(1), 10).by("orderflow dead-letters redrive", false));
        runner.finishOldest();
        assertThat(Thread.interrupted() || model.faultProperty().get() != null).isTrue();
        List<DeadLetter> still = letters.dead.queue.all();

        var next = new LetterFixture(runner, clock, SampleJobs.jobs(), Memory.ofThisProcess(), receipts);
        next.put(still);
        next.dead.lines.addAll(letters.dead.lines); // the function's log is there whoever reads it
        next.redrives.shown();
        finish();
        assertThat(next.redrives.unfinishedProperty().get().entries()).hasSize(2);

        next.redrives.resume(false);
        finish();
        RedriveReport report = next.redrives.reportProperty().get();
        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.deleted()).isEqualTo(2);
        assertThat(next.dead.queue.all()).extracting(DeadLetter::messageId).containsExactly("b1");
        assertThat(next.redrives.unfinishedProperty().get()).isNull();
    }

    @Test
    void throughTheTopicTheSetIsAnotherAndItsEndsAreToldByOrder() {
        String envelope = SampleData.envelope(SampleData.order("ORD-e", "2"));
        letters.put(List.of(SampleData.letter("e1", Duration.ofMinutes(1), envelope)));
        clock.advance(Duration.ofMinutes(15));
        load();
        RedrivePlan direct = plan(Set.of());
        RedrivePlan topic = plan("topic");
        assertThat(topic.defaults().to()).isEqualTo(new Destination(Destination.Kind.TOPIC, "OrderTopic"));
        assertThat(topic.hash()).isNotEqualTo(direct.hash());
        assertThat(topic.defaults().pace().follow()).isPositive();
    }

    @Test
    void toAnotherQueueNothingIsFollowed() {
        letters.dead.others.put("Archive", new FakeLetterQueue("Archive", clock));
        RedrivePlan plan = plan("Archive");
        assertThat(plan.defaults().to()).isEqualTo(new Destination(Destination.Kind.QUEUE, "Archive"));
        start(plan);
        finish();

        assertThat(letters.dead.sent).hasSize(2);
        assertThat(model.reportProperty().get().deleted()).isEqualTo(2);
        assertThat(model.reportProperty().get().done()).isZero();
    }

    @Test
    void aQueueThatIsNotThereIsSaid() {
        assertThat(plan("Nowhere")).isNull();
        assertThat(new FaultTexts(new Texts(Locale.ENGLISH))
                        .line(model.planFaultProperty().get()))
                .isEqualTo("Nowhere: there is no such queue here; check its name.");
    }

    @Test
    void whatWasNotDeliveredIsSentInTheSameWay() {
        letters.undelivered.queue.put(good("u1"));
        letters.model.snapshots().choose(LetterPlace.ORDER_UNDELIVERED);
        finish();
        load();
        RedrivePlan plan = plan(Set.of());
        assertThat(plan.defaults().queue()).isEqualTo("OrderUndelivered");
        start(plan);
        finish();

        assertThat(model.reportProperty().get().outcomes()).containsEntry(End.STORED, 1);
        assertThat(letters.undelivered.queue.all()).isEmpty();
    }

    @Test
    void whoTakesOverSendsWhatWasRefusedLast() {
        start(plan(Set.of()));
        finish();
        int sent = letters.dead.sent.size();
        letters.put(List.of(SampleData.letter("e1", Duration.ofMinutes(1), SampleData.order("ORD-e", "\"2\""))));
        letters.model.snapshots().load();
        finish();
        letters.dead.marks.marks.put(
                "OrderDLQ", new QueueMark.Mark("ann@elsewhere", Instant.parse("2999-01-01T00:00:00Z")));
        LetterRow row = letters.model.rows().stream()
                .filter(each -> each.id().equals("e1"))
                .findFirst()
                .orElseThrow();
        model.send(RepairOne.of(row, row.letter().body(), SampleData.order("ORD-e", "2"), clock), "repair e1");
        finish();
        assertThat(model.marked().markProperty().get()).isNotNull();
        assertThat(letters.dead.sent).hasSize(sent);

        model.marked().takeOver();
        finish();
        assertThat(letters.dead.sent).hasSize(sent + 1);
        assertThat(letters.dead.sent.get(sent).body()).contains("ORD-e");
    }

    @Test
    void anotherConsolesMarkIsRespectedUntilSomebodyTakesOver() {
        Instant until = Instant.parse("2999-01-01T00:00:00Z");
        letters.dead.marks.marks.put("OrderDLQ", new QueueMark.Mark("ann@elsewhere", until));
        model.marked().takeOver();
        start(plan(Set.of()));
        finish();

        assertThat(model.marked().markProperty().get()).isEqualTo(new QueueMark.Mark("ann@elsewhere", until));
        assertThat(model.faultProperty().get()).isNull();
        assertThat(letters.dead.sent).isEmpty();

        model.marked().takeOver();
        finish();
        assertThat(model.marked().markProperty().get()).isNull();
        assertThat(model.reportProperty().get().proven()).isTrue();
        model.marked().takeOver(); // of nothing any more
        finish();
        assertThat(model.faultProperty().get()).isNull();
        assertThat(letters.dead.sent).hasSize(2);
        letters.receipts.load(null);
        finish();
        assertThat(letters.receipts.openedProperty().get().order().commandLine())
                .isEqualTo("orderflow dead-letters redrive --take-over");
    }

    @Test
    void whatIsNotHeldAnyMoreIsNotSent() {
        RedrivePlan plan = plan(Set.of());
        clock.advance(Duration.ofMinutes(15));
        start(plan);
        assertThat(runner.pending()).isZero();
        assertThat(model.faultProperty().get()).hasMessage("The letters are not held any more: load again first.");
        assertThat(letters.dead.sent).isEmpty();
    }

    @Test
    void nothingIsFrozenOfWhatIsNotHeld() {
        letters.model.snapshots().release();
        finish();
        clock.advance(Duration.ofMinutes(15));
        load();
        letters.model.snapshots().choose(io.orderflow.operations.deadletter.LetterPlace.ORDER_UNDELIVERED);
        finish();
        model.freeze(RedriveDraft.of(List.of(), List.of()), "OrderQueue", Set.of());
        finish();
        assertThat(model.planProperty().get()).isNull();
    }

    private RedrivePlan plan(String to) {
        model.freeze(RedriveDraft.of(letters.model.rows(), List.of("--all")), to, Set.of());
        finish();
        return model.planProperty().get();
    }

    private RedrivePlan plan(Set<LeftOut> putBack) {
        model.freeze(RedriveDraft.of(letters.model.rows(), List.of("--all")), "OrderQueue", putBack);
        finish();
        return model.planProperty().get();
    }

    private void start(RedrivePlan plan) {
        model.start(plan, plan.defaults().withRamp(List.of(), 10).by("orderflow dead-letters redrive", false));
    }

    private static List<String> ids(RedrivePlan plan) {
        return plan.set().entries().stream().map(entry -> entry.row().id()).toList();
    }

    private void load() {
        letters.model.snapshots().load();
        finish();
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }
}

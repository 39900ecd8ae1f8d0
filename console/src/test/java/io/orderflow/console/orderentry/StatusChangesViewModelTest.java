package io.orderflow.console.orderentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.action.UserAction;
import io.orderflow.console.task.Job;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.FakePlacing;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.entry.StatusChanges;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import org.junit.jupiter.api.Test;

class StatusChangesViewModelTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final FakeOrderTable table = new FakeOrderTable();
    private final List<Order> published = new ArrayList<>();
    private final StepTaskRunner runner = new StepTaskRunner();
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final FaultTexts faults = new FaultTexts(texts);
    private final StatusWords words = new StatusWords(texts, faults);
    private final Jobs jobs = new Jobs(
            FXCollections.observableArrayList(),
            "Embedded",
            new ActivityLog(Memory.ofThisProcess(), clock),
            faults::line,
            clock);
    private Runnable whenPublished = () -> {};
    private final StatusChanges changes = new StatusChanges(
            new FakePlacing(
                            order -> {
                                published.add(order);
                                whenPublished.run();
                                return "m";
                            },
                            table)
                    .tools(),
            clock);
    private final StatusChangesViewModel model = new StatusChangesViewModel(changes, runner, jobs, words);
    private boolean ahead;

    @Test
    void goesAheadAtOnceWhereAllIsAsShownAndTellsHowManyWerePublished() throws Exception {
        StatusDraft draft = draft(2);
        assertThat(draft.eventsProperty().get()).isEqualTo(2);

        check(draft);

        assertThat(ahead).isTrue();
        assertThat(published).as("nothing before the job runs").isEmpty();
        start(draft);
        Job job = jobs.running().get(0);
        assertThat(job.title()).isEqualTo("Changing the status of 2 orders to SHIPPED");
        runner.finishOldest();
        assertThat(published)
                .extracting(Order::status)
                .containsOnly(OrderStatus.SHIPPED)
                .hasSize(2);
        assertThat(jobs.running()).isEmpty();
        assertThat(job.activityProperty().get().outcome().end()).isEqualTo(End.DONE);
        assertThat(job.activityProperty().get().outcome().words()).isEqualTo("2 events published");
        assertThat(model.endedProperty().get().result().published()).hasSize(2);
    }

    @Test
    void asksWhereARowIsNotWhatWasShownAndLeavesItOutUnlessTold() throws Exception {
        StatusDraft draft = draft(3);
        store("O1", OrderStatus.CANCELLED);
        table.delete("O2");

        check(draft);

        assertThat(ahead).isFalse();
        assertThat(draft.changedProperty().get())
                .extracting(words::changed)
                .containsExactly("status was NEW, is CANCELLED now", "It is not in the table any more.");
        assertThat(draft.eventsProperty().get()).isEqualTo(1);
        check(draft);
        assertThat(ahead).isTrue();
        start(draft);
        runner.finishOldest();
        assertThat(published).extracting(Order::orderId).containsExactly("O0");
        assertThat(words.outcome(model.endedProperty().get().result()))
                .isEqualTo("1 event published; 2 left out: O1 is not what was shown, but CANCELLED;"
                        + " O2 is not in the table");
    }

    @Test
    void publishesThoseTooWhereItIsToldWithTheValuesThatTheyHaveNow() throws Exception {
        StatusDraft draft = draft(2);
        table.store(new Order("O1", "U1", "Lamp", 8, OrderStatus.NEW, clock.instant()), clock.instant());
        check(draft);
        draft.includeProperty().set(true);
        assertThat(draft.eventsProperty().get()).isEqualTo(2);

        check(draft);

        assertThat(ahead).isTrue();
        start(draft);
        runner.finishOldest();
        assertThat(published).extracting(Order::quantity).containsExactly(3, 8);
    }

    @Test
    void asksAgainWhereItHasChangedOnceMoreWhileSomebodyThought() throws Exception {
        StatusDraft draft = draft(1);
        store("O0", OrderStatus.PROCESSING);
        check(draft);
        draft.includeProperty().set(true);
        store("O0", OrderStatus.CANCELLED);

        check(draft);

        assertThat(ahead).isFalse();
        assertThat(words.changed(draft.changedProperty().get().get(0))).isEqualTo("status was NEW, is CANCELLED now");
        check(draft);
        assertThat(ahead).isTrue();
    }

    @Test
    void oneThatWasLeftOutStaysSoWhateverBecomesOfIt() throws Exception {
        StatusDraft draft = draft(2);
        store("O1", OrderStatus.CANCELLED);
        check(draft);
        check(draft);
        store("O1", OrderStatus.NEW); // as it was shown at first
        start(draft);
        runner.finishOldest();
        assertThat(published).extracting(Order::orderId).containsExactly("O0");
    }

    @Test
    void whatChangesAfterTheLastLookIsLeftOutAndTold() throws Exception {
        StatusDraft draft = draft(1);
        check(draft);
        store("O0", OrderStatus.CANCELLED);
        start(draft);
        Job job = jobs.running().get(0);
        runner.finishOldest();
        assertThat(published).isEmpty();
        assertThat(job.activityProperty().get().outcome().end()).isEqualTo(End.FAILED);
        assertThat(job.activityProperty().get().outcome().words())
                .isEqualTo("no event published; 1 left out: O0 is not what was shown, but CANCELLED");
    }

    @Test
    void aCancelledJobTellsHowFarItCame() throws Exception {
        StatusDraft draft = draft(12);
        check(draft);
        start(draft);
        Job job = jobs.running().get(0);
        whenPublished = job::cancel;
        runner.finishOldest();
        assertThat(published).hasSize(1);
        assertThat(job.activityProperty().get().outcome().end()).isEqualTo(End.STOPPED);
        assertThat(job.activityProperty().get().outcome().words())
                .isEqualTo("1 event published; 11 left out: 11 not begun when it was cancelled");
        assertThat(job.progressProperty().get().done()).isEqualTo(12);
    }

    @Test
    void rowsThatCannotBeReadAreSaidAndNothingIsPublished() throws Exception {
        StatusDraft draft = draft(1);
        var away = new PortException(PortException.Kind.UNREACHABLE, "Orders", "connection refused");
        table.failWith(away);
        check(draft);
        assertThat(draft.faultProperty().get()).isSameAs(away);
        assertThat(draft.readingProperty().get()).isFalse();
        assertThat(ahead).isFalse();
        table.failWith(null);
        check(draft);
        assertThat(draft.faultProperty().get()).isNull();
        assertThat(ahead).isTrue();
        table.failWith(away);
        start(draft);
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isSameAs(away);
        model.dismiss();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void whoClosesTheDialogWhileItReadsPublishesNothing() throws Exception {
        StatusDraft draft = draft(1);
        draft.check(() -> ahead = true);
        draft.close();
        runner.finishOldest();
        assertThat(ahead).isFalse();
    }

    @Test
    void anOrderThatIsNoneByTheRulesGetsNoEvent() {
        StatusDraft draft = model.draft(List.of(new ShownOrder("O1", "U1", null, "3", "NEW", null, false)));
        assertThat(draft.eventsProperty().get()).isZero();
    }

    @Test
    void theActSaysWhyItCannotBeDoneAndWhichCommandDoesTheSame() throws Exception {
        IntegerProperty count = new SimpleIntegerProperty();
        List<ShownOrder> orders = shown(2);
        UserAction act = act(orders, count, Protection.NONE);
        assertThat(act.whyNot().getValue()).isEqualTo("Nothing is selected");
        assertThat(act.command().get()).isEmpty();
        count.set(2);
        assertThat(act.enabled()).isTrue();
        assertThat(act.command().get()).isEqualTo("orders status O0 O1 STATUS");
        count.set(201);
        assertThat(act.command().get()).as("nobody reads such a line").isEmpty();
        var readOnly = new Environment("Production", Colour.RED, new Embedded(null), "", null, true, false);
        assertThat(act(orders, count, new Protection(readOnly)).whyNot().getValue())
                .isEqualTo("Production is read-only.");
        count.set(1);
        var odd = new ShownOrder("-x", "U1", "Lamp", "3", "NEW", clock.instant(), true);
        assertThat(act(List.of(odd), count, Protection.NONE).command().get())
                .as("it would be an option")
                .isEmpty();
    }

    private UserAction act(List<ShownOrder> orders, IntegerProperty count, Protection protection) {
        return StatusAction.of(
                model, () -> orders, count, protection, line -> String.join(" ", line), words, texts, faults);
    }

    private void check(StatusDraft draft) {
        draft.check(() -> ahead = true);
        assertThat(draft.readingProperty().get()).isTrue();
        runner.finishOldest();
    }

    private void start(StatusDraft draft) {
        model.start(draft);
    }

    private StatusDraft draft(int count) throws PortException {
        StatusDraft draft = model.draft(shown(count));
        draft.statusProperty().set(OrderStatus.SHIPPED);
        return draft;
    }

    private List<ShownOrder> shown(int count) throws PortException {
        List<String> ids =
                IntStream.range(0, count).mapToObj(each -> "O" + each).toList();
        ids.forEach(id -> store(id, OrderStatus.NEW));
        var rows = changes.look(ids);
        return ids.stream().map(rows::get).toList();
    }

    private void store(String id, OrderStatus status) {
        table.store(new Order(id, "U1", "Lamp", 3, status, clock.instant().minusSeconds(9)), clock.instant());
    }
}

package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.FakeSubscribers;
import org.junit.jupiter.api.Test;

class SubscribersViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final FakeSubscribers topic = new FakeSubscribers();
    private final SubscribersViewModel model = new SubscribersViewModel(topic, runner, new FakeMonitor());

    @Test
    void aNewSubscriberIsListedAndWaitsForItsConfirmation() {
        load();
        model.add(SubscriberProtocol.EMAIL, " ann@example.com ", " ");
        assertThat(model.busyProperty().get()).isTrue();
        runner.finishOldest();
        runner.finishOldest();

        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.subscribers()).hasSize(2).last().satisfies(each -> {
            assertThat(each.endpoint()).isEqualTo("ann@example.com");
            assertThat(each.filterPolicy()).isNull();
            assertThat(each.confirmed()).isFalse();
            assertThat(each.removable()).as("SNS gives it no ARN yet").isFalse();
        });
    }

    @Test
    void theStacksOwnIsNeverRemoved() {
        load();
        model.remove(model.subscribers().get(0));
        assertThat(runner.pending()).isZero();

        var other = new Subscriber(
                "arn:aws:sns:x", "https", "https://example.com/hook", null, null, Subscriber.State.CONFIRMED, false);
        topic.put(other);
        load();
        model.remove(other);
        runner.finishOldest();
        runner.finishOldest();
        assertThat(model.subscribers()).containsExactly(FakeSubscribers.OWN);
    }

    @Test
    void aTopicThatIsNotThereIsNoFault() {
        topic.fail(new PortException(PortException.Kind.MISSING, "OrderTopic", "not there"));
        load();
        assertThat(model.missingProperty().get()).isTrue();
        assertThat(model.faultProperty().get()).isNull();

        topic.fail(null);
        load();
        assertThat(model.missingProperty().get()).isFalse();
        assertThat(model.subscribers()).hasSize(1);
    }

    @Test
    void whatIsRefusedSaysWhyAndKeepsTheList() {
        load();
        var refused = new PortException(PortException.Kind.REFUSED, "OrderTopic", "the filter is no JSON");
        topic.fail(refused);
        model.add(SubscriberProtocol.EMAIL, "ann@example.com", "{");
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isSameAs(refused);
        assertThat(model.subscribers()).hasSize(1);
    }

    private void load() {
        model.load();
        runner.finishOldest();
    }
}

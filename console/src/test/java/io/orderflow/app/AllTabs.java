package io.orderflow.app;

import io.orderflow.console.SampleData;
import io.orderflow.console.deadletter.DeadLettersViewModel;
import io.orderflow.console.deadletter.LetterFixture;
import io.orderflow.console.queues.QueueSampler;
import io.orderflow.console.queues.QueuesView;
import io.orderflow.console.queues.QueuesViewModel;
import io.orderflow.console.queues.SampleQueues;
import io.orderflow.console.setup.SetupParts;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Workspace;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.operations.queues.FakeQueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.FakeStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The five tabs over sample data in memory. */
final class AllTabs implements Workspace {
    private static final Map<WatchedQueue, String> NAMES =
            Map.of(WatchedQueue.ORDER_QUEUE, "OrderQueue", WatchedQueue.DEAD_LETTER_QUEUE, "OrderDLQ");

    private final ConsoleTools tools;
    private final FakeWorkspace placing;
    private final FakeQueueDepths depths = new FakeQueueDepths();
    private final FakeStack stack = new FakeStack(SampleData.resources());
    final ObjectProperty<List<HealthSign>> consumer = new SimpleObjectProperty<>(List.of());
    final ObjectProperty<List<HealthSign>> letters = new SimpleObjectProperty<>(List.of());
    final ObjectProperty<List<HealthSign>> drift = new SimpleObjectProperty<>(List.of());
    DeadLettersViewModel dead;
    private LetterFixture letterFixture;

    AllTabs(ConsoleTools tools, FakeWorkspace placing) {
        this.tools = tools;
        this.placing = placing;
        depths.set(WatchedQueue.ORDER_QUEUE, 1_234_567, 20, 3);
        depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 6, 0, 0);
        stack.findings.addAll(SampleData.findings());
        stack.subscribers.put(
                new Subscriber(null, "email", "warehouse@example.com", null, null, Subscriber.State.PENDING, false));
    }

    @Override
    public Memory memory() {
        return placing.memory();
    }

    @Override
    public Protection protection() {
        return placing.protection();
    }

    @Override
    public EnvironmentLabel environment() {
        return placing.environment();
    }

    @Override
    public List<Feature> features(ShellServices services) {
        Duration often = Duration.ofMillis(200);
        var sampler = new QueueSampler(depths, tools.runner(), services.monitor(), tools.clock(), often);
        sampler.start();
        var queues = new QueuesViewModel(sampler);
        queues.restore(memory());
        letterFixture = new LetterFixture(tools.runner(), tools.clock(), services.jobs(), services.memory());
        letterFixture.put(SampleData.letters());
        dead = letterFixture.model;
        var actions = letterFixture.actions(protection(), tools.texts(), tools.formats());
        SetupParts setup = stack.parts(tools.runner(), services.jobs());
        List<Feature> features = new ArrayList<>(placing.features(services));
        var queueActions = SampleQueues.actions(queues, tools.texts());
        features.add(new QueuesFeature(
                queues,
                queueActions.all(),
                () -> new QueuesView(
                        queues, NAMES, queueActions, tools.texts(), tools.faults(), tools.formats(), tools.zone()),
                consumer));
        features.add(new DeadLettersFeature(
                letterFixture.models(),
                actions.all(),
                dead.snapshots()::load,
                () -> letterFixture.view(actions, () -> {}, tools.texts(), tools.faults(), tools.formats()),
                sampler.badgeProperty(),
                letters));
        features.add(new SetupFeature(setup, List.of(), () -> FakeStack.view(setup, tools.texts()), drift));
        return features;
    }

    @Override
    public void close() {}
}

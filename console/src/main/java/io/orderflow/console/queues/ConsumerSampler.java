package io.orderflow.console.queues;

import io.orderflow.console.shell.ConnectionMonitor;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.queues.ConsumerState;
import io.orderflow.operations.queues.QueueConsumer;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Whether the consumer runs, asked twice a minute while the environment is open. FX thread only. */
public final class ConsumerSampler {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Texts texts;
    private final Poller<ConsumerState> poller;
    private final ReadOnlyObjectWrapper<List<HealthSign>> health = new ReadOnlyObjectWrapper<>(List.of());

    public ConsumerSampler(QueueConsumer consumer, TaskRunner runner, ConnectionMonitor monitor, Texts texts) {
        this.texts = texts;
        this.poller = new Poller<>(
                runner, INTERVAL, progress -> consumer.read(), new TaskCallbacks<>(this::seen, monitor::failed));
    }

    public void start() {
        poller.start();
    }

    public void stop() {
        poller.stop();
    }

    /** Asks at once, e.g. after the stack was changed. */
    public void now() {
        poller.now();
    }

    /** What the last answer says; nothing before the first. */
    public ReadOnlyObjectProperty<List<HealthSign>> healthProperty() {
        return health.getReadOnlyProperty();
    }

    private void seen(ConsumerState state) {
        Tone tone =
                switch (state.kind()) {
                    case RUNNING -> Tone.SUCCESS;
                    case STARTING -> Tone.ACCENT;
                    case PAUSED -> Tone.WARNING;
                    case FAILING, MISSING -> Tone.DANGER;
                    case NOT_PERMITTED -> Tone.NEUTRAL;
                };
        String hover = state.note().isEmpty() ? texts.get("queues.consumer.hint." + state.kind()) : state.note();
        health.set(List.of(new HealthSign(tone, texts.get("queues.consumer." + state.kind()), null, hover)));
    }
}

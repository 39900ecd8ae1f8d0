package io.orderflow.console.shell;

import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;

/** A window's model over an environment and another one, both of fakes. */
abstract class MainViewModelFixture {
    static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    final List<String> calls = new ArrayList<>();
    final StepTaskRunner runner = new StepTaskRunner();
    Tab firstTab = Tab.ORDERS;
    final List<Exception> failures = new ArrayList<>();
    final List<String> folders = new ArrayList<>();
    final Place elsewhere = new Place(
            new EnvironmentLabel("Staging", Tone.WARNING, "", "", ""), (folder, progress) -> new FakeWorkspace() {
                @Override
                public Memory memory() {
                    return elsewhereMemory;
                }
            });
    final Memory elsewhereMemory = Memory.ofThisProcess();
    Memory memory = Memory.ofThisProcess();
    boolean unsent;
    ShellServices services;
    boolean ended;
    final MainViewModel model = new MainViewModel(
            runner,
            new Place(new EnvironmentLabel("Embedded", Tone.DONE, "", "", ""), (folder, progress) -> {
                folders.add(String.valueOf(folder));
                progress.update(1, 3, "Queues");
                progress.update(2, 3, "Table");
                if (!failures.isEmpty()) {
                    throw failures.remove(0);
                }
                return new FakeWorkspace();
            }),
            new FaultTexts(new Texts(Locale.ENGLISH)),
            Clock.fixed(NOW, ZoneOffset.UTC));

    void startWork(List<String> outcomes) {
        services.jobs()
                .start(
                        runner,
                        SampleJobs.named("Redriving"),
                        progress -> progress.cancelled() ? "stopped" : "went on",
                        new TaskCallbacks<>(outcomes::add, fault -> outcomes.add("failed")));
    }

    void open() {
        model.start();
        runner.finishOldest();
    }

    class FakeWorkspace implements Workspace {
        @Override
        public Memory memory() {
            return memory;
        }

        @Override
        public Protection protection() {
            return Protection.NONE;
        }

        @Override
        public EnvironmentLabel environment() {
            return new EnvironmentLabel("Embedded", Tone.DONE, "000000000000", "us-east-1", "127.0.0.1:4566");
        }

        @Override
        public Tab firstTab() {
            return firstTab;
        }

        @Override
        public List<Feature> features(ShellServices offered) {
            services = offered;
            return List.of(new FakeFeature(Tab.ORDERS), new FakeFeature(Tab.QUEUES));
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void leave() {
            calls.add("left");
        }

        @Override
        public void close() {
            calls.add("closed");
        }
    }

    final class FakeFeature implements Feature {
        private final Tab tab;

        FakeFeature(Tab tab) {
            this.tab = tab;
        }

        @Override
        public Tab tab() {
            return tab;
        }

        @Override
        public Node content() {
            throw new UnsupportedOperationException("a view model never asks for nodes");
        }

        @Override
        public boolean unsent() {
            return unsent;
        }

        @Override
        public void shown() {
            calls.add("shown " + tab);
        }

        @Override
        public void hidden() {
            calls.add("hidden " + tab);
        }

        @Override
        public void refresh() {
            calls.add("refresh " + tab);
        }

        @Override
        public void select(String key) {
            calls.add("select " + key);
        }
    }
}

package io.orderflow.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.Connection.Failed;
import io.orderflow.console.shell.Connection.Offline;
import io.orderflow.console.shell.Connection.Starting;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.MemoryFile;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private final List<String> calls = new ArrayList<>();
    private final StepTaskRunner runner = new StepTaskRunner();
    private Tab firstTab = Tab.ORDERS;
    private final List<Exception> failures = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();
    private final Place elsewhere = new Place(
            new EnvironmentLabel("Staging", Tone.WARNING, "", "", ""), (folder, progress) -> new FakeWorkspace() {
                @Override
                public Memory memory() {
                    return elsewhereMemory;
                }
            });
    private final Memory elsewhereMemory = Memory.ofThisProcess();
    private Memory memory = Memory.ofThisProcess();
    private boolean unsent;
    private ShellServices services;
    private boolean ended;
    private final MainViewModel model = new MainViewModel(
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

    @Test
    void isStartingUntilTheTargetIsOpenAndShowsItsSteps() {
        model.start();
        assertThat(model.connectionProperty().get()).isEqualTo(new Starting());
        assertThat(model.features()).isEmpty();

        runner.finishOldest();

        assertThat(model.startSteps()).containsExactly(new StartStep("Queues", true), new StartStep("Table", false));
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(null));
        assertThat(model.environmentProperty().get().account()).isEqualTo("000000000000");
        assertThat(calls).containsExactly("shown ORDERS");
    }

    @Test
    void opensWhereTheTargetSaysUnlessSomebodyWentElsewhere() {
        firstTab = Tab.SETUP;
        open();
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.SETUP);
    }

    @Test
    void aTabThatWasChosenMeanwhileStays() {
        firstTab = Tab.SETUP;
        model.start();
        model.show(Tab.QUEUES);
        runner.finishOldest();
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.QUEUES);
    }

    @Test
    void saysWhyTheTargetDidNotOpenAndOpensItOnASecondTry() {
        failures.add(new PortException(PortException.Kind.REFUSED, "port 4566", "is in use"));
        model.start();
        runner.finishOldest();
        assertThat(model.connectionProperty().get()).isEqualTo(new Failed("port 4566: is in use.", Optional.empty()));

        model.refresh();
        assertThat(model.connectionProperty().get()).isEqualTo(new Starting());
        runner.finishOldest();

        assertThat(model.connectionProperty().get()).isInstanceOf(Connected.class);
    }

    @Test
    void offersAnotherFolderWhereTheDataFolderIsInTheWayAndOpensThere() {
        failures.add(new PortException(PortException.Kind.OLD_DATA, "/data/orders-2", "Written by an earlier one."));
        model.start();
        runner.finishOldest();
        assertThat(model.connectionProperty().get())
                .isEqualTo(new Failed("Written by an earlier one.", Optional.of("/data/orders-2")));

        model.startIn("a\0b");
        assertThat(model.connectionProperty().get()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.line()).contains("cannot be the name of a folder");
            assertThat(failed.otherFolder()).contains("a\0b");
        });

        model.startIn("/data/orders-2");
        runner.finishOldest();
        assertThat(model.connectionProperty().get()).isInstanceOf(Connected.class);
        assertThat(folders).containsExactly("null", "/data/orders-2");
    }

    @Test
    void hidesOneTabBeforeItShowsAnother() {
        open();

        model.show(Tab.QUEUES);
        model.showOrder("O1");
        model.refresh();

        assertThat(calls)
                .containsExactly(
                        "shown ORDERS",
                        "hidden ORDERS",
                        "shown QUEUES",
                        "hidden QUEUES",
                        "shown ORDERS",
                        "select O1",
                        "refresh ORDERS");
    }

    @Test
    void remembersTheTabChosenBeforeTheTargetWasOpen() {
        model.start();
        model.show(Tab.QUEUES);
        runner.finishOldest();

        assertThat(calls).containsExactly("shown QUEUES");
    }

    @Test
    void isOfflineOnlyWhenTheEndpointDoesNotAnswerAndConnectedAgainWhenItDoes() {
        open();
        model.succeeded();
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(NOW));

        model.failed(new PortException(PortException.Kind.DENIED, "Orders", "no permission"));
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(NOW));

        model.failed(new PortException(PortException.Kind.UNREACHABLE, "Orders", "connection refused"));
        assertThat(model.connectionProperty().get())
                .isEqualTo(new Offline("Orders does not answer: connection refused. Trying again.", NOW));

        model.succeeded();
        assertThat(model.connectionProperty().get()).isInstanceOf(Connected.class);
    }

    @Test
    void stopHidesTheTabInFrontAndHandsTheTargetOverToBeClosed() {
        open();

        assertThat(model.stop()).singleElement().isInstanceOf(FakeWorkspace.class);
        assertThat(model.stop()).isEmpty();

        assertThat(calls).containsExactly("shown ORDERS", "hidden ORDERS", "left");
    }

    @Test
    void theWayBackIsOfferedToo() {
        Place first = model.place();
        model.offer(List.of(elsewhere));
        open();

        model.switchTo(elsewhere, Leaving.STOP_WORK);

        assertThat(model.place()).isEqualTo(elsewhere);
        assertThat(model.places()).containsExactly(first, elsewhere);
    }

    @Test
    void goesToAnotherEnvironmentAndClosesTheOneItLeaves() {
        open();
        ShellServices old = services;

        model.switchTo(elsewhere, Leaving.STOP_WORK);
        assertThat(model.connectionProperty().get()).isEqualTo(new Starting());
        assertThat(model.features()).isEmpty();
        runner.finishOldest();
        runner.finishOldest();

        assertThat(calls).containsExactly("shown ORDERS", "hidden ORDERS", "left", "closed", "shown ORDERS");
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(null));
        old.monitor().failed(new PortException(PortException.Kind.UNREACHABLE, "Orders", "late"));
        old.navigator().show(Tab.QUEUES);
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(null));
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.ORDERS);
    }

    @Test
    void aTargetThatEndedInAnotherProcessIsOpenedAgain() {
        open();
        var away = new PortException(PortException.Kind.UNREACHABLE, "Orders", "refused");
        services.monitor().failed(away);
        runner.finishOldest();
        assertThat(model.connectionProperty().get()).isInstanceOf(Offline.class);

        ended = true;
        services.monitor().failed(away);
        services.monitor().failed(away);
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();
        assertThat(model.connectionProperty().get()).isEqualTo(new Starting());
        ended = false;
        runner.finishOldest();
        runner.finishOldest();

        assertThat(calls).containsExactly("shown ORDERS", "hidden ORDERS", "left", "closed", "shown ORDERS");
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(null));
        assertThat(model.places()).hasSize(1);
    }

    @Test
    void workThatMayFinishKeepsItsEnvironmentOpenUntilItHas() {
        open();
        var outcomes = new ArrayList<String>();
        startWork(outcomes);
        assertThat(model.busy()).isTrue();

        model.switchTo(elsewhere, Leaving.LET_IT_FINISH);
        runner.finishNewest();
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(null));
        assertThat(model.busy()).isFalse();
        assertThat(model.runningJobs()).singleElement().satisfies(job -> assertThat(job.environment())
                .isEqualTo("Embedded"));
        assertThat(calls).doesNotContain("closed");

        runner.finishOldest();
        assertThat(outcomes).containsExactly("went on");
        runner.finishOldest();
        assertThat(calls).contains("closed");
        assertThat(model.runningJobs()).isEmpty();
    }

    @Test
    void workThatIsStoppedTellsHowFarItCameBeforeItsEnvironmentCloses() {
        open();
        var outcomes = new ArrayList<String>();
        startWork(outcomes);

        model.switchTo(elsewhere, Leaving.STOP_WORK);
        runner.finishOldest();

        assertThat(outcomes).containsExactly("stopped");
        runner.finishNewest();
        assertThat(calls).contains("closed");
    }

    @Test
    void goingBackToAnEnvironmentThatIsStillOpenOpensNoSecond() {
        open();
        startWork(new ArrayList<>());
        Place first = model.place();
        model.switchTo(elsewhere, Leaving.LET_IT_FINISH);
        runner.finishNewest();
        folders.clear();

        model.switchTo(first, Leaving.LET_IT_FINISH);

        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(null));
        assertThat(model.busy()).isTrue();
        assertThat(folders).isEmpty();
    }

    @Test
    void aTargetThatOpensAfterSomebodyWentElsewhereIsClosedAndNotShown() {
        model.start();
        model.switchTo(elsewhere, Leaving.STOP_WORK);
        runner.finishNewest();
        runner.finishOldest();
        assertThat(calls).containsExactly("shown ORDERS");

        runner.finishOldest();
        assertThat(calls).containsExactly("shown ORDERS", "closed");
    }

    @Test
    void looksAsItDidLastInEachEnvironment() {
        memory.put("tab", "QUEUES");
        memory.put("theme", "DARK");
        model.restore(memory);
        assertThat(model.appearance().darkProperty().get()).isTrue();
        open();
        assertThat(calls).containsExactly("shown QUEUES");
        model.switchTo(elsewhere, Leaving.STOP_WORK);
        runner.finishNewest();
        runner.finishOldest();
        assertThat(model.appearance().themeProperty().get()).isEqualTo(Theme.SYSTEM);
        assertThat(model.appearance().darkProperty().get()).isFalse();
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.QUEUES); // nothing was remembered there
        model.appearance().choose(Theme.LIGHT);
        model.show(Tab.ORDERS);

        model.switchTo(model.places().get(0), Leaving.STOP_WORK);
        runner.finishNewest();

        assertThat(model.appearance().themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.QUEUES);
        assertThat(memory.get("theme")).contains("DARK");
        assertThat(elsewhereMemory.all("")).containsEntry("theme", "LIGHT").containsEntry("tab", "ORDERS");
    }

    @Test
    void aTabThatWasChosenBeforeTheTargetWasOpenIsRemembered() {
        memory.put("tab", "SETUP");
        model.start();
        model.show(Tab.QUEUES);
        runner.finishOldest();
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.QUEUES);
        assertThat(memory.get("tab")).contains("QUEUES");
    }

    @Test
    void followsTheSystemUnlessAThemeWasChosen() {
        Appearance appearance = model.appearance();
        appearance.systemDarkProperty().set(true);
        assertThat(appearance.darkProperty().get()).isTrue();
        appearance.choose(Theme.LIGHT);
        assertThat(appearance.darkProperty().get()).isFalse();
        appearance.choose(Theme.SYSTEM);
        assertThat(appearance.darkProperty().get()).isTrue();
        appearance.systemDarkProperty().set(false);
        assertThat(appearance.darkProperty().get()).isFalse();
    }

    @Test
    void saysWhyNothingIsRemembered(@TempDir Path home) throws Exception {
        var file = new MemoryFile(home, "Embedded", later -> {}, line -> {});
        file.put("tab", "QUEUES");
        file.flush();
        try (var files = Files.walk(home)) {
            Path kept = files.filter(path -> path.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(kept, "nonsense");
        }
        file.load();
        memory = file;
        open();
        assertThat(model.noticeProperty().get()).contains("is not what Orderflow wrote");
    }

    @Test
    void closingLosesWhatWasTypedOnlyWhereNothingIsKept(@TempDir Path home) {
        open();
        assertThat(model.losesText()).isFalse();
        unsent = true;
        assertThat(model.losesText()).isTrue();

        memory = new MemoryFile(home, "Embedded", later -> {}, line -> {});
        model.switchTo(elsewhere, Leaving.STOP_WORK);
        model.switchTo(model.places().get(0), Leaving.STOP_WORK);
        runner.finishNewest();
        assertThat(model.losesText()).isFalse();
    }

    @Test
    void closesOnlyAfterTheWorkThatItStoppedHasEnded() {
        open();
        var outcomes = new ArrayList<String>();
        startWork(outcomes);

        model.stopWork(() -> outcomes.add("close"));
        assertThat(outcomes).isEmpty();
        runner.finishOldest();

        assertThat(outcomes).containsExactlyInAnyOrder("stopped", "close");
        model.stopWork(() -> outcomes.add("close at once"));
        assertThat(outcomes).contains("close at once");
    }

    private void startWork(List<String> outcomes) {
        services.jobs()
                .start(
                        runner,
                        "Redriving",
                        progress -> progress.cancelled() ? "stopped" : "went on",
                        new TaskCallbacks<>(outcomes::add, fault -> outcomes.add("failed")));
    }

    private void open() {
        model.start();
        runner.finishOldest();
    }

    private class FakeWorkspace implements Workspace {
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

    private final class FakeFeature implements Feature {
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

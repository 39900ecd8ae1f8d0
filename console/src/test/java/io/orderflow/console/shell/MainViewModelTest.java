package io.orderflow.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.Connection.Failed;
import io.orderflow.console.shell.Connection.Offline;
import io.orderflow.console.shell.Connection.Starting;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.session.MemoryFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainViewModelTest extends MainViewModelFixture {
    @Test
    void isStartingUntilTheTargetIsOpenAndShowsItsSteps() {
        model.start();
        assertThat(model.connectionProperty().get()).isEqualTo(new Starting());
        assertThat(model.features()).isEmpty();

        runner.finishOldest();

        assertThat(model.opening().steps())
                .containsExactly(new StartStep("Queues", true), new StartStep("Table", false));
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
        failures.add(new PortException(
                PortException.Kind.OLD_DATA, "/data/orders-2", Reason.line("Written by an earlier one."), null));
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

        model.activities().stopAll(() -> outcomes.add("close"));
        assertThat(outcomes).isEmpty();
        runner.finishOldest();

        assertThat(outcomes).containsExactlyInAnyOrder("stopped", "close");
        model.activities().stopAll(() -> outcomes.add("close at once"));
        assertThat(outcomes).contains("close at once");
    }
}

package io.orderflow.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.Connection.Failed;
import io.orderflow.console.shell.Connection.Offline;
import io.orderflow.console.shell.Connection.Starting;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Going from one environment to another, with and without work. */
class SwitchingMainViewModelTest extends MainViewModelFixture {
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
    void opensByItselfOnceSomebodyHasSignedIn() {
        var expired = new PortException(
                PortException.Kind.CREDENTIALS, "target", Reason.line("run aws sso login --profile work."), null);
        failures.addAll(List.of(expired, expired));
        open();
        var failed = new Failed("run aws sso login --profile work.", Optional.empty());
        assertThat(model.connectionProperty().get()).isEqualTo(failed);
        runner.fireLater();
        assertThat(model.connectionProperty().get()).isEqualTo(failed);
        runner.finishOldest();
        assertThat(model.connectionProperty().get()).isEqualTo(failed);
        runner.fireLater();
        runner.finishOldest();
        assertThat(model.connectionProperty().get()).isEqualTo(new Connected(null));
        runner.fireLater();
        assertThat(runner.pending()).isZero();
    }

    @Test
    void aFailureThatNeedsSomebodyIsNotTriedAgain() {
        failures.add(new PortException(PortException.Kind.REFUSED, "target", "no."));
        open();
        runner.fireLater();
        assertThat(runner.pending()).isZero();
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
}

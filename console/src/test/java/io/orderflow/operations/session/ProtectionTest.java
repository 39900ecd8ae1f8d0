package io.orderflow.operations.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.console.SampleData;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.FakeDeadLetters;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackTools;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProtectionTest {
    private final Protection readOnly = new Protection(SampleEnvironments.PROD);

    @Test
    void nothingIsPublished() {
        assertRefused(() -> readOnly.over(order -> "published").publish(null));
    }

    @Test
    void deadLettersCanBeLookedAtAndNotMoved() throws Exception {
        var letters = new FakeDeadLetters();
        var guarded = readOnly.over(letters);
        assertThat(guarded.peek(10, Progress.NONE)).isNotNull();
        assertThat(guarded.newestMove()).isEmpty();
        assertRefused(guarded::startRedriveAll);
        assertRefused(() -> guarded.cancelMove("handle"));
        assertRefused(() -> guarded.redrive(null, "{}"));
        assertThat(letters.newestMove()).isEmpty();
    }

    @Test
    void theStackCanBeLookedAtAndNotChanged() throws Exception {
        var stack = new FakeStack(SampleData.resources());
        StackTools guarded = readOnly.over(stack.tools());
        var status = guarded.setup().status();
        var going = guarded.setup().destroyPlan(new DestroyOptions(false, null));
        assertThat(guarded.setup().location()).isEqualTo(stack.setup.location());
        assertThat(guarded.doctor().examine()).isEmpty();
        assertThat(guarded.subscribers().list()).isNotEmpty();

        assertRefused(() -> guarded.setup().apply(status, SetupWatcher.NONE));
        assertRefused(() -> guarded.setup().destroy(going, Set.of(), SetupWatcher.NONE));
        assertRefused(() -> guarded.setup().importOrders(Path.of("x")));
        assertRefused(() -> guarded.subscribers().add(SubscriberProtocol.EMAIL, "a@example.com", null));
        assertRefused(() -> guarded.subscribers().remove("a@example.com"));
        assertThat(stack.setup.mutations()).isZero();
    }

    @Test
    void elsewhereThePortsAreHandedOutAsTheyAre() {
        var letters = new FakeDeadLetters();
        StackTools tools = new FakeStack(SampleData.resources()).tools();
        for (Protection open : new Protection[] {Protection.NONE, new Protection(SampleEnvironments.STAGING)}) {
            assertThat(open.over(letters)).isSameAs(letters);
            assertThat(open.over(tools)).isSameAs(tools);
        }
    }

    private static void assertRefused(ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOf(PortException.class)
                .hasMessage("Production is read-only: nothing was changed.");
    }
}

package io.orderflow.operations.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.console.SampleData;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.FakeLetterMoves;
import io.orderflow.operations.deadletter.FakeLetterQueue;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackTools;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
        var queue = new FakeLetterQueue("OrderDLQ", Clock.systemUTC());
        queue.put(SampleData.letters().get(0));
        var moves = new FakeLetterMoves();
        LetterQueue guarded = readOnly.over(queue);
        String handle =
                guarded.receive(10, Duration.ofMinutes(1), Duration.ZERO).get(0).handle();
        assertRefused(() -> guarded.delete(List.of(handle)));
        assertThat(guarded.hide(List.of(handle), Duration.ZERO)).isEmpty();
        assertThat(guarded.facts().visible()).isEqualTo(1);
        assertRefused(() -> readOnly.over(moves).start(null));
        assertRefused(() -> readOnly.over(moves).cancel("handle"));
        assertThat(readOnly.over(moves).list()).isEmpty();
        assertThat(moves.calls).isEmpty();
        assertRefused(() -> readOnly.over(new Sender()).send(List.of()));
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
        LetterQueue letters = new FakeLetterQueue("OrderDLQ", Clock.systemUTC());
        LetterTarget sender = new Sender();
        StackTools tools = new FakeStack(SampleData.resources()).tools();
        for (Protection open : new Protection[] {Protection.NONE, new Protection(SampleEnvironments.STAGING)}) {
            assertThat(open.over(letters)).isSameAs(letters);
            assertThat(open.over(sender)).isSameAs(sender);
            assertThat(open.over(tools)).isSameAs(tools);
        }
    }

    private static final class Sender implements LetterTarget {
        @Override
        public String name() {
            return "OrderQueue";
        }

        @Override
        public SendAnswer send(List<OutgoingLetter> letters) {
            throw new AssertionError("it was sent");
        }
    }

    private static void assertRefused(ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOf(PortException.class)
                .hasMessage("Production is read-only: nothing was changed.")
                .extracting(fault -> ((PortException) fault).reason().code())
                .isEqualTo("core.READ_ONLY");
    }
}

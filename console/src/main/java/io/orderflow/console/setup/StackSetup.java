package io.orderflow.console.setup;

import io.orderflow.console.task.PortException;
import io.orderflow.console.task.Progress;

/** The stack's resources. Both calls block: call them off the FX thread. Implementations are thread-safe. */
public interface StackSetup {

    /** Reads every resource and compares it with what is wanted. Changes nothing. */
    StackReport status(Progress progress) throws PortException;

    /**
     * Makes what is missing and sets right what has drifted, in order, and reports the state afterwards. Repeating it
     * is harmless. Reports {@code done} of {@code total} changes, in the order of {@link StackReport#resources()},
     * with what it does or waits for now as the message. When cancelled it ends after the change in hand.
     *
     * @throws PortException naming the resource that could not be made; those before it stay
     */
    StackReport apply(Progress progress) throws PortException;
}

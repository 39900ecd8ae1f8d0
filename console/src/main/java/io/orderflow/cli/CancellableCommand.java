package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.text.ShellWords;

/** What every command has in common that works for a while: Ctrl-C ends it in order. */
abstract class CancellableCommand extends TargetCommand {
    CancellableCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException, InterruptedException {
        Cancel cancel = services().cancel();
        cancel.hear(answer());
        try {
            return super.call();
        } catch (InterruptedException e) {
            return cancel.ended(e);
        }
    }

    /** How far work is, told as lines; it has begun. */
    Progress progress() {
        return new ProgressLines(answer()::say, services().cancel(), false);
    }

    /** Likewise, of bytes. */
    Progress shares() {
        return new ProgressLines(answer()::say, services().cancel(), true);
    }

    /** What it was called as, for receipts. */
    String commandLine() {
        return "orderflow "
                + ShellWords.line(spec.commandLine().getParseResult().originalArgs());
    }
}

package io.orderflow.app;

import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.Workspace;
import io.orderflow.operations.Progress;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Memory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which target the window is for, and how to open it. */
public interface Composition {

    /** What is known of the target before it is open; shown at once. */
    EnvironmentLabel initial();

    /** What is remembered of it, read from disk. Blocks; the same object each time. */
    Memory memory();

    /** The registered environment that was named; null where none was. */
    default @Nullable Environment registered() {
        return null;
    }

    /** Where else the window could work; null where there is no choice. */
    default @Nullable TargetChoice choice() {
        return null;
    }

    /**
     * Opens the target and the adapters over it. Called off the FX thread, again when people try again after a failure;
     * may take long.
     *
     * @param folder where the embedded AWS keeps its data instead of in its own folder; null leaves it there
     * @param progress hears each step's text
     * @throws Exception with a line for people, preferably a {@code PortException}
     */
    Workspace open(@Nullable Path folder, Progress progress, ConsoleTools tools) throws Exception;
}

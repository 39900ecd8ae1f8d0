package io.orderflow.console.shell;

import io.orderflow.operations.Progress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the window's target, off the FX thread; may take long. */
@FunctionalInterface
public interface TargetOpener {

    /**
     * @param folder where its data is; null for where it is by default
     * @param progress hears each step's text
     * @throws Exception with a line for people, preferably a {@code PortException}
     */
    Workspace open(@Nullable Path folder, Progress progress) throws Exception;
}

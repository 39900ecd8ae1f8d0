package io.orderflow.console.shell;

import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import java.util.List;

/** An open target and the tabs over it: what the composition root hands the window once the target answers. */
public interface Workspace extends AutoCloseable {

    /** Where it is, complete. */
    EnvironmentLabel environment();

    /** The tab that is in front once the target is open, unless people have chosen another by then. */
    default Tab firstTab() {
        return Tab.ORDERS;
    }

    /** What is remembered of it; the same object each time. */
    Memory memory();

    /** What it allows. */
    Protection protection();

    /**
     * Builds the tabs, on the FX thread; called again when the target is entered again after {@link #leave}. Tabs that are
     * missing are shown as empty.
     */
    List<Feature> features(ShellServices services);

    /** The tabs are gone, work may still run: stops what repeats by itself. On the FX thread. */
    default void leave() {}

    /**
     * Whether the target has ended, though nobody here ended it, and would have to be opened again. May take some seconds;
     * off the FX thread.
     */
    default boolean ended() {
        return false;
    }

    /** Closes the target. May block; called once, off the FX thread, after all tabs were hidden. */
    @Override
    void close();
}

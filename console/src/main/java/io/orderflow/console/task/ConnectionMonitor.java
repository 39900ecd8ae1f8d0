package io.orderflow.console.task;

/**
 * Where tabs and samplers report how their background calls went; the status bar says what follows from it. FX thread
 * only.
 */
public interface ConnectionMonitor {
    /** Hears nothing: for what is not read from the target. */
    ConnectionMonitor NONE = new ConnectionMonitor() {
        @Override
        public void succeeded() {}

        @Override
        public void failed(Throwable fault) {}
    };

    /** A call was answered: the target is there, and what is shown is fresh as of now. */
    void succeeded();

    /**
     * A call failed. Only {@code PortException.Kind.UNREACHABLE} turns the status to offline; anything else is for
     * the caller's own tab to show.
     */
    void failed(Throwable fault);
}

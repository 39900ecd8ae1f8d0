package io.orderflow.operations;

/** How running work reports how far it is, and learns that it should stop. Called from the work's thread. */
public interface Progress {

    /** Work that reports to nobody and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void update(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /**
     * @param done units finished
     * @param total all units; negative when not known
     * @param message what is being done now, one line, already worded
     */
    void update(long done, long total, String message);

    /** True once somebody asked the work to stop: end soon, leaving nothing half done. */
    boolean cancelled();
}

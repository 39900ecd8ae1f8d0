package io.orderflow.console.shell;

/** What becomes of running work when its environment is left. */
public enum Leaving {
    /** It is asked to stop, and stops where nothing is half done. */
    STOP_WORK,
    /** It goes on; its environment stays open without tabs until it has ended. */
    LET_IT_FINISH
}

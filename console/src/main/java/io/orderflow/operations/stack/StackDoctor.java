package io.orderflow.operations.stack;

import io.orderflow.operations.PortException;
import java.util.List;

/** Looks for what is legal but unwise, or broken. Blocks; thread-safe. */
public interface StackDoctor {

    /** The findings, the gravest first; empty where all is well. Changes nothing. */
    List<Finding> examine() throws PortException;

    /** How much a finding matters; the gravest first. */
    enum Severity {
        /** Orders do not flow, are lost, or are open to others. */
        ERROR,
        /** Legal, and it will hurt one day. */
        WARNING,
        /** Worth knowing. */
        INFO
    }

    /**
     * One thing that is unwise or broken.
     *
     * @param check one word for scripts, e.g. {@code MAPPING_DISABLED}
     * @param what as it is, with the figures
     * @param why what comes of it
     * @param fix what to do
     */
    record Finding(Severity severity, String check, ResourceRef resource, String what, String why, String fix) {
        private static final String UNREADABLE = "UNREADABLE";

        /** False when it only says that something could not be looked at. */
        public boolean examined() {
            return !check.equals(UNREADABLE);
        }
    }
}

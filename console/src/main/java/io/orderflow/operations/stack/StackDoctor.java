package io.orderflow.operations.stack;

import io.orderflow.infra.doctor.Finding;
import io.orderflow.operations.PortException;
import java.util.List;

/** Looks for what is legal but unwise, or broken. Blocks; thread-safe. */
public interface StackDoctor {

    /** The findings, the gravest first; empty where all is well. Changes nothing. */
    List<Finding> examine() throws PortException;
}

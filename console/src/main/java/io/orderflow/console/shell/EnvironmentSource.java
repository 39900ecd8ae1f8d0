package io.orderflow.console.shell;

import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Where environments come from.
 *
 * @param file the registry
 * @param embedded the embedded AWS with its default data folder, which needs no name
 * @param opened how a registered one is opened
 * @param window remembers which was open last
 * @param profiles reads this machine's AWS profiles; blocks
 */
public record EnvironmentSource(
        EnvironmentsFile file,
        Place embedded,
        Function<Environment, Place> opened,
        Memory window,
        Callable<List<AwsProfile>> profiles) {
    /** What the name of the environment that was open last is kept under; empty for the embedded AWS. */
    public static final String LAST = "environment";
}

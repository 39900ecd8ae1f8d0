package io.orderflow.console.shell;

import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.EnvironmentsFile;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Where environments come from.
 *
 * @param file the registry
 * @param embedded the embedded AWS with its default data folder, which needs no name
 * @param opened how a registered one is opened
 * @param profiles reads this machine's AWS profiles; blocks
 */
public record EnvironmentSource(
        EnvironmentsFile file,
        Place embedded,
        Function<Environment, Place> opened,
        Callable<List<AwsProfile>> profiles) {}

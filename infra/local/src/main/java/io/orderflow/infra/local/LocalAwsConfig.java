package io.orderflow.infra.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to start the embedded AWS.
 *
 * @param dataDir where everything is kept; empty keeps it in memory and a temporary folder, gone at close
 * @param port of the endpoint on 127.0.0.1; 0 takes any free one
 * @param progress told each step, from any thread
 * @param staleHandlesDeleteNothing whether a receipt handle of before the last receive succeeds without deleting; AWS
 *     deletes with it, and promises nothing
 */
public record LocalAwsConfig(
        Optional<Path> dataDir, int port, Consumer<LocalStep> progress, boolean staleHandlesDeleteNothing) {

    /** As AWS is on a good day. */
    public LocalAwsConfig(Optional<Path> dataDir, int port, Consumer<LocalStep> progress) {
        this(dataDir, port, progress, false);
    }

    /** The same where AWS keeps none of what it does not promise, for tests of those who must not rely on it. */
    public LocalAwsConfig unkind() {
        return new LocalAwsConfig(dataDir, port, progress, true);
    }

    public LocalAwsConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }
}

package io.orderflow.infra.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to start the embedded AWS.
 *
 * @param dataDir where everything is kept; empty keeps it in memory and a temporary folder, gone at close
 * @param port of the endpoint on 127.0.0.1; 0 takes any free one
 * @param progress told one line a step, from any thread
 */
public record LocalAwsConfig(Optional<Path> dataDir, int port, Consumer<String> progress) {
    public LocalAwsConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }
}

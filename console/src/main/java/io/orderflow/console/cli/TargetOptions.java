package io.orderflow.console.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The AWS that the options name, already checked for contradictions.
 *
 * @param cloud true for AWS itself or a server named by {@code endpointUrl}; false for the embedded AWS
 * @param prefix put before every resource name; empty for the plain names
 * @param dataDir where the embedded AWS keeps its data; null when it is ephemeral or the target is AWS
 */
public record TargetOptions(
        boolean cloud,
        @Nullable String profile,
        @Nullable String region,
        @Nullable URI endpointUrl,
        String prefix,
        @Nullable Path dataDir,
        int port) {}

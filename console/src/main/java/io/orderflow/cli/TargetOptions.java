package io.orderflow.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AWS that the options name, already checked for contradictions.
 *
 * @param cloud true for AWS itself or a server named by {@code endpointUrl}; false for the embedded AWS
 * @param prefix put before every resource name; empty for the plain names
 * @param forgetAccount whether the environment may belong to another account than before
 * @param dataDir where the embedded AWS keeps its data; null when it is ephemeral or the target is AWS
 */
public record TargetOptions(
        boolean cloud,
        @Nullable String profile,
        @Nullable String region,
        @Nullable URI endpointUrl,
        String prefix,
        boolean forgetAccount,
        @Nullable Path dataDir,
        int port) {

    /** The same target with the embedded AWS's data in that folder. */
    public TargetOptions in(Path folder) {
        return new TargetOptions(cloud, profile, region, endpointUrl, prefix, forgetAccount, folder, port);
    }

    /** The options that name this target again, for a command line. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (cloud && endpointUrl == null && profile == null) {
            arguments.addAll(List.of("--target", "aws"));
        }
        add(arguments, "--profile", profile);
        add(arguments, "--endpoint-url", endpointUrl);
        add(arguments, "--region", region);
        add(arguments, "--prefix", prefix.isEmpty() ? null : prefix);
        add(arguments, "--data-dir", dataDir);
        return arguments;
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.add(option);
            arguments.add(value.toString());
        }
    }
}

package io.orderflow.cli;

import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The AWS that the options name, already checked for contradictions.
 *
 * @param cloud true for AWS itself or a server named by {@code endpointUrl}; false for the embedded AWS
 * @param prefix put before every resource name; empty for the plain names
 * @param forgetAccount whether the environment may belong to another account than before
 * @param dataDir where the embedded AWS keeps its data; null when it is ephemeral or the target is AWS
 * @param environment the registered one that was named, which the rest follows; null where options name the target
 */
public record TargetOptions(
        boolean cloud,
        @Nullable String profile,
        @Nullable String region,
        @Nullable URI endpointUrl,
        String prefix,
        boolean forgetAccount,
        @Nullable Path dataDir,
        int port,
        @Nullable Environment environment) {

    /** The embedded AWS or another that options name. */
    public TargetOptions(
            boolean cloud,
            @Nullable String profile,
            @Nullable String region,
            @Nullable URI endpointUrl,
            String prefix,
            boolean forgetAccount,
            @Nullable Path dataDir,
            int port) {
        this(cloud, profile, region, endpointUrl, prefix, forgetAccount, dataDir, port, null);
    }

    /**
     * A registered environment.
     *
     * @param folder where the embedded AWS keeps its data where the environment does not say
     */
    public static TargetOptions of(Environment found, Supplier<Path> folder, boolean forgetAccount, int port) {
        Path named = found.place() instanceof Embedded embedded ? embedded.dataDir() : null;
        return new TargetOptions(
                found.cloud(),
                found.place() instanceof Profile aws ? aws.profile() : null,
                found.cloud() ? found.place().region() : null,
                found.place() instanceof Endpoint server ? server.url() : null,
                found.prefix(),
                forgetAccount,
                found.cloud() ? null : named != null ? named : folder.get(),
                port,
                found);
    }

    /** The same target with the embedded AWS's data in that folder, which no environment names. */
    public TargetOptions in(Path folder) {
        return new TargetOptions(cloud, profile, region, endpointUrl, prefix, forgetAccount, folder, port);
    }

    /** Whether the embedded AWS keeps nothing. */
    public boolean ephemeral() {
        return !cloud && dataDir == null;
    }

    /** The options that name this target again, for a command line. */
    public List<String> arguments() {
        if (environment != null) {
            return List.of("--env", environment.name());
        }
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

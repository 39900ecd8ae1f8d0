package io.orderflow.cli;

import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Embedded;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command takes. {@link #target} turns them into one unambiguous target. */
final class CommonOptions {
    static final String EMBEDDED_REGION = "us-east-1";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description = "A registered environment (env list) instead of the options that name a target; no AWS_"
                    + " variable overrides it.")
    @Nullable
    String env;

    @Option(
            names = "--target",
            paramLabel = "embedded|aws",
            description = "Which AWS. Default: embedded, unless --endpoint-url or --profile is given.")
    @Nullable
    String target;

    @Option(names = "--profile", paramLabel = "NAME", description = "A profile of ~/.aws; selects AWS.")
    @Nullable
    String profile;

    @Option(names = "--region", paramLabel = "REGION", description = "The AWS region, e.g. eu-central-1.")
    @Nullable
    String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "An AWS-compatible server instead of AWS itself; selects AWS.")
    @Nullable
    String endpointUrl;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "Put before every resource name, e.g. dev- for dev-OrderQueue.")
    @Nullable
    String prefix;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "Where the embedded AWS keeps its data. Default: $ORDERFLOW_HOME, else the application-data"
                    + " folder.")
    @Nullable
    Path dataDir;

    @Option(names = "--ephemeral", description = "The embedded AWS keeps nothing after it has ended.")
    boolean ephemeral;

    @Option(
            names = "--forget-account",
            description = "An environment remembers its account and refuses another: accept this one from now on.")
    boolean forgetAccount;

    @Option(names = "--json", description = "Answer with one JSON object on stdout.")
    boolean json;

    /**
     * The target that the options name.
     *
     * @param ephemeralByDefault what the command does when neither --data-dir nor --ephemeral is given
     * @param services asked for the default data folder and for environments only when needed
     * @throws ParameterException one line, when options contradict each other
     * @throws PortException one line, when the environments cannot be read
     */
    TargetOptions target(boolean ephemeralByDefault, ConsoleServices services, int port) throws PortException {
        if (env != null) {
            return registered(env, services, port);
        }
        boolean cloud = cloud();
        URI endpoint = endpointUrl == null ? null : endpoint(endpointUrl);
        if (cloud && (dataDir != null || ephemeral)) {
            throw wrong((dataDir != null ? "--data-dir" : "--ephemeral")
                    + " belongs to the embedded AWS: leave it out, or leave out --target aws, --profile and"
                    + " --endpoint-url");
        }
        if (!cloud && region != null && !region.equals(EMBEDDED_REGION)) {
            throw wrong("the embedded AWS has the one region " + EMBEDDED_REGION + ", not " + shown(region)
                    + ": leave out --region, or add --target aws");
        }
        if (region != null && !region.matches("[a-z0-9-]{1,40}")) {
            throw wrong("--region " + shown(region) + " is no region: use one such as eu-central-1");
        }
        if (dataDir != null && ephemeral) {
            throw wrong("--data-dir keeps data and --ephemeral keeps none: leave one of them out");
        }
        if (prefix != null) {
            checkPrefix(prefix);
        }
        boolean keeps = !cloud && (dataDir != null || !(ephemeral || ephemeralByDefault));
        Path folder = !keeps ? null : dataDir != null ? dataDir.toAbsolutePath() : defaultFolder(services);
        return new TargetOptions(
                cloud, profile, region, endpoint, prefix == null ? "" : prefix, forgetAccount, folder, port);
    }

    /**
     * The target of a window that nobody named one for: the environment that was open last, if it is still registered.
     *
     * @param named what the options name
     */
    TargetOptions last(TargetOptions named, ConsoleServices services) {
        if (env != null || !others().isEmpty()) {
            return named;
        }
        try {
            return services.environments()
                    .read()
                    .named(services.lastEnvironment())
                    .map(found -> TargetOptions.of(found, () -> defaultFolder(services), forgetAccount, 0))
                    .orElse(named);
        } catch (PortException e) { // the window says it as soon as it needs the environments
            return named;
        }
    }

    private TargetOptions registered(String name, ConsoleServices services, int port) throws PortException {
        refuseBesideEnv();
        Environment found = services.environments()
                .read()
                .named(name)
                .orElseThrow(() -> wrong("--env " + shown(name) + " is not known: env list shows those that are"));
        if (found.place() instanceof Embedded embedded) {
            dataDir = embedded.dataDir(); // as if the option had named it
        }
        return TargetOptions.of(found, () -> defaultFolder(services), forgetAccount, port);
    }

    private void refuseBesideEnv() {
        others().stream().findFirst().ifPresent(option -> {
            throw wrong("--env names the whole target: leave out " + option + ", or --env");
        });
    }

    /** The options that were given and name a target, but for --env. */
    private List<String> others() {
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        others.put("--target", target);
        others.put("--profile", profile);
        others.put("--region", region);
        others.put("--endpoint-url", endpointUrl);
        others.put("--prefix", prefix);
        others.put("--data-dir", dataDir);
        others.put("--ephemeral", ephemeral ? "" : null);
        others.values().removeIf(Objects::isNull);
        return List.copyOf(others.keySet());
    }

    private Path defaultFolder(ConsoleServices services) {
        try {
            return services.home();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void checkPrefix(String text) {
        try {
            ResourceNames unused = new ResourceNames(text);
        } catch (IllegalArgumentException e) {
            throw wrong("--prefix " + shown(text) + " cannot begin a resource name: use at most 30 letters, digits, -"
                    + " and _, e.g. dev-");
        }
    }

    private boolean cloud() {
        boolean implied = endpointUrl != null || profile != null;
        if (target == null) {
            return implied;
        }
        return switch (target.toLowerCase(Locale.ROOT)) {
            case "aws" -> true;
            case "embedded" -> {
                if (implied) {
                    throw wrong("--target embedded and " + (profile != null ? "--profile" : "--endpoint-url")
                            + " contradict each other: leave one of them out");
                }
                yield false;
            }
            default -> throw wrong("--target " + shown(target) + " is not known: use embedded or aws");
        };
    }

    private URI endpoint(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // reported below, like every other text that is no URL
        }
        throw wrong("--endpoint-url " + shown(text) + " is no URL: use one such as http://127.0.0.1:4566");
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (plain.length() > 60 ? plain.substring(0, 60) + "…" : plain) + "'";
    }
}

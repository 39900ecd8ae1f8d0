package io.orderflow.cli;

import io.orderflow.infra.stack.ExpertDefault;
import io.orderflow.infra.stack.StackOptionsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the stack should be where it is not as by default; the same options for every command that compares with it. */
final class StackFlags {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "DEFAULT",
            completionCandidates = Defaults.class,
            description = "Leave one of the expert's defaults as it is found: ${COMPLETION-CANDIDATES}.")
    List<String> without = new ArrayList<>();

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            description = "The function's role, where you may not create one.")
    @Nullable
    String roleArn;

    @Option(
            names = "--function-timeout",
            paramLabel = "SECONDS",
            description = "Default: 30, on loopback 2. The visibility timeout follows, six times as long.")
    @Nullable
    Integer functionTimeout;

    @Option(names = "--visibility-timeout", paramLabel = "SECONDS", description = "OrderQueue's, if not six times.")
    @Nullable
    Integer visibilityTimeout;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description =
                    "Of the index recent-orders, about 1,000 new rows a second each. Default: 4; only ever raised.")
    @Nullable
    Integer shards;

    @Option(
            names = "--max-concurrency",
            paramLabel = "N",
            description = "Functions that run at once, 2 to 1000. Default: 10, on loopback 2.")
    @Nullable
    Integer maxConcurrency;

    @Option(names = "--memory", paramLabel = "MB", description = "The function's memory. Default: 1024.")
    @Nullable
    Integer memory;

    @Option(names = "--architecture", paramLabel = "arm64|x86_64", description = "The function's. Default: arm64.")
    @Nullable
    String architecture;

    @Option(names = "--log-retention", paramLabel = "DAYS", description = "Of the function's log. Default: 30.")
    @Nullable
    Integer logRetention;

    @Option(names = "--snapstart", description = "Published versions of the function start from a snapshot.")
    boolean snapStart;

    /** The names that --without takes. */
    static final class Defaults implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ExpertDefault.values())
                    .map(ExpertDefault::option)
                    .iterator();
        }
    }

    /**
     * What the options change.
     *
     * @throws ParameterException one line, for a name that is not known
     */
    UnaryOperator<StackOptionsBuilder> settings() {
        List<ExpertDefault> off = without.stream().map(this::named).toList();
        return builder -> {
            off.forEach(builder::without);
            set(functionTimeout, value -> builder.functionTimeout(Duration.ofSeconds(value)));
            set(visibilityTimeout, value -> builder.visibilityTimeout(Duration.ofSeconds(value)));
            set(shards, builder::shards);
            set(maxConcurrency, builder::maximumConcurrency);
            set(memory, builder::memoryMb);
            set(architecture, builder::architecture);
            set(logRetention, builder::logRetentionDays);
            set(roleArn, builder::roleArn);
            return snapStart ? builder.snapStart(true) : builder;
        };
    }

    private static <T> void set(@Nullable T value, Setter<T> setter) {
        if (value != null) {
            StackOptionsBuilder unused = setter.apply(value);
        }
    }

    @FunctionalInterface
    private interface Setter<T> {
        StackOptionsBuilder apply(T value);
    }

    /** The same options again, for a command line. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!without.isEmpty()) {
            arguments.addAll(List.of("--without", String.join(",", without)));
        }
        add(arguments, "--role-arn", roleArn);
        add(arguments, "--function-timeout", functionTimeout);
        add(arguments, "--visibility-timeout", visibilityTimeout);
        add(arguments, "--shards", shards);
        add(arguments, "--max-concurrency", maxConcurrency);
        add(arguments, "--memory", memory);
        add(arguments, "--architecture", architecture);
        add(arguments, "--log-retention", logRetention);
        if (snapStart) {
            arguments.add("--snapstart");
        }
        return arguments;
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }

    private ExpertDefault named(String name) {
        return ExpertDefault.of(name.strip())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--without '" + name.replaceAll("\\p{Cntrl}", "?") + "' is not known: use one of "
                                + Arrays.stream(ExpertDefault.values())
                                        .map(ExpertDefault::option)
                                        .collect(Collectors.joining(", "))));
    }
}

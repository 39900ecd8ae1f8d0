package io.orderflow.infra.resource;

import io.orderflow.infra.stack.FunctionSpec;
import io.orderflow.infra.stack.StackSpec;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** What a function's configuration says, compared with the specification: of the function itself and of its versions. */
final class FunctionFacts {
    static final String CODE = "CodeSha256";
    static final String ARCHITECTURE = "Architectures";
    static final String VARIABLE = "Environment.";
    static final String SNAP_START = "SnapStart";
    private static final String LOGGING = "LoggingConfig.";
    private static final String NO_SNAP_START = "None";

    private FunctionFacts() {}

    /** @param others variables that must be there besides the specification's */
    static Comparison compare(FunctionSpec spec, FunctionConfiguration now, Map<String, String> others) {
        Comparison comparison = new Comparison()
                .value("Runtime", now.runtimeAsString(), spec.runtime())
                .value("Handler", now.handler(), spec.handler())
                .value("Role", now.role(), spec.roleArn())
                .value("Timeout", now.timeout(), spec.timeout().toSeconds())
                .value("MemorySize", now.memorySize(), spec.memoryMb())
                .value(CODE, now.codeSha256(), spec.code().sha256Base64());
        boolean there = now.codeSha256() != null;
        architecture(spec, now, there, comparison);
        logging(spec, now, there, comparison);
        snapStart(spec, now, there, comparison);
        Map<String, String> variables = variables(now);
        wanted(spec, variables, others)
                .forEach((name, value) -> comparison.value(VARIABLE + name, variables.get(name), value));
        return comparison;
    }

    private static void architecture(
            FunctionSpec spec, FunctionConfiguration now, boolean there, Comparison comparison) {
        if (there && !now.hasArchitectures()) {
            comparison.unsupported(ARCHITECTURE);
        } else {
            String is = now.hasArchitectures() ? String.join(",", now.architecturesAsStrings()) : null;
            comparison.value(ARCHITECTURE, is, spec.architecture());
        }
    }

    private static void logging(FunctionSpec spec, FunctionConfiguration now, boolean there, Comparison comparison) {
        if (there && now.loggingConfig() == null) {
            comparison.unsupported("LoggingConfig");
            return;
        }
        if (spec.jsonLogging()) {
            comparison.value(
                    LOGGING + "LogFormat",
                    now.loggingConfig() == null ? null : now.loggingConfig().logFormatAsString(),
                    "JSON");
        }
        comparison.value(
                LOGGING + "LogGroup",
                now.loggingConfig() == null ? null : now.loggingConfig().logGroup(),
                spec.logGroup());
    }

    private static void snapStart(FunctionSpec spec, FunctionConfiguration now, boolean there, Comparison comparison) {
        String wanted = spec.snapStart() ? "PublishedVersions" : NO_SNAP_START;
        if (there && now.snapStart() == null) {
            if (spec.snapStart()) {
                comparison.unsupported(SNAP_START);
            }
            return;
        }
        String is = there ? now.snapStart().applyOnAsString() : null;
        if (spec.snapStart() || there) {
            comparison.value(SNAP_START, is, wanted);
        }
    }

    static Map<String, String> variables(FunctionConfiguration function) {
        return function.environment() == null
                ? Map.of()
                : function.environment().variables();
    }

    /** The others' variables and ours; fewer shards than there are would hide rows. */
    static Map<String, String> wanted(FunctionSpec spec, Map<String, String> now, Map<String, String> others) {
        Map<String, String> wanted = new TreeMap<>(others);
        wanted.putAll(spec.environment());
        wanted.computeIfPresent(
                StackSpec.ORDERS_SHARDS,
                (name, shards) -> Shards.raised(
                        now.get(name), Integer.parseInt(Shards.raised(others.get(name), Integer.parseInt(shards)))));
        return wanted;
    }

    /** The SDK has a type of its own for the same facts where only the configuration is asked for. */
    static FunctionConfiguration configuration(GetFunctionConfigurationResponse now) {
        return FunctionConfiguration.builder()
                .version(now.version())
                .runtime(now.runtimeAsString())
                .handler(now.handler())
                .role(now.role())
                .timeout(now.timeout())
                .memorySize(now.memorySize())
                .codeSha256(now.codeSha256())
                .architecturesWithStrings(now.hasArchitectures() ? now.architecturesAsStrings() : null)
                .loggingConfig(now.loggingConfig())
                .snapStart(now.snapStart())
                .environment(now.environment())
                .state(now.stateAsString())
                .build();
    }
}

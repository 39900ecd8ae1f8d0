package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A function's configuration in Lambda's shape: its defaults, what requests may change and within which bounds.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>
 */
final class FunctionConfiguration {

    private static final int DEFAULT_TIMEOUT = 3;
    private static final int DEFAULT_MEMORY = 128;
    private static final int MAX_TIMEOUT = 900;
    private static final int MAX_MEMORY = 10_240;
    private static final String SNAP_START_ON = "PublishedVersions";

    private FunctionConfiguration() {}

    private static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterValueException", message);
    }

    /** A new function's configuration, without its code. */
    static ObjectNode create(String name, ObjectNode in) throws AwsError {
        ObjectNode function = Json.object()
                .put("FunctionName", name)
                .put("FunctionArn", FunctionName.ARN_PREFIX + name)
                .put("Description", "")
                .put("Timeout", DEFAULT_TIMEOUT)
                .put("MemorySize", DEFAULT_MEMORY)
                .put("Version", FunctionName.LATEST)
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful")
                .put("PackageType", "Zip");
        function.putArray("Architectures").add("x86_64");
        function.putObject("EphemeralStorage").put("Size", 512);
        function.putObject("TracingConfig").put("Mode", "PassThrough");
        function.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        function.putObject("LoggingConfig");
        apply(function, in);
        if (in.path("Architectures").isArray()) {
            function.set("Architectures", in.get("Architectures"));
        }
        for (String required : List.of("Role", "Handler", "Runtime")) {
            if (!function.hasNonNull(required)) {
                throw invalid(required + " is mandatory for functions created with deployment packages.");
            }
        }
        return function;
    }

    /** Takes over what the request names, or refuses it. */
    static void apply(ObjectNode function, ObjectNode in) throws AwsError {
        refuseUnsupported(in);
        number(function, in, "Timeout", 1, MAX_TIMEOUT);
        number(function, in, "MemorySize", DEFAULT_MEMORY, MAX_MEMORY);
        Optional<String> runtime = Json.text(in, "Runtime");
        if (runtime.isPresent() && !runtime.get().startsWith("java")) {
            throw invalid("The embedded AWS runs Java functions only, not " + runtime.get() + ".");
        }
        for (String text : List.of("Role", "Runtime", "Handler", "Description")) {
            Json.text(in, text).ifPresent(value -> function.put(text, value));
        }
        for (String object : List.of("Environment", "TracingConfig", "EphemeralStorage", "LoggingConfig")) {
            if (in.get(object) instanceof ObjectNode value) {
                function.set(object, value.deepCopy());
            }
        }
        completeLogging(function);
        Optional<String> applyOn = Json.text(in.path("SnapStart"), "ApplyOn");
        if (applyOn.isPresent()) {
            if (!applyOn.get().equals("None") && !applyOn.get().equals(SNAP_START_ON)) {
                throw invalid("SnapStart's ApplyOn must be None or " + SNAP_START_ON + ".");
            }
            function.putObject("SnapStart").put("ApplyOn", applyOn.get()).put("OptimizationStatus", "Off");
        }
        if (function.path("Environment").path("Variables").isEmpty()) {
            function.remove("Environment");
        }
    }

    /** Refuses what would otherwise be forgotten; asking for none of it is fine. */
    private static void refuseUnsupported(ObjectNode in) throws AwsError {
        Unsupported.refuse(
                in,
                "Layers",
                "VpcConfig",
                "DeadLetterConfig",
                "FileSystemConfigs",
                "ImageConfig",
                "KMSKeyArn",
                "CodeSigningConfigArn",
                "TenancyConfig",
                "CapacityProviderConfig",
                "DurableConfig",
                "PublishTo");
    }

    /** What a logging configuration leaves open is as it is without one. */
    private static void completeLogging(ObjectNode function) throws AwsError {
        if (function.get("LoggingConfig") instanceof ObjectNode logging) {
            logging.put("LogFormat", Json.text(logging, "LogFormat").orElse("Text"));
            logging.put("LogGroup", logGroup(function));
            if (!logging.path("LogGroup").asText().matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
                throw invalid("The LogGroup of LoggingConfig is no name of a log group: "
                        + logging.path("LogGroup").asText());
            }
        }
    }

    /** Where the function prints to. */
    static String logGroup(ObjectNode function) {
        return Json.text(function.path("LoggingConfig"), "LogGroup")
                .filter(group -> !group.isEmpty())
                .orElse("/aws/lambda/" + function.path("FunctionName").asText());
    }

    private static void number(ObjectNode function, ObjectNode in, String name, int from, int to) throws AwsError {
        if (in.hasNonNull(name)) {
            int value = in.path(name).asInt();
            if (value < from || value > to) {
                throw AwsError.badRequest(
                        "ValidationException",
                        "1 validation error detected: Value '" + in.path(name).asText() + "' at '" + name
                                + "' must be between " + from + " and " + to);
            }
            function.put(name, value);
        }
    }

    /** What a published version says otherwise than {@code $LATEST}: its snapshot has been made. */
    static void published(ObjectNode function) {
        if (function.path("SnapStart").path("ApplyOn").asText().equals(SNAP_START_ON)) {
            function.putObject("SnapStart").put("ApplyOn", SNAP_START_ON).put("OptimizationStatus", "On");
        }
    }

    /** The part that makes one version differ from another. */
    static ObjectNode comparable(ObjectNode function) {
        ObjectNode copy = function.deepCopy();
        copy.remove(List.of("Version", "FunctionArn", "RevisionId", "LastModified", "Description"));
        if (copy.get("SnapStart") instanceof ObjectNode snapStart) {
            snapStart.remove("OptimizationStatus");
        }
        return copy;
    }
}

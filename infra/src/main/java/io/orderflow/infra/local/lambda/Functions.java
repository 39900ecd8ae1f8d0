package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The declared functions with their versions, aliases and reservations, in Lambda's own shapes. Thread-safe. */
final class Functions {

    private static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int DEFAULT_TIMEOUT = 3;
    private static final int DEFAULT_MEMORY = 128;
    private static final int MAX_TIMEOUT = 900;
    private static final int MAX_MEMORY = 10_240;

    private final StateMap<ObjectNode> versions;
    private final StateMap<ObjectNode> aliases;
    private final StateMap<Integer> reserved;
    private final StateMap<ObjectNode> tags;
    private final FunctionCode code;
    private final Predicate<String> roleExists;
    private final Clock clock;

    Functions(DurableStore store, FunctionCode code, Predicate<String> roleExists, Clock clock) {
        this.versions = new StateMap<>(store, "lambda-functions", ObjectNode.class);
        this.aliases = new StateMap<>(store, "lambda-aliases", ObjectNode.class);
        this.reserved = new StateMap<>(store, "lambda-concurrency", Integer.class);
        this.tags = new StateMap<>(store, "lambda-tags", ObjectNode.class);
        this.code = code;
        this.roleExists = roleExists;
        this.clock = clock;
    }

    private static String key(String name, String version) {
        return name + ":" + version;
    }

    static AwsError notFound(String arn) {
        return new AwsError(404, "ResourceNotFoundException", "Function not found: " + arn);
    }

    private static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterValueException", message);
    }

    /** The configuration that the name means now: an alias leads to its version. */
    ObjectNode find(FunctionName name) throws AwsError {
        String qualifier = name.qualifier().orElse(FunctionName.LATEST);
        String version = aliases.get(key(name.name(), qualifier))
                .flatMap(alias -> Json.text(alias, "FunctionVersion"))
                .orElse(qualifier);
        ObjectNode found = versions.get(key(name.name(), version))
                .orElseThrow(() -> notFound(name.arn()))
                .deepCopy();
        return name.qualifier().isPresent() ? found.put("FunctionArn", name.arn()) : found;
    }

    /** What it takes to run what the name means now. */
    FunctionSpec spec(FunctionName name) throws AwsError {
        ObjectNode function = find(name);
        Map<String, String> variables = new HashMap<>();
        function.path("Environment")
                .path("Variables")
                .fields()
                .forEachRemaining(
                        field -> variables.put(field.getKey(), field.getValue().asText()));
        return new FunctionSpec(
                name.name(),
                function.path("Version").asText(),
                function.path("FunctionArn").asText(),
                function.path("Handler").asText(),
                function.path("Runtime").asText(),
                Duration.ofSeconds(function.path("Timeout").asInt()),
                function.path("MemorySize").asInt(),
                variables,
                function.path("CodeSha256").asText(),
                function.path("RevisionId").asText());
    }

    /** The zip in a request's {@code ZipFile} member. */
    private static byte[] zip(JsonNode from) throws AwsError {
        Optional<String> base64 = Json.text(from, "ZipFile");
        if (base64.isEmpty()) {
            throw invalid("Please provide the code as ZipFile; the embedded AWS has no S3 and no images.");
        }
        try {
            return Base64.getDecoder().decode(base64.get());
        } catch (IllegalArgumentException e) {
            throw invalid("ZipFile is not base64.");
        }
    }

    synchronized ObjectNode create(ObjectNode in) throws AwsError {
        FunctionName name = FunctionName.parse(Json.text(in, "FunctionName").orElse(""));
        if (versions.get(key(name.name(), FunctionName.LATEST)).isPresent()) {
            throw new AwsError(409, "ResourceConflictException", "Function already exist: " + name.name());
        }
        ObjectNode function = Json.object()
                .put("FunctionName", name.name())
                .put("FunctionArn", FunctionName.ARN_PREFIX + name.name())
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
        function.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", "/aws/lambda/" + name.name());
        configure(function, in);
        if (in.path("Architectures").isArray()) {
            function.set("Architectures", in.get("Architectures"));
        }
        for (String required : List.of("Role", "Handler", "Runtime")) {
            if (!function.hasNonNull(required)) {
                throw invalid(required + " is mandatory for functions created with deployment packages.");
            }
        }
        setCode(function, zip(in.path("Code")));
        save(function);
        if (in.get("Tags") instanceof ObjectNode wanted) {
            tags.put(name.name(), wanted);
        }
        return in.path("Publish").asBoolean() ? publish(name.name(), "") : function;
    }

    private void configure(ObjectNode function, ObjectNode in) throws AwsError {
        number(function, in, "Timeout", 1, MAX_TIMEOUT);
        number(function, in, "MemorySize", DEFAULT_MEMORY, MAX_MEMORY);
        Optional<String> role = Json.text(in, "Role");
        if (role.isPresent() && !roleExists.test(role.get())) {
            throw invalid("The role defined for the function cannot be assumed by Lambda.");
        }
        Optional<String> runtime = Json.text(in, "Runtime");
        if (runtime.isPresent() && !runtime.get().startsWith("java")) {
            throw invalid("The embedded AWS runs Java functions only, not " + runtime.get() + ".");
        }
        for (String text : List.of("Role", "Runtime", "Handler", "Description")) {
            Json.text(in, text).ifPresent(value -> function.put(text, value));
        }
        for (String object : List.of("Environment", "TracingConfig", "EphemeralStorage", "LoggingConfig")) {
            if (in.get(object) instanceof ObjectNode value) {
                function.set(object, value);
            }
        }
        if (in.get("SnapStart") instanceof ObjectNode snapStart) {
            function.set("SnapStart", snapStart.deepCopy().put("OptimizationStatus", "Off"));
        }
        if (function.path("Environment").path("Variables").isEmpty()) {
            function.remove("Environment");
        }
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

    private void setCode(ObjectNode function, byte[] zip) throws AwsError {
        function.put("CodeSha256", code.store(zip)).put("CodeSize", zip.length);
    }

    private void save(ObjectNode function) {
        function.put("LastModified", MODIFIED.format(clock.instant()))
                .put("RevisionId", UUID.randomUUID().toString());
        versions.put(
                key(
                        function.path("FunctionName").asText(),
                        function.path("Version").asText()),
                function.deepCopy());
    }

    private ObjectNode latest(String name) throws AwsError {
        return find(new FunctionName(name, Optional.empty()));
    }

    private static void checkRevision(ObjectNode function, ObjectNode in) throws AwsError {
        Optional<String> wanted = Json.text(in, "RevisionId");
        if (wanted.isPresent()
                && !wanted.get().equals(function.path("RevisionId").asText())) {
            throw new AwsError(
                    412,
                    "PreconditionFailedException",
                    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction API to"
                            + " retrieve the latest Revision Id");
        }
    }

    synchronized ObjectNode updateCode(String name, ObjectNode in) throws AwsError {
        ObjectNode function = latest(name);
        checkRevision(function, in);
        setCode(function, zip(in));
        if (in.path("Architectures").isArray()) {
            function.set("Architectures", in.get("Architectures"));
        }
        if (!in.path("DryRun").asBoolean()) {
            save(function);
        }
        return in.path("Publish").asBoolean() ? publish(name, "") : function;
    }

    synchronized ObjectNode updateConfiguration(String name, ObjectNode in) throws AwsError {
        ObjectNode function = latest(name);
        checkRevision(function, in);
        configure(function, in);
        save(function);
        return function;
    }

    synchronized void delete(FunctionName name) throws AwsError {
        find(name);
        if (name.qualifier().isPresent()) {
            versions.remove(key(name.name(), name.qualifier().get()));
            return;
        }
        String prefix = name.name() + ":";
        versions.keys().stream().filter(key -> key.startsWith(prefix)).forEach(versions::remove);
        aliases.keys().stream().filter(key -> key.startsWith(prefix)).forEach(aliases::remove);
        reserved.remove(name.name());
        tags.remove(name.name());
    }

    ObjectNode list() {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Functions");
        versions.values().stream()
                .filter(function -> function.path("Version").asText().equals(FunctionName.LATEST))
                .forEach(list::add);
        return out;
    }

    /** GetFunction: configuration, code, tags and reservation. */
    ObjectNode describe(FunctionName name) throws AwsError {
        ObjectNode out = Json.object();
        out.set("Configuration", find(name));
        out.putObject("Code").put("RepositoryType", "S3").put("Location", "");
        tags.get(name.name()).filter(t -> !t.isEmpty()).ifPresent(t -> out.set("Tags", t));
        reserved.get(name.name())
                .ifPresent(count -> out.putObject("Concurrency").put("ReservedConcurrentExecutions", count));
        return out;
    }

    /** Publishes what is there now; the same code and configuration is not published twice. */
    synchronized ObjectNode publish(String name, String description) throws AwsError {
        ObjectNode function = latest(name);
        List<ObjectNode> published = published(name);
        if (!published.isEmpty()) {
            ObjectNode last = published.get(published.size() - 1);
            if (comparable(last).equals(comparable(function))) {
                return last.deepCopy();
            }
        }
        int number = published.stream()
                        .mapToInt(version -> version.path("Version").asInt())
                        .max()
                        .orElse(0)
                + 1;
        function.put("Version", Integer.toString(number))
                .put("FunctionArn", FunctionName.ARN_PREFIX + name + ":" + number);
        if (!description.isEmpty()) {
            function.put("Description", description);
        }
        save(function);
        return function;
    }

    private static ObjectNode comparable(ObjectNode function) {
        ObjectNode copy = function.deepCopy();
        copy.remove(List.of("Version", "FunctionArn", "RevisionId", "LastModified", "Description"));
        return copy;
    }

    private List<ObjectNode> published(String name) {
        return versions.values().stream()
                .filter(version -> version.path("FunctionName").asText().equals(name)
                        && !version.path("Version").asText().equals(FunctionName.LATEST))
                .sorted(java.util.Comparator.comparingInt(
                        version -> version.path("Version").asInt()))
                .toList();
    }

    ObjectNode versions(String name) throws AwsError {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Versions").add(latest(name));
        published(name).forEach(list::add);
        return out;
    }

    synchronized ObjectNode putAlias(String name, ObjectNode in, Optional<String> existing) throws AwsError {
        String alias = existing.or(() -> Json.text(in, "Name")).orElse("");
        if (!alias.matches("(?!^\\d+$)[A-Za-z0-9_-]{1,128}")) {
            throw invalid("The alias name is invalid: " + alias);
        }
        Optional<ObjectNode> now = aliases.get(key(name, alias));
        if (existing.isPresent() && now.isEmpty()) {
            throw aliasMissing(name, alias);
        }
        if (existing.isEmpty() && now.isPresent()) {
            throw new AwsError(409, "ResourceConflictException", "Alias already exists: " + name + ":" + alias);
        }
        ObjectNode value = now.map(ObjectNode::deepCopy).orElseGet(() -> Json.object()
                .put("AliasArn", FunctionName.ARN_PREFIX + name + ":" + alias)
                .put("Name", alias)
                .put("Description", ""));
        Optional<String> version = Json.text(in, "FunctionVersion");
        if (version.isPresent()) {
            find(new FunctionName(name, version));
            value.put("FunctionVersion", version.get());
        }
        Json.text(in, "Description").ifPresent(text -> value.put("Description", text));
        value.put("RevisionId", UUID.randomUUID().toString());
        aliases.put(key(name, alias), value);
        return value;
    }

    private static AwsError aliasMissing(String name, String alias) {
        return new AwsError(
                404,
                "ResourceNotFoundException",
                "Cannot find alias arn: " + FunctionName.ARN_PREFIX + name + ":" + alias);
    }

    ObjectNode alias(String name, String alias) throws AwsError {
        return aliases.get(key(name, alias)).orElseThrow(() -> aliasMissing(name, alias));
    }

    void deleteAlias(String name, String alias) {
        aliases.remove(key(name, alias));
    }

    ObjectNode aliases(String name) throws AwsError {
        latest(name);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Aliases");
        aliases.keys().stream().filter(key -> key.startsWith(name + ":")).forEach(key -> aliases.get(key)
                .ifPresent(list::add));
        return out;
    }

    ObjectNode reserve(String name, int count) throws AwsError {
        latest(name);
        reserved.put(name, count);
        return Json.object().put("ReservedConcurrentExecutions", count);
    }

    ObjectNode unreserve(String name) throws AwsError {
        latest(name);
        reserved.remove(name);
        return Json.object();
    }

    ObjectNode reservation(String name) throws AwsError {
        latest(name);
        ObjectNode out = Json.object();
        reserved.get(name).ifPresent(count -> out.put("ReservedConcurrentExecutions", count));
        return out;
    }

    /** How many invocations may run at once, if that was limited. */
    Optional<Integer> reservedFor(String name) {
        return reserved.get(name);
    }

    ObjectNode tags(String name) throws AwsError {
        latest(name);
        return tags.get(name).map(ObjectNode::deepCopy).orElse(Json.object());
    }

    synchronized void setTags(String name, ObjectNode changed) throws AwsError {
        latest(name);
        tags.put(name, changed);
    }
}

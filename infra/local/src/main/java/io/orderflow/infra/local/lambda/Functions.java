package io.orderflow.infra.local.lambda;

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
import java.util.Comparator;
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

    private final StateMap<ObjectNode> versions;
    private final StateMap<Integer> reserved;
    private final Aliases aliases;
    private final ResourceTags tags;
    private final FunctionZips code;
    private final Predicate<String> roleExists;
    private final Clock clock;

    Functions(DurableStore store, ResourceTags tags, FunctionZips code, Predicate<String> roleExists, Clock clock) {
        this.versions = new StateMap<>(store, "lambda-functions", ObjectNode.class);
        this.aliases = new Aliases(store);
        this.reserved = new StateMap<>(store, "lambda-concurrency", Integer.class);
        this.tags = tags;
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
        String version = aliases.version(name.name(), qualifier).orElse(qualifier);
        ObjectNode found = versions.get(key(name.name(), version))
                .orElseThrow(() -> notFound(name.arn()))
                .deepCopy();
        return name.qualifier().isPresent() ? found.put("FunctionArn", name.arn()) : found;
    }

    /** What it takes to run what the name means now. */
    VersionSpec spec(FunctionName name) throws AwsError {
        ObjectNode function = find(name);
        Map<String, String> variables = new HashMap<>();
        function.path("Environment")
                .path("Variables")
                .fields()
                .forEachRemaining(
                        field -> variables.put(field.getKey(), field.getValue().asText()));
        return new VersionSpec(
                name.name(),
                function.path("Version").asText(),
                function.path("FunctionArn").asText(),
                function.path("Handler").asText(),
                function.path("Runtime").asText(),
                Duration.ofSeconds(function.path("Timeout").asInt()),
                function.path("MemorySize").asInt(),
                variables,
                function.path("CodeSha256").asText(),
                function.path("RevisionId").asText(),
                FunctionConfiguration.logGroup(function));
    }

    synchronized ObjectNode create(ObjectNode in) throws AwsError {
        FunctionName name = FunctionName.parse(Json.text(in, "FunctionName").orElse(""));
        CodeSource.checkPackageType(in);
        if (versions.get(key(name.name(), FunctionName.LATEST)).isPresent()) {
            throw new AwsError(409, "ResourceConflictException", "Function already exist: " + name.name());
        }
        byte[] zip = CodeSource.zip(in.path("Code"));
        ObjectNode function = FunctionConfiguration.create(name.name(), in);
        checkRole(in);
        ResourceTags.check(in.path("Tags"));
        setCode(function, zip);
        save(function);
        tags.add(name.name(), in.path("Tags"));
        return in.path("Publish").asBoolean() ? publish(name.name(), Json.object()) : function;
    }

    private void checkRole(ObjectNode in) throws AwsError {
        Optional<String> role = Json.text(in, "Role");
        if (role.isPresent() && !roleExists.test(role.get())) {
            throw invalid("The role defined for the function cannot be assumed by Lambda.");
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

    /** Refuses a change that was meant for another revision than the one there is. */
    static void checkRevision(ObjectNode function, ObjectNode in) throws AwsError {
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
        setCode(function, CodeSource.zip(in));
        if (in.path("Architectures").isArray()) {
            function.set("Architectures", in.get("Architectures"));
        }
        if (!in.path("DryRun").asBoolean()) {
            save(function);
        }
        return in.path("Publish").asBoolean() ? publish(name, Json.object()) : function;
    }

    synchronized ObjectNode updateConfiguration(String name, ObjectNode in) throws AwsError {
        ObjectNode function = latest(name);
        checkRevision(function, in);
        checkRole(in);
        FunctionConfiguration.apply(function, in);
        save(function);
        return function;
    }

    synchronized void delete(FunctionName name) throws AwsError {
        find(name);
        if (name.qualifier().isPresent()) {
            deleteVersion(name.name(), name.qualifier().get());
            return;
        }
        String prefix = name.name() + ":";
        versions.keys().stream().filter(key -> key.startsWith(prefix)).forEach(versions::remove);
        aliases.deleteAll(name.name());
        reserved.remove(name.name());
        tags.delete(name.name());
    }

    private void deleteVersion(String name, String version) throws AwsError {
        if (!version.matches("\\d+")) {
            throw invalid(
                    "$LATEST version cannot be deleted without deleting the function, nor can an alias this way.");
        }
        List<String> pointing = aliases.pointingAt(name, version);
        if (!pointing.isEmpty()) {
            throw new AwsError(
                    409,
                    "ResourceConflictException",
                    "Cannot delete the function version: " + version + ". Please check the following aliases: "
                            + String.join(", ", pointing));
        }
        versions.remove(key(name, version));
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
        out.putObject("Code").put("RepositoryType", "S3"); // no Location: it would be a presigned URL
        ObjectNode tagged = tags.get(name.name());
        if (!tagged.isEmpty()) {
            out.set("Tags", tagged);
        }
        reserved.get(name.name())
                .ifPresent(count -> out.putObject("Concurrency").put("ReservedConcurrentExecutions", count));
        return out;
    }

    /** Publishes what is there now; the same code and configuration is not published twice. */
    synchronized ObjectNode publish(String name, ObjectNode in) throws AwsError {
        ObjectNode function = latest(name);
        checkRevision(function, in);
        String code = function.path("CodeSha256").asText();
        Optional<String> expected = Json.text(in, "CodeSha256");
        if (expected.isPresent() && !expected.get().equals(code)) {
            throw invalid("CodeSHA256 (" + expected.get() + ") is different from current CodeSHA256 in $LATEST (" + code
                    + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        List<ObjectNode> published = published(name);
        if (!published.isEmpty()) {
            ObjectNode last = published.get(published.size() - 1);
            if (FunctionConfiguration.comparable(last).equals(FunctionConfiguration.comparable(function))) {
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
        Json.text(in, "Description")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> function.put("Description", text));
        FunctionConfiguration.published(function);
        save(function);
        return function;
    }

    private List<ObjectNode> published(String name) {
        return versions.values().stream()
                .filter(version -> version.path("FunctionName").asText().equals(name)
                        && !version.path("Version").asText().equals(FunctionName.LATEST))
                .sorted(Comparator.comparingInt(
                        version -> version.path("Version").asInt()))
                .toList();
    }

    ObjectNode versions(String name) throws AwsError {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Versions").add(latest(name));
        published(name).forEach(list::add);
        return out;
    }

    /** Creates an alias; its version must be there. */
    synchronized ObjectNode createAlias(String name, ObjectNode in) throws AwsError {
        checkVersion(name, in);
        return aliases.create(name, in);
    }

    synchronized ObjectNode updateAlias(String name, String alias, ObjectNode in) throws AwsError {
        checkVersion(name, in);
        return aliases.update(name, alias, in);
    }

    private void checkVersion(String name, ObjectNode in) throws AwsError {
        String version = Json.text(in, "FunctionVersion").orElse(FunctionName.LATEST);
        if (versions.get(key(name, version)).isEmpty()) {
            throw notFound(FunctionName.ARN_PREFIX + name + ":" + version);
        }
    }

    ObjectNode alias(String name, String alias) throws AwsError {
        return aliases.get(name, alias);
    }

    void deleteAlias(String name, String alias) {
        aliases.delete(name, alias);
    }

    ObjectNode aliases(String name, Optional<String> version) throws AwsError {
        latest(name);
        return aliases.list(name, version);
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

    /** Whether there is such a function at all. */
    boolean exists(String name) {
        return versions.get(key(name, FunctionName.LATEST)).isPresent();
    }
}

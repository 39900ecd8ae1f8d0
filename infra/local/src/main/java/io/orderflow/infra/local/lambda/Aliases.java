package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Names that lead to a version of a function, in Lambda's shapes. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html">Lambda aliases</a>
 */
final class Aliases {

    private static final String NAME = "(?!^\\d+$)[A-Za-z0-9_-]{1,128}";

    private final StateMap<ObjectNode> aliases;

    Aliases(DurableStore store) {
        this.aliases = new StateMap<>(store, "lambda-aliases", ObjectNode.class);
    }

    private static String key(String function, String alias) {
        return function + ":" + alias;
    }

    private static AwsError missing(String function, String alias) {
        return new AwsError(
                404,
                "ResourceNotFoundException",
                "Cannot find alias arn: " + FunctionName.ARN_PREFIX + function + ":" + alias);
    }

    /** The version that the alias points at, if there is such an alias. */
    Optional<String> version(String function, String alias) {
        return aliases.get(key(function, alias)).flatMap(value -> Json.text(value, "FunctionVersion"));
    }

    /** The aliases that point at the version. */
    List<String> pointingAt(String function, String version) {
        return of(function).stream()
                .filter(alias -> alias.path("FunctionVersion").asText().equals(version))
                .map(alias -> alias.path("Name").asText())
                .toList();
    }

    private List<ObjectNode> of(String function) {
        return aliases.keys().stream()
                .filter(key -> key.startsWith(function + ":"))
                .flatMap(key -> aliases.get(key).stream())
                .toList();
    }

    synchronized ObjectNode create(String function, ObjectNode in) throws AwsError {
        String name = Json.text(in, "Name").orElse("");
        if (!name.matches(NAME)) {
            throw AwsError.badRequest("InvalidParameterValueException", "The alias name is invalid: " + name);
        }
        if (aliases.get(key(function, name)).isPresent()) {
            throw new AwsError(409, "ResourceConflictException", "Alias already exists: " + function + ":" + name);
        }
        if (Json.text(in, "FunctionVersion").isEmpty()) {
            throw AwsError.badRequest("InvalidParameterValueException", "An alias needs a FunctionVersion.");
        }
        ObjectNode alias = Json.object()
                .put("AliasArn", FunctionName.ARN_PREFIX + function + ":" + name)
                .put("Name", name)
                .put("Description", "");
        return save(function, alias, in);
    }

    synchronized ObjectNode update(String function, String name, ObjectNode in) throws AwsError {
        ObjectNode alias = get(function, name);
        Functions.checkRevision(alias, in);
        return save(function, alias, in);
    }

    private ObjectNode save(String function, ObjectNode alias, ObjectNode in) throws AwsError {
        if (!in.path("RoutingConfig").path("AdditionalVersionWeights").isEmpty()) {
            throw AwsError.badRequest(
                    "InvalidParameterValueException", "The embedded AWS does not support RoutingConfig.");
        }
        for (String text : List.of("FunctionVersion", "Description")) {
            Json.text(in, text).ifPresent(value -> alias.put(text, value));
        }
        alias.put("RevisionId", UUID.randomUUID().toString());
        aliases.put(key(function, alias.path("Name").asText()), alias.deepCopy());
        return alias;
    }

    ObjectNode get(String function, String name) throws AwsError {
        return aliases.get(key(function, name))
                .orElseThrow(() -> missing(function, name))
                .deepCopy();
    }

    /** Idempotent, as on AWS. */
    void delete(String function, String name) {
        aliases.remove(key(function, name));
    }

    void deleteAll(String function) {
        of(function).forEach(alias -> delete(function, alias.path("Name").asText()));
    }

    /** ListAliases, of one version only if that is given. */
    ObjectNode list(String function, Optional<String> version) {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Aliases");
        of(function).stream()
                .filter(alias -> version.isEmpty()
                        || version.get().equals(alias.path("FunctionVersion").asText()))
                .forEach(list::add);
        return out;
    }
}

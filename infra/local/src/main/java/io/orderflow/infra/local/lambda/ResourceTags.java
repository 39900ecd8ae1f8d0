package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Tags of functions and event source mappings, by a key that their services choose. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html">TagResource</a>
 */
final class ResourceTags {

    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private final StateMap<ObjectNode> tags;

    ResourceTags(DurableStore store) {
        this.tags = new StateMap<>(store, "lambda-tags", ObjectNode.class);
    }

    ObjectNode get(String key) {
        return tags.get(key).map(ObjectNode::deepCopy).orElseGet(Json::object);
    }

    /** Refuses tags that AWS would refuse; to be asked before the resource that carries them is made. */
    static void check(JsonNode wanted) throws AwsError {
        for (Iterator<Map.Entry<String, JsonNode>> it = wanted.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> tag = it.next();
            if (tag.getKey().isEmpty()
                    || tag.getKey().length() > MAX_KEY
                    || tag.getKey().startsWith("aws:")
                    || !tag.getValue().isTextual()
                    || tag.getValue().asText().length() > MAX_VALUE) {
                throw AwsError.badRequest(
                        "InvalidParameterValueException", "The tag \"" + tag.getKey() + "\" is not a valid one.");
            }
        }
    }

    synchronized void add(String key, JsonNode wanted) throws AwsError {
        check(wanted);
        ObjectNode all = get(key);
        wanted.fields().forEachRemaining(tag -> all.set(tag.getKey(), tag.getValue()));
        if (all.size() > MAX_TAGS) {
            throw AwsError.badRequest(
                    "InvalidParameterValueException", "A resource has at most " + MAX_TAGS + " tags.");
        }
        if (!all.isEmpty()) {
            tags.put(key, all);
        }
    }

    synchronized void remove(String key, List<String> names) {
        ObjectNode left = get(key);
        left.remove(names);
        tags.put(key, left);
    }

    /** Forgets the resource. */
    void delete(String key) {
        tags.remove(key);
    }
}

package io.orderflow.infra.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.http.AwsError;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names and values that the expressions of one request share, and which of them were used. Not thread-safe. */
public final class Placeholders {

    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";
    private static final int MAX_LENGTH = 255;

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();

    private Placeholders() {}

    /** Reads both maps of a request. */
    public static Placeholders of(JsonNode in) throws AwsError {
        Placeholders placeholders = new Placeholders();
        if (in.hasNonNull(NAMES)) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = fields(in, NAMES, "#"); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                Faults.checkName(field.getValue().asText());
                placeholders.names.put(field.getKey(), field.getValue().asText());
                placeholders.unused.add(field.getKey());
            }
        }
        if (in.hasNonNull(VALUES)) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = fields(in, VALUES, ":"); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                placeholders.values.put(field.getKey(), value(field));
                placeholders.unused.add(field.getKey());
            }
        }
        return placeholders;
    }

    private static Iterator<Map.Entry<String, JsonNode>> fields(JsonNode in, String member, String sign)
            throws AwsError {
        if (in.get(member).isEmpty()) {
            throw Faults.validation(member + " must not be empty");
        }
        Pattern form = Pattern.compile(sign + "[0-9a-zA-Z_]+");
        for (Iterator<String> keys = in.get(member).fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!form.matcher(key).matches()) {
                throw Faults.validation(member + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
            if (key.length() > MAX_LENGTH) {
                throw Faults.validation(member + " contains invalid key: The parameter's length exceeds the maximum of "
                        + MAX_LENGTH + " characters; key: \"" + key + "\"");
            }
        }
        return in.get(member).fields();
    }

    private static AttributeValue value(Map.Entry<String, JsonNode> field) throws AwsError {
        try {
            return ItemJson.read(field.getValue());
        } catch (AwsError e) {
            if (!e.code().equals("ValidationException")) {
                throw e;
            }
            throw Faults.validation(VALUES + " contains invalid value: " + e.message() + " for key " + field.getKey());
        }
    }

    Optional<String> name(String placeholder) {
        unused.remove(placeholder);
        return Optional.ofNullable(names.get(placeholder));
    }

    Optional<AttributeValue> value(String placeholder) {
        unused.remove(placeholder);
        return Optional.ofNullable(values.get(placeholder));
    }

    /** To be called when all expressions were read. */
    public void checkAllUsed() throws AwsError {
        checkUsed(NAMES, "#");
        checkUsed(VALUES, ":");
    }

    private void checkUsed(String member, String sign) throws AwsError {
        Set<String> left = new LinkedHashSet<>(unused);
        left.removeIf(name -> !name.startsWith(sign));
        if (!left.isEmpty()) {
            throw Faults.validation(
                    "Value provided in " + member + " unused in expressions: keys: {" + String.join(", ", left) + "}");
        }
    }
}

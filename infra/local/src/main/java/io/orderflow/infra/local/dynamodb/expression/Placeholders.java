package io.orderflow.infra.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.http.AwsError;
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
    private static final Pattern FORM = Pattern.compile("[#:][0-9a-zA-Z_]+");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();

    private final ItemReader reader;

    private Placeholders(ItemReader reader) {
        this.reader = reader;
    }

    /** Reads both maps of a request. */
    public static Placeholders of(JsonNode in, ItemReader reader) throws AwsError {
        Placeholders placeholders = new Placeholders(reader);
        for (Map.Entry<String, JsonNode> field : fields(in, NAMES, "#")) {
            Faults.checkName(field.getValue().asText());
            placeholders.names.put(field.getKey(), field.getValue().asText());
        }
        for (Map.Entry<String, JsonNode> field : fields(in, VALUES, ":")) {
            placeholders.values.put(field.getKey(), placeholders.read(field));
        }
        placeholders.unused.addAll(placeholders.names.keySet());
        placeholders.unused.addAll(placeholders.values.keySet());
        return placeholders;
    }

    private static Set<Map.Entry<String, JsonNode>> fields(JsonNode in, String member, String sign) throws AwsError {
        if (!in.hasNonNull(member)) {
            return Set.of();
        }
        Set<Map.Entry<String, JsonNode>> fields = in.get(member).properties();
        if (fields.isEmpty()) {
            throw Faults.validation(member + " must not be empty");
        }
        for (Map.Entry<String, JsonNode> field : fields) {
            String key = field.getKey();
            if (!key.startsWith(sign) || !FORM.matcher(key).matches()) {
                throw Faults.validation(member + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
            if (key.length() > MAX_LENGTH) {
                throw Faults.validation(member + " contains invalid key: The parameter's length exceeds the maximum of "
                        + MAX_LENGTH + " characters; key: \"" + key + "\"");
            }
        }
        return fields;
    }

    private AttributeValue read(Map.Entry<String, JsonNode> field) throws AwsError {
        try {
            return reader.value(field.getValue());
        } catch (AwsError e) {
            if (!reader.isOlder() || !e.code().equals("ValidationException")) {
                throw e;
            }
            throw Faults.validation(VALUES + " contains invalid value: " + e.message() + " for key " + field.getKey());
        }
    }

    /** Whether faults are told in AWS's older words. */
    boolean isOlder() {
        return reader.isOlder();
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

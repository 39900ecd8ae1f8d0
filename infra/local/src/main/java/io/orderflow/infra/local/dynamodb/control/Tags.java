package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tags of tables. Thread-safe. */
final class Tags {

    private static final int MAX_TAGS = 50;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final Tables tables;

    Tags(Tables tables) {
        this.tables = tables;
    }

    static Map<String, String> merged(Map<String, String> before, JsonNode more) throws AwsError {
        Map<String, String> tags = new LinkedHashMap<>(before);
        Set<String> seen = new HashSet<>();
        for (JsonNode tag : more) {
            String key = tag.get("Key").asText();
            String value = tag.get("Value").asText();
            if (!ALLOWED.matcher(key).matches()) {
                throw Faults.validation("The Tag Key provided is invalid, Key: " + key);
            }
            if (!ALLOWED.matcher(value).matches()) {
                throw Faults.validation("The Tag Value provided is invalid, Value: " + value);
            }
            if (key.startsWith("aws:")) {
                throw Faults.validation("Tag Key cannot be prefixed with aws:, Key: " + key);
            }
            if (!seen.add(key)) {
                throw Faults.validation("Duplicate Tag Keys provided as input: Duplicate Tag Key found " + key);
            }
            tags.put(key, value);
        }
        if (tags.size() > MAX_TAGS) {
            throw Faults.validation("Number of Tags exceed the current limit for the provided ResourceArn");
        }
        return tags;
    }

    synchronized ObjectNode tag(ObjectNode in) throws AwsError {
        Table table = table(in);
        if (in.get("Tags").isEmpty()) {
            throw Faults.validation("Atleast one Tag needs to be provided as Input.");
        }
        Map<String, String> tags = merged(table.definition().tags(), in.get("Tags"));
        tables.change(table, definition -> definition.withTags(tags));
        return Json.object();
    }

    synchronized ObjectNode untag(ObjectNode in) throws AwsError {
        Table table = table(in);
        if (in.get("TagKeys").isEmpty()) {
            throw Faults.validation("Atleast one Tag Key needs to be provided as Input.");
        }
        Map<String, String> tags = new LinkedHashMap<>(table.definition().tags());
        in.get("TagKeys").forEach(key -> tags.remove(key.asText()));
        tables.change(table, definition -> definition.withTags(tags));
        return Json.object();
    }

    ObjectNode list(ObjectNode in) throws AwsError {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Tags");
        table(in).definition().tags().forEach((key, value) -> list.addObject()
                .put("Key", key)
                .put("Value", value));
        return out;
    }

    private Table table(ObjectNode in) throws AwsError {
        return tables.byArn(in.get("ResourceArn").asText());
    }
}

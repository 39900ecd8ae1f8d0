package io.orderflow.infra.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code AttributeUpdates}, which came before update expressions, made the same changes. */
public final class LegacyUpdates {

    private LegacyUpdates() {}

    public static Update of(JsonNode updates) throws AwsError {
        List<UpdateAction> actions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : updates.properties()) {
            Faults.checkName(field.getKey());
            actions.add(action(
                    DocumentPath.of(field.getKey()),
                    field.getValue().path("Action").asText("PUT"),
                    field.getValue()));
        }
        return new Update(actions, true);
    }

    private static UpdateAction action(DocumentPath path, String action, JsonNode json) throws AwsError {
        if (!json.has("Value")) {
            if (!action.equals("DELETE")) {
                throw Faults.parameters("Only DELETE action is allowed when no attribute value is specified");
            }
            return new UpdateAction.Remove(path);
        }
        AttributeValue value = ItemReader.CURRENT.value(json.get("Value"));
        boolean set = value.type().isSet();
        return switch (action) {
            case "DELETE" -> {
                if (!set) {
                    throw Faults.parameters("DELETE action with value is not supported for the type " + value.type());
                }
                yield new UpdateAction.Delete(path, value);
            }
            case "ADD" -> {
                if (!set && value.type() != AttributeType.N && value.type() != AttributeType.L) {
                    throw Faults.parameters("ADD action is not supported for the type " + value.type());
                }
                yield new UpdateAction.Add(path, value);
            }
            default -> new UpdateAction.Set(path, new UpdateTerm.Literal(value));
        };
    }
}

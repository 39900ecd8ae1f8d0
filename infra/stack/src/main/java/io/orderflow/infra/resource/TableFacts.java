package io.orderflow.infra.resource;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What a table's description says, in the words of the specification. */
final class TableFacts {
    private TableFacts() {}

    /** A key of one text attribute. */
    static String key(String partitionKey) {
        return partitionKey + " (S)";
    }

    static String key(List<KeySchemaElement> schema, List<AttributeDefinition> definitions) {
        return schema.stream()
                .map(element -> element.attributeName() + " (" + type(element.attributeName(), definitions) + ")")
                .collect(Collectors.joining(", "));
    }

    /** Some servers leave the summary out for tables on demand; those have no capacity. */
    static String billing(TableDescription table) {
        if (table.billingModeSummary() != null) {
            return table.billingModeSummary().billingModeAsString();
        }
        boolean capacity = table.provisionedThroughput() != null
                && table.provisionedThroughput().readCapacityUnits() != null
                && table.provisionedThroughput().readCapacityUnits() > 0;
        return capacity ? "PROVISIONED" : "PAY_PER_REQUEST";
    }

    /** An index as {@link io.orderflow.infra.stack.IndexSpec} words it; null when there is none, or none any more. */
    static @Nullable String index(TableDescription table, String name) {
        return table.globalSecondaryIndexes().stream()
                .filter(index -> name.equals(index.indexName()) && index.indexStatus() != IndexStatus.DELETING)
                .findFirst()
                .map(index -> words(index, table.attributeDefinitions()))
                .orElse(null);
    }

    private static String words(GlobalSecondaryIndexDescription index, List<AttributeDefinition> definitions) {
        String keys = index.keySchema().stream()
                .map(element -> {
                    String type = type(element.attributeName(), definitions);
                    return element.attributeName() + (type.equals("S") ? "" : " " + type);
                })
                .collect(Collectors.joining(", ", "(", ")"));
        ProjectionType projection = index.projection().projectionType();
        return keys + (projection == ProjectionType.ALL ? ", all attributes" : ", " + projection);
    }

    private static String type(String attribute, List<AttributeDefinition> definitions) {
        return definitions.stream()
                .filter(definition -> attribute.equals(definition.attributeName()))
                .findFirst()
                .map(AttributeDefinition::attributeTypeAsString)
                .orElse("?");
    }
}

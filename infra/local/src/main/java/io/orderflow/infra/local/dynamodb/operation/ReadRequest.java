package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.http.AwsError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a query or a scan reads, where, and what it keeps of it. Immutable.
 *
 * @param wanted the only attributes that are answered; empty is all
 * @param completed whether entries of a local index are completed by what the table has besides
 */
record ReadRequest(
        Table table,
        Optional<IndexDefinition> index,
        Optional<Condition> filter,
        Optional<List<DocumentPath>> wanted,
        boolean completed,
        boolean countOnly,
        boolean consistent,
        int limit) {

    private static final String ALL = "ALL_ATTRIBUTES";

    static ReadRequest of(
            ObjectNode in,
            Table table,
            Optional<Condition> filter,
            Optional<List<DocumentPath>> projection,
            String introduction)
            throws AwsError {
        Optional<IndexDefinition> index = index(in, table);
        boolean consistent = in.path("ConsistentRead").asBoolean();
        if (consistent && index.filter(IndexDefinition::global).isPresent()) {
            throw Faults.validation("Consistent reads are not supported on global secondary indexes");
        }
        String select = select(in, projection.isPresent(), index.isPresent(), introduction);
        boolean completed = false;
        if (index.isPresent() && !index.get().projectsAll()) {
            Set<String> missing = missing(table, index.get(), projection);
            if (index.get().global()) {
                checkProjected(index.get(), select, missing);
            } else {
                completed = select.equals(ALL) || !missing.isEmpty();
            }
        }
        return new ReadRequest(
                table,
                index,
                filter,
                projection,
                completed,
                select.equals("COUNT"),
                consistent,
                in.path("Limit").asInt(Integer.MAX_VALUE));
    }

    private static Optional<IndexDefinition> index(JsonNode in, Table table) throws AwsError {
        if (!in.has("IndexName")) {
            return Optional.empty();
        }
        String name = in.get("IndexName").asText();
        Optional<IndexDefinition> index = table.definition().index(name);
        if (index.isEmpty()) {
            throw Faults.validation("The table does not have the specified index: " + name);
        }
        if (index.get().status().equals("CREATING")) {
            throw Faults.validation("Cannot read from backfilling global secondary index: " + name);
        }
        return index;
    }

    private static String select(JsonNode in, boolean projection, boolean index, String introduction) throws AwsError {
        String parameter = in.has("ProjectionExpression") ? "ProjectionExpression" : "AttributesToGet";
        String fallback = projection ? "SPECIFIC_ATTRIBUTES" : index ? "ALL_PROJECTED_ATTRIBUTES" : ALL;
        String select = in.path("Select").asText(fallback);
        if (projection && !select.equals("SPECIFIC_ATTRIBUTES")) {
            throw Faults.validation(introduction + "Cannot specify the " + parameter + " when choosing to get "
                    + (select.equals("COUNT") ? "only the Count" : select));
        }
        if (!projection && select.equals("SPECIFIC_ATTRIBUTES")) {
            throw Faults.validation(
                    introduction + "Must specify the AttributesToGet or ProjectionExpression when choosing"
                            + " to get SPECIFIC_ATTRIBUTES");
        }
        if (select.equals("ALL_PROJECTED_ATTRIBUTES") && !index) {
            throw Faults.validation(
                    introduction + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        return select;
    }

    private static Set<String> missing(Table table, IndexDefinition index, Optional<List<DocumentPath>> projection) {
        Set<String> names = new LinkedHashSet<>();
        projection.ifPresent(paths -> paths.forEach(path -> names.add(path.attribute())));
        names.removeAll(index.projectedNames(table.definition().keys()));
        return names;
    }

    private static void checkProjected(IndexDefinition index, String select, Set<String> missing) throws AwsError {
        if (select.equals(ALL)) {
            throw Faults.parameters("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + index.name() + " because its projection type is not ALL");
        }
        if (!missing.isEmpty()) {
            throw Faults.parameters("Global secondary index " + index.name() + " does not project " + missing);
        }
    }

    /** The keys that are asked for: of the index or of the table. */
    KeySchema keys() {
        return index.map(IndexDefinition::keys).orElse(table.definition().keys());
    }
}

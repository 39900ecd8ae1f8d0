package io.orderflow.infra.local.dynamodb.control;

import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills new indexes and takes away old ones in the background. An index that a kill found half full is filled from the
 * beginning in the next run, which changes nothing of what is there. Thread-safe.
 */
final class IndexBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);
    private static final int BATCH = 500;

    private final Tables tables;
    private final Executor executor;

    IndexBuilder(Tables tables, Executor executor) {
        this.tables = tables;
        this.executor = executor;
    }

    /** Goes on with what the last run left. */
    void resume() {
        tables.names().forEach(name -> tables.find(name).ifPresent(this::start));
    }

    void start(Table table) {
        for (IndexDefinition index : table.definition().indexes()) {
            if (!index.isActive()) {
                executor.execute(() -> work(table, index));
            }
        }
    }

    private void work(Table table, IndexDefinition index) {
        try {
            if (index.status().equals("CREATING")) {
                fill(table, index);
                tables.change(table, definition -> replaced(definition, index, index.withStatus("ACTIVE")));
            } else {
                table.drop(index); // first: a kill in between leaves something to go on with
                tables.change(table, definition -> replaced(definition, index, null));
            }
        } catch (AwsError e) {
            LOG.debug(
                    "Table {} went while its index {} was changed",
                    table.definition().name(),
                    index.name());
        } catch (IllegalStateException e) {
            LOG.debug("The work on index {} goes on in the next run", index.name(), e);
        }
    }

    private static void fill(Table table, IndexDefinition index) throws AwsError {
        byte @Nullable [] from = null;
        do {
            from = table.backfill(index, from, BATCH);
        } while (from != null);
    }

    private static TableDefinition replaced(
            TableDefinition definition, IndexDefinition old, @Nullable IndexDefinition next) {
        List<IndexDefinition> indexes = definition.indexes().stream()
                .filter(index -> next != null || !index.id().equals(old.id()))
                .map(index -> next != null && index.id().equals(old.id()) ? next : index)
                .toList();
        return definition.withIndexes(indexes, UpdateTable.used(definition, indexes, definition.attributes()));
    }
}

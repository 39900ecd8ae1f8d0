package io.orderflow.infra.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.data.TableFileException.Code;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrdersTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Puts the rows of an export back into the Orders table as they were. Lines that are only an order become rows as the
 * consumer would write them. A row whose order is in the table already is left alone, so that an import can be repeated.
 */
public final class TableImport {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final int shards;
    private final Clock clock;
    private final OrderMessageCodec codec;

    /** @param shards into how many partitions a day of the index by day is spread, for lines without a row */
    public TableImport(DynamoDbClient dynamoDb, String table, int shards, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.shards = shards;
        this.clock = clock;
        this.codec = new OrderMessageCodec(new OrderValidator(clock));
    }

    /**
     * How an import ended.
     *
     * @param stored rows that were written
     * @param present rows whose orders were there already, and were left alone
     */
    public record Result(long stored, long present) {}

    /**
     * Reads the whole file before it writes the first row.
     *
     * @throws TableFileException when the file cannot be read, naming the line that is wrong
     * @throws software.amazon.awssdk.core.exception.SdkException when the table cannot be written
     */
    public Result readFrom(Path path) {
        UserFile file = new UserFile(path);
        check(file);
        long[] counts = new long[2];
        long unused = forEachRow(file, row -> counts[put(row) ? 0 : 1]++);
        return new Result(counts[0], counts[1]);
    }

    private void check(UserFile file) {
        try {
            if (forEachRow(file, row -> {}) == 0) {
                throw file.whole(Code.NO_ROWS, null);
            }
        } catch (TableFileException e) {
            String line = String.valueOf(e.getMessage());
            throw new TableFileException(Code.NOTHING_IMPORTED, e, line.substring(0, line.length() - 1));
        }
    }

    private boolean put(Map<String, AttributeValue> row) {
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(row)
                    .conditionExpression("attribute_not_exists(" + OrdersTable.ORDER_ID + ")"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false; // what is in the table may be newer
        }
    }

    private long forEachRow(UserFile file, Consumer<Map<String, AttributeValue>> action) {
        long rows = 0;
        try (UserLines lines = file.lines()) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    action.accept(row(lines, line));
                    rows++;
                }
            }
        }
        return rows;
    }

    private Map<String, AttributeValue> row(UserLines at, String line) {
        try {
            return row(line);
        } catch (StreamConstraintsException e) {
            throw at.fault(column(e), "is nested too deep, or holds too long a number");
        } catch (JsonProcessingException e) {
            throw at.fault(column(e), "is not JSON: each line must be one whole JSON object");
        } catch (IllegalArgumentException | MalformedOrderException e) {
            throw at.fault(0, "is no exported row (" + e.getMessage() + ")");
        }
    }

    /** Where the parser stood. */
    private static long column(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : Math.max(e.getLocation().getColumnNr(), 0);
    }

    private Map<String, AttributeValue> row(String line) throws JsonProcessingException, MalformedOrderException {
        ObjectNode json = RowJson.object(line);
        JsonNode row = json.get(TableExport.ROW);
        if (row == null) {
            return OrdersTable.toItem(codec.decode(line), clock.instant(), shards);
        }
        Map<String, AttributeValue> item = RowJson.read(row);
        AttributeValue id = item.get(OrdersTable.ORDER_ID);
        if (id == null || id.s() == null || id.s().isEmpty()) {
            throw new IllegalArgumentException("its row has no " + OrdersTable.ORDER_ID);
        }
        return item;
    }
}

package io.orderflow.lambda;

import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.util.Map;

/**
 * How the function is set up, from its environment variables.
 *
 * @param table {@code ORDERS_TABLE}: the table's name; required, as a forgotten prefix must not write into another
 *     environment's table
 * @param shards {@code ORDERS_SHARDS}: partitions a day of the index recent-orders, 1 to 1,000, 4 unless given
 * @param parallelism {@code ORDERS_PARALLELISM}: messages worked on at a time, 1 to 256, 16 unless given
 * @param margin {@code ORDERS_MARGIN_MS}: how long before the function's timeout the batch is answered, 1 to 60,000 ms, 500
 *     unless given; never more than a quarter of the time that is left. The time for the batch's log lines comes on top
 */
public record ConsumerConfig(String table, int shards, int parallelism, Duration margin) {
    public static final String TABLE = "ORDERS_TABLE";
    public static final String SHARDS = "ORDERS_SHARDS";
    public static final String PARALLELISM = "ORDERS_PARALLELISM";
    public static final String MARGIN_MS = "ORDERS_MARGIN_MS";

    private static final int DEFAULT_PARALLELISM = 16;
    private static final int DEFAULT_MARGIN_MS = 500;

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     */
    public static ConsumerConfig fromEnvironment(Map<String, String> environment) {
        String table = environment.getOrDefault(TABLE, "");
        if (table.isBlank()) {
            throw new IllegalArgumentException(TABLE + " is not set: give the function the name of the Orders table");
        }
        return new ConsumerConfig(
                table,
                number(environment, SHARDS, OrdersTable.DEFAULT_SHARDS, 1_000),
                number(environment, PARALLELISM, DEFAULT_PARALLELISM, 256),
                Duration.ofMillis(number(environment, MARGIN_MS, DEFAULT_MARGIN_MS, 60_000)));
    }

    private static int number(Map<String, String> environment, String name, int otherwise, int most) {
        String text = environment.getOrDefault(name, "");
        if (text.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(wrong(name, text, most), notANumber);
        }
        throw new IllegalArgumentException(wrong(name, text, most));
    }

    private static String wrong(String name, String text, int most) {
        return name + " must be a whole number from 1 to " + most + ", but is \"" + text + "\"";
    }
}

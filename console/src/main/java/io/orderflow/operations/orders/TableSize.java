package io.orderflow.operations.orders;

import org.jspecify.annotations.Nullable;

/**
 * How big the table says it is. AWS counts about every six hours
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription</a>).
 *
 * @param items rows
 * @param bytes of them
 * @param recentItems rows in the index recent-orders; null where there is no such index that can be read
 * @param byUserItems the same of orders-by-user
 * @param live whether these are the numbers of this moment
 */
public record TableSize(long items, long bytes, @Nullable Long recentItems, @Nullable Long byUserItems, boolean live) {

    /** What reading all of it costs, eventually consistent: half a read unit for 4 KB, and for each part that is read. */
    public double scanUnits() {
        return Math.max(ScanCursor.SEGMENTS * ReadAllowance.LEAST, Math.ceil(bytes / 4096.0) / 2);
    }
}

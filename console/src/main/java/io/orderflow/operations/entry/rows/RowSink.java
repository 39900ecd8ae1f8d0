package io.orderflow.operations.entry.rows;

import io.orderflow.order.Order;
import java.io.IOException;
import java.io.OutputStream;

/** Takes what a check finds, on disk. */
public interface RowSink {

    /**
     * An order.
     *
     * @param line that its row begins in
     * @param timeMade whether its row had no time of its own
     */
    void order(long line, Order order, boolean timeMade) throws IOException;

    /** Takes the file of rows that are faulty; asked for once, when there is one. */
    OutputStream faulty() throws IOException;
}

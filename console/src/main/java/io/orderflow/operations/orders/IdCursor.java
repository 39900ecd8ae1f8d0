package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.util.List;

/** Orders by their ids. */
record IdCursor(OrderTable table, List<String> orderIds) implements OrderCursor {
    @Override
    public Step next(int wanted) throws PortException {
        ReadPage page = table.byId(orderIds);
        return new Step(page.rows(), page.readUnits(), false, null);
    }
}

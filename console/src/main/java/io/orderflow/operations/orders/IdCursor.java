package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.util.List;

/** Orders by their ids. */
final class IdCursor implements OrderCursor {
    /** Of one request. */
    private static final int MOST = 100;

    private final OrderTable table;
    private final ReadAllowance allowance;
    private final List<String> orderIds;
    private int at;

    IdCursor(OrderTable table, ReadAllowance allowance, List<String> orderIds) {
        this.table = table;
        this.allowance = allowance;
        this.orderIds = orderIds;
    }

    /** Each id costs, whether there is such an order or not. */
    @Override
    public Step next(int wanted) throws PortException {
        int most = (int) Math.min(MOST, allowance.left() / ReadAllowance.LEAST);
        int to = Math.min(orderIds.size(), at + most);
        ReadPage page = allowance.paid(table.byId(orderIds.subList(at, to)));
        at = to;
        return new Step(page.rows(), at < orderIds.size(), null);
    }
}

package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.util.ArrayList;
import java.util.List;

/** The orders of some users by the index orders-by-user, newest timestamp first. */
final class UserCursor implements OrderCursor {
    private final List<RowStream> users = new ArrayList<>();

    UserCursor(OrderTable table, ReadAllowance allowance, List<String> userIds) {
        for (String user : userIds) {
            users.add(new RowStream(allowance.of((after, limit) -> table.byUser(user, after, limit))));
        }
    }

    @Override
    public Step next(int wanted) throws PortException {
        List<OrderRow> rows = new ArrayList<>();
        boolean more = true;
        try {
            while (more && rows.size() < wanted) {
                OrderRow row = RowStream.takeFirst(users, wanted);
                more = row != null;
                if (row != null) {
                    rows.add(row);
                }
            }
        } catch (ReadAllowance.EndedException ended) {
            return new Step(rows, true, null);
        }
        return new Step(rows, more, null);
    }
}

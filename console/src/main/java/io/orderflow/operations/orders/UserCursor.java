package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.util.ArrayList;
import java.util.List;

/** The orders of some users by the index orders-by-user, newest timestamp first. */
final class UserCursor implements OrderCursor {
    private final List<RowStream> users = new ArrayList<>();

    UserCursor(OrderTable table, List<String> userIds) {
        for (String user : userIds) {
            users.add(new RowStream((after, limit) -> table.byUser(user, after, limit)));
        }
    }

    @Override
    public Step next(int wanted) throws PortException {
        List<OrderRow> rows = new ArrayList<>();
        boolean more = true;
        while (more && rows.size() < wanted) {
            OrderRow row = RowStream.takeFirst(users, wanted);
            more = row != null;
            if (row != null) {
                rows.add(row);
            }
        }
        return new Step(rows, users.stream().mapToDouble(RowStream::takeUnits).sum(), more, null);
    }
}

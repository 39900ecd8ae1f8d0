package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The orders of some users by the index orders-by-user, newest timestamp first. */
final class UserCursor implements OrderCursor {
    private static final Comparator<OrderRow> NEWEST =
            Comparator.comparing(UserCursor::time).reversed();

    private final List<RowStream> users = new ArrayList<>();

    UserCursor(OrderTable table, ReadAllowance allowance, List<String> userIds) {
        for (String user : userIds) {
            users.add(new RowStream(allowance.of((after, limit) -> table.byUser(user, after, limit))));
        }
    }

    private static Instant time(OrderRow row) {
        Instant time = row.timestamp();
        return time == null ? Instant.MIN : time;
    }

    @Override
    public Step next(int wanted) throws PortException {
        List<OrderRow> rows = new ArrayList<>();
        boolean more = true;
        try {
            while (more && rows.size() < wanted) {
                RowStream user = RowStream.first(users, NEWEST, wanted);
                more = user != null;
                if (user != null) {
                    rows.add(user.peek(wanted));
                    user.remove();
                }
            }
        } catch (ReadAllowance.EndedException ended) {
            return new Step(rows, true, null);
        }
        return new Step(rows, more, null);
    }
}

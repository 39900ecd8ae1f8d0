package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.MissingIndex;
import io.orderflow.operations.orders.OrderChanges;
import io.orderflow.operations.orders.OrderChanges.Changes;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.orders.ReadMark;
import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow orders watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Tells orders as they are stored or change from now on, a line of JSON each, until it is ended or"
                + " --for is over. Each change is told once.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:ended, by --for or Ctrl-C", "1:error", "2:wrong options"})
final class OrdersWatchCommand extends CancellableCommand {
    private static final int MOST = 20_000;
    /** Who ends it does not wait for long. */
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    private static final Duration KEPT = Duration.ofMinutes(10);

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = OrderFilterOption.WORDS)
    List<String> words = List.of();

    @Mixin
    OrderFilterOption which = new OrderFilterOption();

    @Option(names = "--every", paramLabel = "SECONDS", description = "Look so often. Default: 1 embedded, 5 on AWS.")
    double every;

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after so long. Default: not at all.")
    double length = Double.POSITIVE_INFINITY;

    OrdersWatchCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (every < 0 || length <= 0) {
            throw wrong("--every and --for must be more than 0 seconds");
        }
        Filter unused = which.parsed(words, services(), this);
    }

    @Override
    int run(Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        Filter filter = which.parsed(words, services(), this);
        OrderFilterOption.sayUnknown(filter, answer());
        OrderTools tools = connection.orders(builder -> builder);
        var changes = new OrderChanges(tools.table(), services().clock());
        ReadMark mark = changes.fromNowOn();
        Instant begun = mark.readAt();
        boolean aws = connection.where().endpoint().equals("AWS");
        Duration pause = Duration.ofMillis((long) ((every > 0 ? every : aws ? 5 : 1) * 1000));
        Map<String, Instant> told = new HashMap<>();
        Instant lateAt = begun.plus(OrderChanges.LATE_EVERY);
        BooleanSupplier ended = services().cancel().working(); // which is how it ends
        while (!ended.getAsBoolean()
                && Duration.between(begun, services().clock().instant()).toMillis() < length * 1000) {
            Changes found = since(mark, changes, tools);
            mark = found.mark();
            if (found.cut() && !found.rows().isEmpty() && !before(begun, oldest(found))) {
                answer().say("More than " + MOST + " orders changed at once: those before " + oldest(found)
                        + " are not told; --every looks more often");
            }
            tell(found, begun, told, filter);
            if (!services().clock().instant().isBefore(lateAt)) {
                lateAt = services().clock().instant().plus(OrderChanges.LATE_EVERY);
                tell(changes.late(null, MOST), begun, told, filter);
            }
            Instant old = mark.readAt().minus(KEPT);
            told.values().removeIf(stored -> stored.isBefore(old));
            Instant next = services().clock().instant().plus(pause);
            while (!ended.getAsBoolean() && services().clock().instant().isBefore(next)) {
                services().pause().pause(pause.compareTo(AT_ONCE) < 0 ? pause : AT_ONCE);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private static Changes since(ReadMark mark, OrderChanges changes, OrderTools tools) throws PortException {
        try {
            return changes.since(mark, MOST);
        } catch (PortException e) {
            throw e.kind() == PortException.Kind.MISSING
                    ? MissingIndex.told(tools.table(), OrdersTable.RECENT_ORDERS, e)
                    : e;
        }
    }

    private static boolean before(Instant begun, @Nullable Instant stored) {
        return stored == null || stored.isBefore(begun);
    }

    private void tell(Changes found, Instant begun, Map<String, Instant> told, Filter filter) {
        Predicate<OrderRow> passing =
                OrderRow.KEYS.passing(filter, services().clock().instant());
        for (int i = found.rows().size() - 1; i >= 0; i--) { // oldest first
            OrderRow row = found.rows().get(i);
            Instant stored = row.processedAt(); // others may write what is no time: nobody knows when that changed
            if (stored != null
                    && !before(begun, stored)
                    && !stored.equals(told.put(row.orderId(), stored))
                    && passing.test(row)) {
                answer().json(row.fields());
            }
        }
    }

    private static @Nullable Instant oldest(Changes found) {
        return found.rows().get(found.rows().size() - 1).processedAt();
    }
}

package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orderentry.StatusAction;
import io.orderflow.console.orderentry.StatusChangesViewModel;
import io.orderflow.console.orderentry.StatusResult;
import io.orderflow.console.orderentry.StatusWords;
import io.orderflow.console.orders.OrderCompareViewModel;
import io.orderflow.console.orders.OrderDetailsViewModel;
import io.orderflow.console.orders.OrderFilesViewModel;
import io.orderflow.console.orders.OrdersActions;
import io.orderflow.console.orders.OrdersView;
import io.orderflow.console.orders.OrdersViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.entry.StatusChanges;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderTools;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;

/** Orders as a tab. */
record OrdersFeature(OrdersViewModel model, List<UserAction> actions, Supplier<OrdersView> view) implements Feature {
    private static final int SEEN = 500;

    /**
     * The tab over an open table.
     *
     * @param placing publishes events and reads rows consistently
     * @param interval between two looks at the changes
     * @param command a line for a shell, of a command's words
     */
    static OrdersFeature of(
            OrderTools orders,
            PlacingTools placing,
            ConsoleTools tools,
            ShellServices services,
            TaskRunner runner,
            Duration interval,
            Function<List<String>, String> command) {
        var model = new OrdersViewModel(
                orders, services.monitor(), runner, tools.clock(), interval, tools.zone(), services.memory());
        var details = new OrderDetailsViewModel(orders, runner, model.selectedProperty(), model.absentProperty());
        var comparison = new OrderCompareViewModel(orders.table(), runner, tools.texts());
        var files = new OrderFilesViewModel(model, orders, runner, services.jobs(), tools.clock(), tools.texts());
        var words = new StatusWords(tools.texts(), tools.faults());
        var changes =
                new StatusChangesViewModel(new StatusChanges(placing, tools.clock()), runner, services.jobs(), words);
        UserAction status = StatusAction.of(
                changes,
                () -> model.picked().rows().stream().map(OrdersFeature::shown).toList(),
                model.picked().countProperty(),
                services.protection(),
                command,
                words,
                tools.texts(),
                tools.faults());
        var actions = OrdersActions.of(
                model,
                files,
                comparison,
                status,
                id -> services.navigator().show(Tab.PLACE_ORDER, id),
                FileChoice.SYSTEM,
                command,
                tools.texts());
        return new OrdersFeature(
                model,
                actions.all(),
                () -> new OrdersView(
                        model,
                        details,
                        comparison,
                        files,
                        actions,
                        new StatusResult(changes, words, tools.texts(), tools.faults()).node(),
                        services.navigator(),
                        services.memory(),
                        tools.texts(),
                        tools.faults(),
                        tools.formats()));
    }

    /** @param seen told of the users and items of the newest rows, the newest last, whenever they change */
    void onSeen(BiConsumer<String, String> seen) {
        model.rowsProperty().subscribe(rows -> {
            for (int i = Math.min(rows.size(), SEEN) - 1; i >= 0; i--) {
                OrderRow row = rows.get(i);
                seen.accept(
                        Objects.requireNonNullElse(row.userId(), ""), Objects.requireNonNullElse(row.itemName(), ""));
            }
        });
    }

    private static ShownOrder shown(OrderRow row) {
        Integer quantity = row.quantity();
        return new ShownOrder(
                row.orderId(),
                row.userId(),
                row.itemName(),
                quantity == null ? row.text("quantity") : quantity.toString(),
                row.statusText(),
                row.timestamp(),
                row.faults().isEmpty());
    }

    @Override
    public Tab tab() {
        return Tab.ORDERS;
    }

    @Override
    public Node content() {
        return view.get().node();
    }

    @Override
    public void shown() {
        model.shown();
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void select(String orderId) {
        model.select(orderId);
    }
}

package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orders.OrdersView;
import io.orderflow.console.orders.OrdersViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Tab;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;

/** Orders as a tab. */
record OrdersFeature(OrdersViewModel model, List<UserAction> actions, Supplier<OrdersView> view) implements Feature {
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

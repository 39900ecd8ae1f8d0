package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orders.OrdersView;
import io.orderflow.console.orders.OrdersViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Navigator;
import io.orderflow.console.shell.Tab;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.scene.Node;

/** Orders as a tab. */
record OrdersFeature(
        OrdersViewModel model,
        List<UserAction> actions,
        Navigator navigator,
        Memory memory,
        Texts texts,
        Formats formats)
        implements Feature {
    @Override
    public Tab tab() {
        return Tab.ORDERS;
    }

    @Override
    public Node content() {
        return new OrdersView(model, navigator, memory, texts, formats).node();
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

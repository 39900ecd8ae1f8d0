package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orderentry.OrderEntryActions;
import io.orderflow.console.orderentry.OrderEntryView;
import io.orderflow.console.orderentry.OrderEntryViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Tab;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Place order as a tab. */
final class OrderEntryFeature implements Feature {
    private final OrderEntryViewModel model;
    private final OrderEntryActions actions;
    private final Supplier<OrderEntryView> views;
    private @Nullable OrderEntryView view;

    OrderEntryFeature(OrderEntryViewModel model, OrderEntryActions actions, Supplier<OrderEntryView> views) {
        this.model = model;
        this.actions = actions;
        this.views = views;
    }

    @Override
    public Tab tab() {
        return Tab.PLACE_ORDER;
    }

    @Override
    public Node content() {
        OrderEntryView made = views.get();
        view = made;
        return made.node();
    }

    @Override
    public List<UserAction> actions() {
        return actions.all();
    }

    @Override
    public boolean unsent() {
        return model.unsent();
    }

    @Override
    public void shown() {
        model.shown();
        if (view != null) {
            view.focusFirst();
        }
    }

    @Override
    public void hidden() {
        model.hidden();
    }
}

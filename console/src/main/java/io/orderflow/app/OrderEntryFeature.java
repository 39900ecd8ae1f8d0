package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orderentry.OrderEntryActions;
import io.orderflow.console.orderentry.OrderEntryView;
import io.orderflow.console.orderentry.OrderEntryViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Tab;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Place order as a tab. */
final class OrderEntryFeature implements Feature {
    private final OrderEntryViewModel model;
    private final OrderEntryActions actions;
    private final Texts texts;
    private final Formats formats;
    private @Nullable OrderEntryView view;

    OrderEntryFeature(OrderEntryViewModel model, OrderEntryActions actions, Texts texts, Formats formats) {
        this.model = model;
        this.actions = actions;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public Tab tab() {
        return Tab.PLACE_ORDER;
    }

    @Override
    public Node content() {
        var made = new OrderEntryView(model, actions, texts, formats);
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

package io.orderflow.app;

import io.orderflow.console.orderentry.OrderEntryView;
import io.orderflow.console.orderentry.OrderEntryViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Tab;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Place order as a tab. */
final class OrderEntryFeature implements Feature {
    private final OrderEntryViewModel model;
    private final Texts texts;
    private final Formats formats;
    private @Nullable OrderEntryView view;

    OrderEntryFeature(OrderEntryViewModel model, Texts texts, Formats formats) {
        this.model = model;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public Tab tab() {
        return Tab.PLACE_ORDER;
    }

    @Override
    public Node content() {
        var made = new OrderEntryView(model, texts, formats);
        view = made;
        return made.node();
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

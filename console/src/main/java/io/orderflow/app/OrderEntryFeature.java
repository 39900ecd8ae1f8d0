package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orderentry.ImportActions;
import io.orderflow.console.orderentry.OrderEntryActions;
import io.orderflow.console.orderentry.OrderEntryView;
import io.orderflow.console.orderentry.OrderEntryViewModel;
import io.orderflow.console.orderentry.OrderImportViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Tab;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Place order as a tab. */
final class OrderEntryFeature implements Feature {
    private final OrderEntryViewModel model;
    private final OrderEntryActions actions;
    private final OrderImportViewModel imports;
    private final ImportActions importActions;
    private final Supplier<OrderEntryView> views;
    private @Nullable OrderEntryView view;

    OrderEntryFeature(
            OrderEntryViewModel model,
            OrderEntryActions actions,
            OrderImportViewModel imports,
            ImportActions importActions,
            Supplier<OrderEntryView> views) {
        this.model = model;
        this.actions = actions;
        this.imports = imports;
        this.importActions = importActions;
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
        return Stream.concat(actions.all().stream(), importActions.all().stream())
                .toList();
    }

    @Override
    public boolean unsent() {
        return model.unsent() || imports.unsent();
    }

    @Override
    public void shown() {
        model.shown();
        imports.shown();
        if (view != null) {
            view.focusFirst();
        }
    }

    @Override
    public void hidden() {
        model.hidden();
    }

    /** Another like that order is to be placed. */
    @Override
    public void select(String orderId) {
        model.another(orderId);
    }
}

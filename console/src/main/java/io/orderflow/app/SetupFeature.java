package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.setup.SetupParts;
import io.orderflow.console.setup.SetupView;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.Tab;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Setup as a tab. */
record SetupFeature(
        SetupParts parts, List<UserAction> actions, Supplier<SetupView> view, ObservableValue<List<HealthSign>> health)
        implements Feature {
    @Override
    public Tab tab() {
        return Tab.SETUP;
    }

    @Override
    public Node content() {
        return view.get().node();
    }

    @Override
    public void shown() {
        parts.setShown(true);
    }

    @Override
    public void hidden() {
        parts.setShown(false);
    }

    @Override
    public void refresh() {
        parts.refresh();
    }
}

package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.queues.QueuesView;
import io.orderflow.console.queues.QueuesViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.Tab;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Queues as a tab. The sampler behind it never rests, so being hidden changes nothing. */
record QueuesFeature(
        QueuesViewModel model,
        List<UserAction> actions,
        Supplier<QueuesView> view,
        ObservableValue<List<HealthSign>> health)
        implements Feature {
    @Override
    public Tab tab() {
        return Tab.QUEUES;
    }

    @Override
    public Node content() {
        return view.get().node();
    }

    @Override
    public void shown() {
        model.refresh();
    }

    @Override
    public void hidden() {}

    @Override
    public void refresh() {
        model.refresh();
    }
}

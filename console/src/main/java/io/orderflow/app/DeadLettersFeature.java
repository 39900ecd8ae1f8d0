package io.orderflow.app;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.deadletter.DeadLettersView;
import io.orderflow.console.deadletter.DeadLettersViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.Tab;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Dead letters as a tab, with the sampled count as its badge. */
record DeadLettersFeature(
        DeadLettersViewModel model,
        List<UserAction> actions,
        Runnable load,
        Supplier<DeadLettersView> view,
        ObservableIntegerValue badge,
        ObservableValue<List<HealthSign>> health)
        implements Feature {
    @Override
    public Tab tab() {
        return Tab.DEAD_LETTERS;
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
        load.run();
    }
}

package io.orderflow.console.shell;

import io.orderflow.console.action.UserAction;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/**
 * What a tab offers the main window. The composition root implements it over a feature's view and view model, usually
 * in a few lines. All methods are called on the FX thread; none may block.
 *
 * <p>Life: made when the target is open, {@link #shown()} and {@link #hidden()} alternate while it is, hidden before
 * the target closes. Polls run only between the two, except those of the always-on sampler.
 */
public interface Feature {

    /** The tab it fills. */
    Tab tab();

    /** The tab's content; called once, when the tab is first shown. */
    Node content();

    /** The tab is in front now: load, and refresh from now on. */
    void shown();

    /** Another tab is in front now, or the window closes: stop refreshing, keep what was typed. */
    void hidden();

    /** F5: load again now. Called only while shown. */
    default void refresh() {}

    /** Another tab asks to show one thing, e.g. an order id; called after {@link #shown()}. */
    default void select(String key) {}

    /** What the status bar says of how its part of the environment does, also while it is hidden. */
    default ObservableValue<List<HealthSign>> health() {
        return new ReadOnlyObjectWrapper<>(List.of());
    }

    /** What can be done in it; the same each time. */
    default List<UserAction> actions() {
        return List.of();
    }

    /** Whether somebody has typed in it what was not sent; its memory keeps it where it keeps anything. */
    default boolean unsent() {
        return false;
    }

    /** A number that stands beside the tab's name when above zero. */
    default ObservableIntegerValue badge() {
        return new ReadOnlyIntegerWrapper(0);
    }
}

package io.orderflow.console.action;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import javafx.stage.Window;

/**
 * Something that people can do, told once for every place that offers it: buttons with their tooltips, menus, the palette
 * and the list of shortcuts. FX thread only.
 *
 * @param id stable, e.g. {@code redrive-all}; the button has it too
 * @param text already worded, e.g. "Redrive all 14…"
 * @param hint what it does, in a line
 * @param shortcut as {@link KeyCombination#valueOf} reads it, e.g. {@code Shortcut+R}; empty for none
 * @param whyNot why it cannot be done now; empty while it can
 * @param command a shell's line that does the same; empty where none does
 * @param act does it; told the window over which it may ask
 */
public record UserAction(
        String id,
        ObservableValue<String> text,
        String hint,
        String shortcut,
        ObservableValue<String> whyNot,
        Supplier<String> command,
        Consumer<Window> act) {

    /** One that can always be done and has neither shortcut nor command. */
    public static UserAction of(String id, String text, String hint, Consumer<Window> act) {
        return new UserAction(id, constant(text), hint, "", constant(""), () -> "", act);
    }

    private static ObservableValue<String> constant(String text) {
        return new ReadOnlyStringWrapper(text);
    }

    public UserAction named(ObservableValue<String> changingText) {
        return new UserAction(id, changingText, hint, shortcut, whyNot, command, act);
    }

    public UserAction shortcut(String keys) {
        return new UserAction(id, text, hint, keys, whyNot, command, act);
    }

    public UserAction unless(ObservableValue<String> reason) {
        return new UserAction(id, text, hint, shortcut, reason, command, act);
    }

    public UserAction command(Supplier<String> line) {
        return new UserAction(id, text, hint, shortcut, whyNot, line, act);
    }

    public boolean enabled() {
        return whyNot.getValue().isEmpty();
    }

    /** Does it, if it can be done. */
    public void run(Window window) {
        if (enabled()) {
            act.accept(window);
        }
    }

    /** The shortcut as this machine's keyboard has it, e.g. Ctrl+R; empty for none. */
    public String keys() {
        return shortcut.isEmpty() ? "" : KeyCombination.valueOf(shortcut).getDisplayText();
    }
}

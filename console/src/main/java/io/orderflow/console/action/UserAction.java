package io.orderflow.console.action;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/**
 * Something that people can do here, told once for every place that offers it. FX thread only.
 *
 * @param id stable, in small letters, e.g. {@code deadletters.redrive}
 * @param text already worded, e.g. "Redrive all…"
 * @param shortcut as {@code KeyCombination.valueOf} reads it, e.g. {@code Shortcut+R}; empty for none
 * @param whyNot why it cannot be done now; empty while it can
 * @param command the program's arguments that do the same; empty where no command does
 * @param act does it
 */
public record UserAction(
        String id,
        String text,
        String shortcut,
        ObservableValue<String> whyNot,
        Supplier<List<String>> command,
        Runnable act) {

    /** One that can always be done and has no command. */
    public static UserAction of(String id, String text, String shortcut, Runnable act) {
        return new UserAction(id, text, shortcut, new ReadOnlyStringWrapper(""), List::of, act);
    }

    /** The same, with the command that does it. */
    public UserAction command(Supplier<List<String>> arguments) {
        return new UserAction(id, text, shortcut, whyNot, arguments, act);
    }

    /** The same, as long as nothing speaks against it. */
    public UserAction unless(ObservableValue<String> reason) {
        return new UserAction(id, text, shortcut, reason, command, act);
    }

    public boolean enabled() {
        return whyNot.getValue().isEmpty();
    }

    /** Does it, if it can be done. */
    public void run() {
        if (enabled()) {
            act.run();
        }
    }
}

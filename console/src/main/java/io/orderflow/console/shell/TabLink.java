package io.orderflow.console.shell;

import io.orderflow.console.action.UserAction;
import io.orderflow.text.Texts;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * A button of one tab that leads to another. It is that tab's own act, which the palette and the list of keys have already, under
 * words that suit the place.
 */
public final class TabLink {
    private TabLink() {}

    /**
     * @param text what the button says
     * @param command a shell's line that tells what is looked at there; empty for none
     */
    public static UserAction of(
            String id, String text, Tab tab, Navigator navigator, Texts texts, Supplier<String> command) {
        UserAction shown = show(tab, texts, () -> navigator.show(tab));
        return new UserAction(
                id,
                new ReadOnlyStringWrapper(text),
                shown.text().getValue(),
                shown.shortcut(),
                shown.whyNot(),
                command,
                shown.act());
    }

    /** Ctrl (⌘ on a Mac) and the tab's position bring it to the front. */
    static UserAction show(Tab tab, Texts texts, Runnable show) {
        String name = texts.get(tab.titleKey());
        return UserAction.of("show-" + tab.name(), texts.get("shell.tab.show", name), name, window -> show.run())
                .shortcut("Shortcut+" + tab.position());
    }
}

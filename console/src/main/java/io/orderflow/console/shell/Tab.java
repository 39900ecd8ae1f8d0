package io.orderflow.console.shell;

import java.util.Locale;

/** The tabs of the main window, in their order; Ctrl and the position select one. */
public enum Tab {
    ORDERS,
    PLACE_ORDER,
    QUEUES,
    DEAD_LETTERS,
    SETUP;

    /** The key of the tab's name in the texts. */
    public String titleKey() {
        return "shell.tab." + name().toLowerCase(Locale.ROOT);
    }

    /** 1 to 5. */
    public int position() {
        return ordinal() + 1;
    }
}

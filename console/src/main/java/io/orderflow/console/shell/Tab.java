package io.orderflow.console.shell;

import java.util.Locale;

/** The tabs of the main window, in their order; Ctrl and the position select one. */
public enum Tab {
    ORDERS(1),
    PLACE_ORDER(2),
    QUEUES(3),
    DEAD_LETTERS(4),
    SETUP(5);

    private final int position;

    Tab(int position) {
        this.position = position;
    }

    /** The key of the tab's name in the texts. */
    public String titleKey() {
        return "shell.tab." + name().toLowerCase(Locale.ROOT);
    }

    /** 1 to 5. */
    public int position() {
        return position;
    }
}

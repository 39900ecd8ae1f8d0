package io.orderflow.console.table;

import io.orderflow.console.action.UserAction;
import io.orderflow.text.Texts;
import java.util.function.Function;

/** Going to the filter line of a table, as an act. */
public final class FilterAction {
    private FilterAction() {}

    /**
     * @param id the filter line's, with "-focus" behind it
     * @param text e.g. "Filter orders"
     * @param command a shell's line that lists what passes a filter
     */
    public static UserAction of(
            String id, String text, RowsViewModel<?> model, Texts texts, Function<String, String> command) {
        return UserAction.of(id + "-focus", text, texts.get("table.filter.hint"), window -> model.askForFilter())
                .shortcut("Shortcut+F")
                .command(() -> command.apply(model.filterProperty().get().text()));
    }
}

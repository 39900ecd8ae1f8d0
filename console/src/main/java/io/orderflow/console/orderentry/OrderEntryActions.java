package io.orderflow.console.orderentry;

import io.orderflow.console.action.UserAction;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/** What can be done with the form. */
public record OrderEntryActions(UserAction place, UserAction clear) {

    /**
     * @param readOnly why nothing may be changed in this environment; empty where it may
     * @param command the shell's line that places what is typed
     */
    public static OrderEntryActions of(
            OrderEntryViewModel model, String readOnly, Supplier<String> command, Texts texts) {
        StringBinding title = Bindings.createStringBinding(
                () -> texts.get(model.publishingProperty().get() ? "entry.placing" : "entry.place"),
                model.publishingProperty());
        StringBinding busy = Bindings.createStringBinding(
                () -> model.publishingProperty().get() ? texts.get("entry.placing") : "", model.publishingProperty());
        StringBinding cannotPlace =
                Bindings.createStringBinding(() -> readOnly.isEmpty() ? busy.get() : readOnly, busy);
        return new OrderEntryActions(
                UserAction.of("place", "", texts.get("entry.place.hint"), window -> model.place())
                        .named(title)
                        .unless(cannotPlace)
                        .command(command),
                UserAction.of("clear", texts.get("entry.clear"), texts.get("entry.clear.hint"), window -> model.clear())
                        .unless(busy));
    }

    public List<UserAction> all() {
        return List.of(place, clear);
    }
}

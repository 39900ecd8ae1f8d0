package io.orderflow.console.orderentry;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/** What can be done with the form. */
public record OrderEntryActions(UserAction place, UserAction clear, UserAction groups) {

    /**
     * @param protection of the environment
     * @param command the shell's line that places what is typed
     */
    public static OrderEntryActions of(
            OrderEntryViewModel model,
            Protection protection,
            Supplier<String> command,
            Texts texts,
            Formats formats,
            Clock clock) {
        String readOnly = new FaultTexts(texts).whyNot(protection);
        var name = new EnvironmentName(protection, texts);
        StringBinding title = Bindings.createStringBinding(
                () -> texts.get(
                        model.publishingProperty().get()
                                ? "entry.placing"
                                : model.existsProperty().get() == null ? "entry.place" : "entry.replace"),
                model.publishingProperty(),
                model.existsProperty());
        StringBinding busy = Bindings.createStringBinding(
                () -> model.publishingProperty().get() ? texts.get("entry.placing") : "", model.publishingProperty());
        StringBinding cannotPlace =
                Bindings.createStringBinding(() -> readOnly.isEmpty() ? busy.get() : readOnly, busy);
        return new OrderEntryActions(
                UserAction.of("place", "", texts.get("entry.place.hint"), window -> {
                            if (name.typedOnce(window)) {
                                model.place(new PlaceQuestions(window, texts, formats, clock));
                            }
                        })
                        .named(title)
                        .unless(cannotPlace)
                        .command(command),
                UserAction.of("clear", texts.get("entry.clear"), texts.get("entry.clear.hint"), window -> model.clear())
                        .unless(busy),
                UserAction.of("groups", "", texts.get("entry.groups.hint"), window -> model.groupedProperty()
                                .set(!model.groupedProperty().get()))
                        .named(Bindings.createStringBinding(
                                () -> texts.get(model.groupedProperty().get() ? "entry.groups.off" : "entry.groups.on"),
                                model.groupedProperty())));
    }

    public List<UserAction> all() {
        return List.of(place, clear, groups);
    }
}

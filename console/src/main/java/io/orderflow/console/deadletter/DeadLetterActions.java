package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/** What can be done with dead letters. */
public record DeadLetterActions(UserAction load, UserAction redrive) {

    /**
     * @param queue what OrderDLQ is called in this environment
     * @param destination what OrderQueue is called in this environment
     * @param command makes a shell's line of arguments
     * @param protection of the environment
     */
    public static DeadLetterActions of(
            DeadLettersViewModel model,
            String queue,
            String destination,
            Protection protection,
            Function<List<String>, String> command,
            Texts texts,
            Formats formats) {
        String readOnly = protection.whyNot();
        var dialog = new RedriveDialog(texts, formats, queue, destination);
        StringBinding busy = Bindings.createStringBinding(
                () -> model.redriveProperty().get() != null
                        ? texts.get("deadletter.busy")
                        : model.loadingProperty().get() ? texts.get("deadletter.loading") : "",
                model.redriveProperty(),
                model.loadingProperty());
        StringBinding cannotRedrive = Bindings.createStringBinding(
                () -> {
                    if (!readOnly.isEmpty()) {
                        return readOnly;
                    }
                    if (model.redriveProperty().get() != null) {
                        return texts.get("deadletter.busy");
                    }
                    return model.confirmation().approximate() == 0 ? texts.get("deadletter.empty") : "";
                },
                model.redriveProperty(),
                model.rows(),
                model.sampledProperty());
        StringBinding title = Bindings.createStringBinding(
                () -> {
                    long count = model.confirmation().approximate();
                    return count == 0
                            ? texts.get("deadletter.redrive.none")
                            : texts.get("deadletter.redrive", formats.number(count));
                },
                model.sampleProperty(),
                model.sampledProperty());
        return new DeadLetterActions(
                UserAction.of(
                                "load-again",
                                texts.get("deadletter.load"),
                                texts.get("deadletter.load.tooltip"),
                                window -> model.load())
                        .unless(busy)
                        .command(() -> command.apply(List.of("dead-letters", "list"))),
                UserAction.of("redrive-all", "", texts.get("deadletter.redrive.tooltip", destination), window -> {
                            if (dialog.ask(window, model.confirmation(), protection)) {
                                model.redriveAll();
                            }
                        })
                        .named(title)
                        .shortcut("Shortcut+R")
                        .command(() -> command.apply(List.of("dead-letters", "redrive", "--all")))
                        .unless(cannotRedrive));
    }

    public List<UserAction> all() {
        return List.of(redrive, load);
    }
}

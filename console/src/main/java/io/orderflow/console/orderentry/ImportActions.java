package io.orderflow.console.orderentry;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orderentry.OrderImportViewModel.Left;
import io.orderflow.console.orderentry.OrderImportViewModel.Stage;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** What can be done with a file of orders. */
public record ImportActions(
        UserAction open,
        UserAction columns,
        UserAction saveFaults,
        UserAction compare,
        UserAction send,
        UserAction resume,
        UserAction clear) {

    /**
     * @param files asks for files
     * @param protection of the environment
     * @param mayPublish asks where orders would be lost
     * @param command a shell's line of these words
     */
    public static ImportActions of(
            OrderImportViewModel model,
            FileChoice files,
            Protection protection,
            Predicate<Window> mayPublish,
            Function<List<String>, String> command,
            Texts texts) {
        var name = new EnvironmentName(protection, texts);
        StringBinding busy = why(model, () -> model.busy() ? texts.get("import.busy") : "");
        StringBinding noFile = why(
                model,
                () -> model.busy()
                        ? texts.get("import.busy")
                        : model.fileProperty().get() == null ? texts.get("import.none") : "");
        StringBinding noFaults = why(model, () -> {
            CheckedFile checked = checked(model);
            return model.busy()
                    ? texts.get("import.busy")
                    : checked == null || checked.report().faulty() == 0 ? texts.get("import.faultless") : "";
        });
        StringBinding notChecked = why(model, () -> notSendable(model, texts));
        String readOnly = new FaultTexts(texts).whyNot(protection);
        StringBinding cannotSend = Bindings.createStringBinding(
                () -> !readOnly.isEmpty()
                        ? readOnly
                        : model.rate().typed().isEmpty() ? texts.get("import.rate.wrong") : notChecked.get(),
                notChecked,
                model.rate().textProperty());
        StringBinding cannotResume = Bindings.createStringBinding(
                () -> !readOnly.isEmpty()
                        ? readOnly
                        : model.leftProperty().get() == null ? texts.get("import.left.none") : busy.get(),
                busy,
                model.leftProperty());
        return new ImportActions(
                UserAction.of("import-open", texts.get("import.open"), texts.get("import.open.hint"), window -> {
                            Path file = files.open(window);
                            if (file != null) {
                                model.open(file);
                            }
                        })
                        .command(() -> command.apply(List.of("place", "--file", "orders.csv", "--check")))
                        .unless(busy),
                UserAction.of(
                                "import-columns",
                                texts.get("import.columns"),
                                texts.get("import.columns.hint"),
                                window -> new ImportColumnsDialog(model, texts).ask(window))
                        .unless(noFile),
                UserAction.of("import-save", texts.get("import.save"), texts.get("import.save.hint"), window -> {
                            ImportedFile file = model.fileProperty().get();
                            Path to = file == null ? null : files.save(window, faults(file));
                            if (to != null) {
                                model.saveFaults(to);
                            }
                        })
                        .unless(noFaults),
                UserAction.of(
                                "import-compare",
                                texts.get("import.compare"),
                                texts.get("import.compare.hint"),
                                window -> {
                                    CheckedFile checked = checked(model);
                                    if (checked != null && ImportColumnsDialog.agreed(window, checked, texts)) {
                                        model.compare();
                                    }
                                })
                        .command(() -> command(model, command, List.of("--check", "--against-table")))
                        .unless(notChecked),
                UserAction.of("import-send", "", texts.get("import.send.hint"), window -> {
                            if (name.typedOnce(window) && mayPublish.test(window)) {
                                model.send(command(model, command, List.of()));
                            }
                        })
                        .named(Bindings.createStringBinding(
                                () -> {
                                    CheckedFile checked = checked(model);
                                    return texts.get(
                                            "import.send",
                                            checked == null ? 0 : checked.sum().valid());
                                },
                                model.fileProperty()))
                        .command(() -> command(model, command, List.of()))
                        .unless(cannotSend),
                UserAction.of("import-resume", texts.get("import.resume"), texts.get("import.resume.hint"), window -> {
                            if (name.typedOnce(window) && mayPublish.test(window)) {
                                model.resume();
                            }
                        })
                        .command(() -> {
                            Left left = model.leftProperty().get();
                            return command.apply(List.of("place", "--resume", left == null ? "latest" : left.id()));
                        })
                        .unless(cannotResume),
                UserAction.of(
                                "import-clear",
                                texts.get("import.clear"),
                                texts.get("import.clear.hint"),
                                window -> model.clear())
                        .unless(busy));
    }

    private static StringBinding why(OrderImportViewModel model, Callable<String> reason) {
        return Bindings.createStringBinding(
                reason, model.stageProperty(), model.fileProperty(), model.comparingProperty());
    }

    private static String notSendable(OrderImportViewModel model, Texts texts) {
        CheckedFile checked = checked(model);
        if (model.busy()) {
            return texts.get("import.busy");
        }
        if (model.stageProperty().get() != Stage.CHECKED || checked == null) {
            return texts.get("import.unchecked");
        }
        return checked.sum().valid() == 0 ? texts.get("import.nothing") : "";
    }

    private static @Nullable CheckedFile checked(OrderImportViewModel model) {
        ImportedFile file = model.fileProperty().get();
        return file == null ? null : file.checked();
    }

    private static String faults(ImportedFile file) {
        String name = file.name();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) + ".faults" + name.substring(dot) : name + ".faults";
    }

    private static String command(
            OrderImportViewModel model, Function<List<String>, String> command, List<String> more) {
        ImportedFile file = model.fileProperty().get();
        if (file == null) {
            return "";
        }
        List<String> words =
                new ArrayList<>(List.of("place", "--file", file.path().toString()));
        file.named().forEach((column, field) -> words.addAll(List.of("--map", column + "=" + field.wireName())));
        int rate = model.rate().typed().orElse(0);
        if (rate > 0 && more.isEmpty()) {
            words.addAll(List.of("--rate", Integer.toString(rate)));
        }
        words.addAll(more);
        return command.apply(words);
    }

    public List<UserAction> all() {
        return List.of(open, columns, saveFaults, compare, send, resume, clear);
    }
}

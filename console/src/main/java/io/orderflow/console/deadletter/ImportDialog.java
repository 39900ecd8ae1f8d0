package io.orderflow.console.deadletter;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.LetterFile;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Says what is in a file of letters and what cannot come back, and asks where it is to be sent. FX thread only. */
final class ImportDialog {
    private static final double WIDTH = 480;
    private static final int LONGEST = 120;

    private final ImportViewModel model;
    private final Function<List<String>, String> command;
    private final Texts texts;
    private final FaultTexts faults;

    /** @param command makes a shell's line of arguments */
    ImportDialog(ImportViewModel model, Function<List<String>, String> command, Texts texts, FaultTexts faults) {
        this.command = command;
        this.model = model;
        this.texts = texts;
        this.faults = faults;
    }

    /** Reads the file and starts the import when somebody agrees. Waits for the answer. */
    void ask(Window owner, Path file, Protection protection) {
        Label what = Labels.wrapped("");
        what.setId("import-what");
        var banner = new ErrorBanner();
        Consumer<@Nullable Throwable> unreadable = banner.faults(texts, faults);
        var to = new ComboBox<String>();
        to.setId("import-to");
        to.setEditable(true);
        to.getItems().setAll(model.destinations());
        to.setValue(model.destinations().get(0));
        to.setMaxWidth(Double.MAX_VALUE);
        to.getEditor().setPromptText(texts.get("deadletter.import.to.prompt"));
        Label where = Labels.wrapped(texts.get("deadletter.import.to"));
        where.setLabelFor(to);
        Label lost = Labels.wrapped(texts.get("deadletter.import.lost"));
        lost.getStyleClass().add("muted");
        var lines = new VBox(10, what, banner, new VBox(6, where, to), lost);
        lines.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get("deadletter.import.title"), lines, texts.get("ui.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button go = dialog.action(texts.get("deadletter.import.ok", 0), "import-confirm");
        go.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get("deadletter.import.ok", letters()), model.contentsProperty()));
        dialog.disableWhile(
                go,
                Bindings.createBooleanBinding(
                        () -> letters() == 0 || to.getEditor().getText().isBlank(),
                        model.contentsProperty(),
                        to.getEditor().textProperty()));
        model.read(file);
        List<Subscription> subscriptions = List.of(
                model.contentsProperty().subscribe(contents -> {
                    what.setText(what(file, contents));
                    dialog.fit();
                }),
                model.unreadableProperty().subscribe(fault -> {
                    unreadable.accept(fault);
                    what.setText(fault == null ? what.getText() : name(file));
                    dialog.fit();
                }));
        boolean agreed = dialog.ask();
        subscriptions.forEach(Subscription::unsubscribe);
        model.leave();
        if (agreed) {
            String queue = to.getEditor().getText();
            List<String> words = List.of("dead-letters", "import", file.toString(), "--to", queue.strip());
            model.start(file, queue, command.apply(words));
        }
    }

    private int letters() {
        LetterFile contents = model.contentsProperty().get();
        return contents == null ? 0 : contents.letters();
    }

    private String what(Path file, @Nullable LetterFile contents) {
        if (contents == null) {
            return texts.get("deadletter.import.reading", name(file));
        }
        return contents.letters() == 0
                ? texts.get("deadletter.import.none", name(file))
                : texts.get(
                        "deadletter.import.what",
                        contents.letters(),
                        VisibleText.line(String.join(", ", new TreeSet<>(contents.queues())), LONGEST),
                        name(file));
    }

    private static String name(Path file) {
        return VisibleText.line(String.valueOf(file.getFileName()), LONGEST);
    }
}

package io.orderflow.console.ui;

import io.orderflow.text.Texts;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.feather.Feather;

/** Puts text on the system's clipboard. */
public final class Copy {
    private Copy() {}

    public static void text(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** A button that copies and then says so, until something else has the focus. */
    public static Button button(String words, Texts texts, Supplier<String> text) {
        var button = new Button(words, Icons.small(Feather.COPY));
        button.setOnAction(event -> {
            text(text.get());
            button.setText(texts.get("ui.copied"));
        });
        button.focusedProperty().addListener(property -> {
            if (!button.isFocused()) {
                button.setText(words);
            }
        });
        return button;
    }
}

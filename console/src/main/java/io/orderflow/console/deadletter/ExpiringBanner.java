package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** That some letters are lost soon, with the act that saves them beside it. Takes no room where none are. */
final class ExpiringBanner extends HBox {

    ExpiringBanner(DeadLettersViewModel model, UserAction save, LetterWords words, Texts texts) {
        super(10);
        setId("expiring-banner");
        getStyleClass().addAll("verdict", Tone.DANGER.styleClass());
        setAlignment(Pos.CENTER_LEFT);
        Label line = Labels.wrapped("");
        line.setId("expiring-line");
        line.setMinWidth(0);
        line.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(line, Priority.ALWAYS);
        getChildren()
                .setAll(
                        Icons.small(Feather.CLOCK),
                        line,
                        new ActionButton(
                                save.named(new ReadOnlyStringWrapper(texts.get("deadletter.expiring.save.them"))),
                                texts));
        managedProperty().bind(visibleProperty());
        model.expiringProperty().subscribe(expiring -> {
            setVisible(!expiring.isEmpty());
            line.setText(text(expiring, model, words, texts));
        });
        model.nowProperty()
                .subscribe(now -> line.setText(text(model.expiringProperty().get(), model, words, texts)));
    }

    private static String text(List<LetterRow> expiring, DeadLettersViewModel model, LetterWords words, Texts texts) {
        return expiring.isEmpty()
                ? ""
                : texts.get(
                        "deadletter.expiring",
                        expiring.size(),
                        words.left(
                                expiring.get(0).expiresAt(), model.nowProperty().get()));
    }
}

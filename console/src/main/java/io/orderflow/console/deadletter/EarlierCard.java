package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.redrive.EarlierRedrive;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How a letter and its order were redriven before, the newest first, each with its receipt. */
final class EarlierCard {
    private static final int MOST = 20;
    private static final int LONGEST = 120;

    private EarlierCard() {}

    /**
     * Of at least one.
     *
     * @param redrives oldest first
     * @param now in the words of times
     * @param openReceipt shows a receipt by its id
     */
    static Node of(
            List<EarlierRedrive> redrives, Instant now, Texts texts, Formats formats, Consumer<String> openReceipt) {
        var words = new RedriveWords(texts);
        var lines = new VBox();
        List<EarlierRedrive> shown =
                new ArrayList<>(redrives.subList(Math.max(0, redrives.size() - MOST), redrives.size()));
        Collections.reverse(shown);
        shown.forEach(each -> lines.getChildren().add(line(each, now, words, texts, formats, openReceipt)));
        if (shown.size() < redrives.size()) {
            Label more = Labels.wrapped(texts.get("deadletter.earlier.more", redrives.size() - shown.size()));
            more.getStyleClass().addAll("muted", "attribute-row");
            lines.getChildren().add(more);
        }
        lines.getChildren().get(lines.getChildren().size() - 1).getStyleClass().add("last");
        var card = new Card(texts.get("deadletter.earlier"));
        card.setId("earlier-redrives");
        return card.edgeToEdge(lines);
    }

    private static HBox line(
            EarlierRedrive redrive,
            Instant now,
            RedriveWords words,
            Texts texts,
            Formats formats,
            Consumer<String> openReceipt) {
        var end = new Label(words.end(redrive.letter().end()));
        end.getStyleClass()
                .addAll("tone-text", RedriveWords.tone(redrive.letter().end()).styleClass());
        Label facts = Labels.wrapped(texts.get(
                "deadletter.earlier.line",
                formats.clock(redrive.at(), now),
                VisibleText.line(redrive.who().userAtHost(), LONGEST),
                VisibleText.line(redrive.to().name(), LONGEST)));
        facts.getStyleClass().add("attribute-meaning");
        String reason = redrive.letter().reason();
        var about = new VBox(1, end, facts);
        if (reason != null) {
            Label why = Labels.wrapped(VisibleText.line(reason, LONGEST));
            why.getStyleClass().add("attribute-meaning");
            about.getChildren().add(1, why);
        }
        about.setMinWidth(0);
        HBox.setHgrow(about, Priority.ALWAYS);
        var open = new Button(texts.get("deadletter.follow.details"));
        open.getStyleClass().add("small-button");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setTooltip(new Tooltip(texts.get("deadletter.earlier.open", redrive.receipt())));
        open.setOnAction(event -> openReceipt.accept(redrive.receipt()));
        var line = new HBox(10, about, open);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("attribute-row");
        return line;
    }
}

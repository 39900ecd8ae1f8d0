package io.orderflow.console.orderentry;

import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.CopyableId;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The newest placed order: published with its MessageId, queued, then stored or what else became of it. */
final class JustPlacedView {
    private final OrderEntryViewModel model;
    private final Texts texts;
    private final Formats formats;
    private final PlacedTexts placedTexts;
    private final Card card;
    private final CopyableId orderId;
    private final CopyableId messageId;
    private final Label publishedTime = new Label();
    private final Region queuedDot = dot();
    private final Label queued = new Label();
    private final Region storedDot = dot();
    private final Label stored = new Label();
    private final Label hint = new Label();
    private final Node steps;
    private final Label nothing;

    JustPlacedView(OrderEntryViewModel model, Texts texts, Formats formats) {
        this.model = model;
        this.texts = texts;
        this.formats = formats;
        placedTexts = new PlacedTexts(texts, formats, model.troublesProperty());
        card = new Card(texts.get("entry.just"));
        orderId = new CopyableId(texts);
        orderId.setId("placed-order");
        messageId = new CopyableId(texts);
        messageId.setId("message-id");
        steps = steps();
        nothing = new Label(texts.get("entry.just.none"));
        nothing.getStyleClass().add("muted");
        nothing.setWrapText(true);
        nothing.setMinHeight(Region.USE_PREF_SIZE); // else the table below takes its second line
        model.placedProperty().subscribe(placed -> show());
        model.nowProperty().subscribe(now -> show());
    }

    Node node() {
        return card;
    }

    private Node steps() {
        var publishedDot = dot();
        Tones.set(publishedDot, Tone.SUCCESS);
        var published = new Label(texts.get("entry.published"));
        published.getStyleClass().add("strong");
        publishedTime.getStyleClass().add("muted");
        var queuedName = new Label(texts.get("entry.queued"));
        queuedName.getStyleClass().add("strong");
        stored.getStyleClass().add("strong");
        queued.getStyleClass().add("muted");
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        var id = new Label(texts.get("entry.message_id"));
        id.getStyleClass().add("muted");
        id.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(messageId, Priority.ALWAYS);
        var idLine = new HBox(6, id, messageId);
        idLine.setAlignment(Pos.CENTER_LEFT);
        return new VBox(
                12,
                step(publishedDot, new HBox(6, published, publishedTime), idLine),
                step(queuedDot, new HBox(6, queuedName, queued)),
                step(storedDot, stored, hint));
    }

    private static Node step(Region dot, Node... lines) {
        var text = new VBox(2, lines);
        HBox.setHgrow(text, Priority.ALWAYS);
        var holder = new VBox(dot);
        holder.getStyleClass().add("step-dot");
        return new HBox(9, holder, text);
    }

    private static Region dot() {
        var dot = new Region();
        dot.getStyleClass().add("dot");
        return dot;
    }

    private void show() {
        List<PlacedOrder> placed = model.placedProperty().get();
        if (placed.isEmpty()) {
            card.setBody(nothing);
            return;
        }
        if (steps.getParent() == null) {
            card.setBody(steps);
            card.right(orderId);
        }
        PlacedOrder order = placed.get(0);
        Instant now = model.nowProperty().get();
        orderId.valueProperty().set(order.order().orderId());
        messageId.valueProperty().set(order.messageId());
        Instant asked = order.publishedAt().minus(order.took()); // SQS may have it before SNS answers
        publishedTime.setText(
                texts.get("entry.published.when", formats.clock(asked, now), formats.duration(order.took())));
        Instant sentAt = order.outcome().sentAt();
        Tones.set(queuedDot, sentAt == null ? Tone.NEUTRAL : Tone.SUCCESS);
        queued.setText(
                sentAt == null
                        ? placedTexts.unqueued(order, now)
                        : texts.get("entry.queued.when", formats.clock(sentAt, now)));
        stored.setText(placedTexts.state(order, now));
        Tones.set(storedDot, placedTexts.tone(order, now));
        hint.setText(placedTexts.hint(order, now));
        hint.setManaged(!hint.getText().isEmpty());
    }
}

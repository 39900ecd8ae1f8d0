package io.orderflow.console.deadletter;

import io.orderflow.console.table.PresenceNote;
import io.orderflow.console.ui.Attributes;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.CopyableId;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.DeadLetterRow;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.order.OrderFault;
import io.orderflow.text.BodyText;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All there is to the selected dead letter: its faults, its body as text, and its attributes. */
final class DeadLetterDetailsView {
    private static final double WIDTH = 436;
    private static final double LEAST_WIDTH = 320;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_VALUE = 512;
    private static final int MOST_FAULTS = 20;
    private static final double LINE_HEIGHT = 15;
    private static final double COLUMN_WIDTH = 7.5;
    private static final double BODY_PADDING = 24;
    private static final int MOST_LINES = 24;

    private final DeadLettersViewModel viewModel;
    private final DeadLetterCells words;
    private final Texts texts;
    private final FaultTexts faultTexts;
    private final Formats formats;
    private final StackPane node = new StackPane();
    private final VBox content = new VBox(12);
    private @Nullable Attributes message;

    DeadLetterDetailsView(
            DeadLettersViewModel viewModel,
            DeadLetterCells words,
            Texts texts,
            FaultTexts faultTexts,
            Formats formats) {
        this.viewModel = viewModel;
        this.words = words;
        this.texts = texts;
        this.faultTexts = faultTexts;
        this.formats = formats;
        var nothing = new EmptyState(
                Feather.MAIL, texts.get("deadletter.none_selected"), texts.get("deadletter.none_selected.hint"));
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        node.setId("dead-letter-details");
        node.getStyleClass().add("side-pane");
        node.setMinWidth(LEAST_WIDTH);
        node.setPrefWidth(WIDTH);
        node.getChildren().setAll(nothing, scroll);
        viewModel.selectedProperty().subscribe(row -> {
            nothing.setVisible(row == null);
            scroll.setVisible(row != null);
            show(row);
        });
        viewModel.nowProperty().subscribe(now -> showAge());
    }

    Region node() {
        return node;
    }

    private void show(@Nullable DeadLetterRow row) {
        if (row == null) {
            content.getChildren().clear();
            return;
        }
        content.getChildren()
                .setAll(
                        heading(row),
                        new PresenceNote(viewModel.table(), texts),
                        verdict(row),
                        body(row.letter()),
                        message(row.letter()),
                        attributes(row.letter()));
        showAge();
    }

    private Node heading(DeadLetterRow row) {
        Node title;
        if (row.diagnosis().orderId() == null) {
            var label = new Label(words.orderId(row.diagnosis()));
            label.getStyleClass().addAll("side-title", "muted");
            title = label;
        } else {
            var id = new CopyableId(texts, words.orderId(row.diagnosis()));
            id.getStyleClass().add("heading");
            title = id;
        }
        HBox.setHgrow(title, Priority.SOMETIMES);
        var pill = row.wouldFailAgain()
                ? new Pill(texts.get("deadletter.would_fail"), Tone.DANGER)
                : new Pill(texts.get("deadletter.would_store"), Tone.SUCCESS);
        var heading = new HBox(8, title, gap(), pill);
        heading.setAlignment(Pos.CENTER_LEFT);
        return heading;
    }

    private Node verdict(DeadLetterRow row) {
        var box = new VBox();
        box.setId("dead-letter-verdict");
        if (row.diagnosis() instanceof Diagnosis.Faulty faulty) {
            box.getStyleClass().setAll("verdict", Tone.DANGER.styleClass());
            List<OrderFault> faults = faulty.faults();
            faults.stream().limit(MOST_FAULTS).map(this::fault).forEach(box.getChildren()::add);
            var evidence = new Label(texts.get("deadletter.faults.evidence"));
            evidence.getStyleClass().add("muted");
            box.getChildren().add(evidence);
        } else {
            box.getStyleClass().setAll("verdict", Tone.SUCCESS.styleClass());
            var fine = new Label(texts.get("deadletter.valid.detail"));
            fine.setWrapText(true);
            box.getChildren().setAll(fine);
        }
        return box;
    }

    private Node fault(OrderFault fault) {
        var field = new Text(fault.field());
        field.getStyleClass().add("verdict-field");
        var clause = new Text(" " + faultTexts.clause(fault));
        clause.getStyleClass().add("verdict-text");
        var line = new TextFlow(field, clause);
        String value = fault.value();
        if (value != null) {
            var but = new Text(texts.get("deadletter.fault.value") + " ");
            but.getStyleClass().add("verdict-text");
            var found = new Text(VisibleText.line(value, LONGEST_VALUE));
            found.getStyleClass().addAll("verdict-text", "mono");
            line.getChildren().addAll(but, found);
        }
        return line;
    }

    private Node body(DeadLetter letter) {
        Optional<String> enveloped = Diagnoser.enveloped(letter.body());
        BodyText body = BodyText.of(enveloped.orElse(letter.body()), LONGEST_BODY);
        String text = body.cut() == 0
                ? body.text()
                : body.text() + "\n" + texts.get("deadletter.body.cut", formats.number(body.cut()));
        var area = new TextArea(text);
        area.setId("dead-letter-body");
        area.getStyleClass().add("body-text");
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(texts.get("deadletter.body"));
        area.widthProperty().subscribe(width -> fitHeight(area, width.doubleValue()));
        var envelope = new Label(enveloped.isPresent() ? texts.get("deadletter.body.envelope") : "");
        envelope.getStyleClass().add("muted");
        return new Card(texts.get("deadletter.body"))
                .right(envelope, copyBody(letter))
                .edgeToEdge(area);
    }

    /** As high as its lines are, wrapped at that width; longer texts scroll. */
    private static void fitHeight(TextArea area, double width) {
        int columns = Math.max(20, (int) ((width - BODY_PADDING) / COLUMN_WIDTH));
        long lines = area.getText()
                .lines()
                .mapToLong(line -> 1 + line.length() / columns)
                .sum();
        double height = Math.max(2, Math.min(MOST_LINES, lines)) * LINE_HEIGHT + BODY_PADDING;
        area.setMinHeight(height);
        area.setPrefHeight(height);
        area.setMaxHeight(height);
    }

    private Button copyBody(DeadLetter letter) {
        Button copy = Copy.button(texts.get("deadletter.body.copy"), texts, letter::body);
        copy.getStyleClass().add("small-button");
        return copy;
    }

    private Node message(DeadLetter letter) {
        var lines = new Attributes(texts);
        lines.text(
                texts.get("deadletter.message.receives"),
                texts.get("deadletter.message.receives.value", letter.receiveCount()));
        lines.copyable(
                texts.get("deadletter.message.sent"), formats.utc(letter.sentAt()), formats.local(letter.sentAt()));
        lines.text(texts.get("deadletter.message.age"), ""); // showAge fills it
        lines.copyable(texts.get("deadletter.message.id"), letter.messageId());
        message = lines;
        return new Card(texts.get("deadletter.message")).edgeToEdge(lines);
    }

    private Node attributes(DeadLetter letter) {
        var lines = new Attributes(texts);
        for (MessageAttribute attribute : letter.attributes()) {
            lines.text(
                    VisibleText.line(attribute.name(), LONGEST_VALUE),
                    texts.get(
                            "deadletter.attribute",
                            VisibleText.line(attribute.value(), LONGEST_VALUE),
                            VisibleText.line(attribute.type(), LONGEST_VALUE)));
        }
        if (letter.attributes().isEmpty()) {
            var none = new Label(texts.get("deadletter.attributes.none"));
            none.getStyleClass().addAll("muted", "attribute-row", "last");
            return new Card(texts.get("deadletter.attributes")).edgeToEdge(none);
        }
        return new Card(texts.get("deadletter.attributes")).edgeToEdge(lines);
    }

    private void showAge() {
        DeadLetterRow row = viewModel.selectedProperty().get();
        Attributes lines = message;
        if (row != null && lines != null) {
            Duration waiting = Duration.between(
                    row.letter().sentAt(), viewModel.nowProperty().get());
            lines.text(texts.get("deadletter.message.age"), formats.duration(waiting));
        }
    }

    private static Region gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}

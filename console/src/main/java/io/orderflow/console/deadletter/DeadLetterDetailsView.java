package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.table.PresenceNote;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Attributes;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.CopyableId;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Pill;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.Judgement;
import io.orderflow.operations.deadletter.LetterDetails;
import io.orderflow.operations.deadletter.LetterEnvelope;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.order.OrderFault;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All there is to the selected dead letter: its faults, its order as text, its row in Orders, and its attributes. */
final class DeadLetterDetailsView {
    private static final double WIDTH = 420;
    private static final double LEAST_WIDTH = 290;
    private static final int LONGEST_VALUE = 512;
    private static final int MOST_FAULTS = 20;

    private final DeadLettersViewModel viewModel;
    private final LetterWords words;
    private final Texts texts;
    private final FaultTexts faultTexts;
    private final Formats formats;
    private final Consumer<String> openReceipt;
    private final ActionButton edit;
    private final StackPane node = new StackPane();
    private final VBox head = new VBox(12);
    private final VBox rest = new VBox(12);
    private @Nullable Attributes message;

    /**
     * @param edit of the selected letter
     * @param openReceipt shows a receipt by its id
     */
    DeadLetterDetailsView(
            DeadLettersViewModel viewModel,
            UserAction edit,
            LetterWords words,
            Texts texts,
            FaultTexts faultTexts,
            Formats formats,
            Consumer<String> openReceipt) {
        this.openReceipt = openReceipt;
        this.viewModel = viewModel;
        this.edit = new ActionButton(edit, texts, "small-button");
        this.words = words;
        this.texts = texts;
        this.faultTexts = faultTexts;
        this.formats = formats;
        var nothing = new EmptyState(
                Feather.MAIL, texts.get("deadletter.none_selected"), texts.get("deadletter.none_selected.hint"));
        var scroll = new ScrollPane(new VBox(12, head, rest));
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
            showHead(row);
        });
        viewModel.details().letterProperty().subscribe(this::showRest);
        viewModel.details().faultProperty().subscribe(fault -> {
            if (fault != null) {
                rest.getChildren().setAll(muted(texts.get("deadletter.body.failed", faultTexts.line(fault))));
            }
        });
        viewModel.nowProperty().subscribe(now -> showAge());
    }

    Region node() {
        return node;
    }

    /** What is known without the body. */
    private void showHead(@Nullable LetterRow row) {
        if (row == null) {
            head.getChildren().clear();
        } else {
            head.getChildren().setAll(heading(row), new PresenceNote(viewModel.table(), texts), verdict(row));
        }
        showAge();
    }

    private void showRest(@Nullable ShownLetter letter) {
        rest.getChildren().clear();
        message = null;
        if (letter == null) {
            return;
        }
        LetterRow row = letter.details().row();
        rest.getChildren()
                .setAll(
                        order(letter),
                        stored(letter),
                        message(row, letter.details().letter()),
                        attributes(
                                "deadletter.attributes",
                                new Attributes(texts),
                                letter.details().letter().attributes()));
        if (!letter.earlier().isEmpty()) {
            rest.getChildren()
                    .add(
                            2,
                            EarlierCard.of(
                                    letter.earlier(), viewModel.nowProperty().get(), texts, formats, openReceipt));
        }
        LetterEnvelope envelope = letter.envelope();
        if (envelope != null) {
            rest.getChildren().add(envelope(envelope));
        }
        showAge();
    }

    private Node heading(LetterRow row) {
        Node title;
        if (row.orderId() == null) {
            var label = new Label(words.orderId(row));
            label.getStyleClass().addAll("side-title", "muted");
            title = label;
        } else {
            var id = new CopyableId(texts, words.orderId(row));
            id.getStyleClass().add("heading");
            title = id;
        }
        HBox.setHgrow(title, Priority.SOMETIMES);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Judgement judgement = row.judgement();
        var heading = new HBox(8, title, gap, new Pill(words.verdict(judgement), LetterWords.tone(judgement)));
        heading.setAlignment(Pos.CENTER_LEFT);
        return heading;
    }

    private Node verdict(LetterRow row) {
        Judgement judgement = row.judgement();
        var box = new VBox();
        box.setId("dead-letter-verdict");
        box.getStyleClass().setAll("verdict", LetterWords.tone(judgement).styleClass());
        if (judgement.faults().isEmpty()) {
            box.getChildren().add(Labels.wrapped(words.cause(row)));
        }
        judgement.faults().stream()
                .limit(MOST_FAULTS)
                .map(fault -> new FaultLine(fault, texts, faultTexts))
                .forEach(box.getChildren()::add);
        box.getChildren().add(muted(words.evidenceHint(judgement.evidence())));
        ConsumerLine line = judgement.line();
        if (line != null) {
            box.getChildren().add(muted(logged(line)));
        }
        if (Boolean.FALSE.equals(row.from().codeMatches())) {
            box.getChildren().add(muted(texts.get("deadletter.other_code")));
        }
        String source = row.source();
        if (row.foreign() && source != null) {
            box.getChildren()
                    .add(muted(
                            texts.get("deadletter.foreign", source, row.from().home())));
        }
        if (row.looped()) {
            box.getChildren().add(muted(texts.get("deadletter.looped")));
        }
        return box;
    }

    /** What the function wrote when it died. */
    private String logged(ConsumerLine line) {
        String why = line.error() != null
                ? line.error() + (line.explanation() == null ? "" : ": " + line.explanation())
                : line.faults().stream().map(ConsumerLine.LineFault::message).collect(Collectors.joining("; "));
        return texts.get(
                "deadletter.logged",
                formats.clock(line.time(), viewModel.nowProperty().get()),
                VisibleText.line(why.isEmpty() ? line.outcome() : why, LONGEST_VALUE));
    }

    private Node order(ShownLetter letter) {
        LetterDetails details = letter.details();
        Set<String> faulty =
                details.row().faults().stream().map(OrderFault::field).collect(Collectors.toSet());
        var body = new BodyView(letter.order(), faulty);
        body.setId("dead-letter-body");
        body.setAccessibleText(texts.get("deadletter.body"));
        return new Card(texts.get("deadletter.body"))
                .right(
                        edit,
                        copy("deadletter.copy.order", details::order),
                        copy("deadletter.copy.raw", details.letter()::body))
                .edgeToEdge(body);
    }

    private Button copy(String key, Supplier<String> text) {
        Button copy = Copy.button(texts.get(key), texts, text);
        copy.getStyleClass().add("small-button");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        return copy;
    }

    private Node stored(ShownLetter letter) {
        LetterDetails details = letter.details();
        var card = new Card(texts.get("deadletter.row"));
        card.setId("dead-letter-row");
        if (details.stored() != null) {
            return card.edgeToEdge(new RowComparison(letter.fields(), details.stored(), texts));
        }
        String why = letter.rowFault() != null
                ? texts.get("deadletter.row.failed", faultTexts.line(letter.rowFault()))
                : texts.get(details.row().orderId() == null ? "deadletter.row.unknown" : "deadletter.row.none");
        Label none = muted(why);
        none.getStyleClass().addAll("attribute-row", "last");
        return card.edgeToEdge(none);
    }

    private Node message(LetterRow row, DeadLetter letter) {
        var lines = new Attributes(texts);
        lines.text(texts.get("deadletter.message.receives"), words.receives(row.receives()));
        lines.copyable(texts.get("deadletter.message.sent"), formats.utc(row.sentAt()), formats.local(row.sentAt()));
        lines.text(texts.get("deadletter.message.age"), ""); // showAge fills it
        lines.text(texts.get("deadletter.message.left"), "");
        lines.copyable(texts.get("deadletter.message.id"), row.id());
        text(lines, "deadletter.message.source", row.source());
        text(lines, "deadletter.message.group", letter.group());
        text(lines, "deadletter.message.trace", letter.trace());
        message = lines;
        return new Card(texts.get("deadletter.message")).edgeToEdge(lines);
    }

    private void text(Attributes lines, String key, @Nullable String value) {
        if (value != null) {
            lines.text(texts.get(key), VisibleText.line(value, LONGEST_VALUE));
        }
    }

    private Node envelope(LetterEnvelope envelope) {
        var lines = new Attributes(texts);
        text(lines, "deadletter.envelope.id", envelope.messageId());
        text(lines, "deadletter.envelope.topic", envelope.topicArn());
        text(lines, "deadletter.envelope.time", envelope.timestamp());
        return attributes("deadletter.envelope", lines, envelope.attributes());
    }

    private Node attributes(String title, Attributes lines, List<MessageAttribute> attributes) {
        for (MessageAttribute attribute : attributes) {
            lines.text(
                    VisibleText.line(attribute.name(), LONGEST_VALUE),
                    texts.get(
                            "deadletter.attribute",
                            VisibleText.line(attribute.value(), LONGEST_VALUE),
                            VisibleText.line(attribute.type(), LONGEST_VALUE)));
        }
        if (attributes.isEmpty()) {
            Label none = muted(texts.get("deadletter.attributes.none"));
            none.getStyleClass().addAll("attribute-row", "last");
            return new Card(texts.get(title)).edgeToEdge(new VBox(lines, none));
        }
        return new Card(texts.get(title)).edgeToEdge(lines);
    }

    private void showAge() {
        LetterRow row = viewModel.selectedProperty().get();
        Attributes lines = message;
        if (row != null && lines != null) {
            Instant now = viewModel.nowProperty().get();
            lines.text(texts.get("deadletter.message.age"), formats.duration(Duration.between(row.sentAt(), now)));
            lines.text(
                    texts.get("deadletter.message.left"),
                    texts.get(
                            "deadletter.message.left.value",
                            words.left(row.expiresAt(), now),
                            formats.local(row.expiresAt())));
        }
    }

    private static Label muted(String text) {
        Label label = Labels.wrapped(text);
        label.getStyleClass().add("muted");
        return label;
    }
}

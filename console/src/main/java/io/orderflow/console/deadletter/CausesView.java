package io.orderflow.console.deadletter;

import io.orderflow.console.deadletter.CausesViewModel.Cause;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The causes, the largest first, of which one can be chosen, and the note on the chosen one. */
final class CausesView {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final int MOST = 200;

    private final CausesViewModel model;
    private final LetterWords words;
    private final Texts texts;
    private final Formats formats;
    private final VBox cards = new VBox();
    private final TextArea note = new TextArea();
    private final VBox node = new VBox();
    private final List<String> keys = new ArrayList<>();

    CausesView(CausesViewModel model, LetterWords words, Texts texts, Formats formats) {
        this.model = model;
        this.words = words;
        this.texts = texts;
        this.formats = formats;
        cards.setId("causes");
        var scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        note.setId("cause-note");
        note.setPromptText(texts.get("deadletter.note"));
        note.setAccessibleText(texts.get("deadletter.note"));
        note.setTooltip(new Tooltip(texts.get("deadletter.note.hint")));
        note.setWrapText(true);
        note.setPrefRowCount(2);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.managedProperty().bind(note.visibleProperty());
        note.textProperty().addListener((property, before, text) -> {
            String chosen = model.chosenProperty().get();
            if (chosen != null) {
                model.note(chosen, text);
            }
        });
        node.getStyleClass().add("causes-pane");
        node.getChildren().setAll(scroll, note);
        model.chosenProperty().subscribe(this::showChosen);
    }

    Region node() {
        return node;
    }

    /** @param now in the words of times */
    void show(List<Cause> causes, int letters, Instant now) {
        cards.getChildren().clear();
        keys.clear();
        if (letters > 0) {
            add("", all(causes.size(), letters), texts.get("deadletter.causes.all"));
            causes.stream().limit(MOST).forEach(cause -> {
                LetterGroup group = cause.group();
                add(group.key(), card(cause, now), words.cause(group.sample()));
            });
        }
        showChosen(model.chosenProperty().get());
    }

    private void add(String key, VBox card, String name) {
        card.getStyleClass().add("cause");
        card.setFocusTraversable(true);
        card.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        card.setAccessibleText(name);
        card.setOnMouseClicked(event -> {
            card.requestFocus();
            choose(key);
        });
        card.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                choose(key);
                event.consume();
            }
        });
        keys.add(key);
        cards.getChildren().add(card);
    }

    /** Choosing the chosen one shows all again. */
    private void choose(String key) {
        boolean none = key.isEmpty() || key.equals(model.chosenProperty().get());
        model.choose(none ? null : key);
    }

    private VBox all(int causes, int letters) {
        Label count = muted(texts.get("deadletter.causes.count", causes));
        return new VBox(4, line(texts.get("deadletter.causes.all"), letters), count);
    }

    private VBox card(Cause cause, Instant now) {
        LetterGroup group = cause.group();
        var evidence = new Pill(words.evidence(group.evidence()), Tone.NEUTRAL);
        evidence.setTooltip(new Tooltip(words.evidenceHint(group.evidence())));
        var share = new ProgressBar(cause.share());
        share.getStyleClass()
                .addAll("share", LetterWords.tone(group.sample().judgement()).styleClass());
        share.setMaxWidth(Double.MAX_VALUE);
        share.setMinWidth(0);
        HBox.setHgrow(share, Priority.ALWAYS);
        var facts = new HBox(6, evidence, share);
        facts.setAlignment(Pos.CENTER_LEFT);
        if (cause.fresh() > 0) {
            facts.getChildren().add(new Pill(texts.get("deadletter.causes.new", cause.fresh()), Tone.ACCENT));
        }
        String first = formats.clock(group.first(), now);
        String last = formats.clock(group.last(), now);
        var card = new VBox(
                4,
                line(words.cause(group.sample()), group.count()),
                facts,
                muted(first.equals(last) ? first : texts.get("deadletter.causes.times", first, last)));
        Instant changed = group.changedBefore();
        if (changed != null) {
            Label after = muted(texts.get("deadletter.causes.changed", formats.clock(changed, now), first));
            after.getStyleClass().add("cause-changed");
            card.getChildren().add(after);
        }
        String all = words.faults(group.sample());
        if (!all.isEmpty()) {
            Tooltip.install(card, new Tooltip(all));
        }
        return card;
    }

    private HBox line(String name, int letters) {
        Label title = Labels.wrapped(name);
        title.getStyleClass().add("strong");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var count = new Label(formats.number(letters));
        count.setMinWidth(Region.USE_PREF_SIZE);
        return new HBox(8, title, count);
    }

    private static Label muted(String text) {
        Label label = Labels.wrapped(text);
        label.getStyleClass().add("attribute-meaning");
        return label;
    }

    private void showChosen(@Nullable String chosen) {
        for (int i = 0; i < keys.size(); i++) {
            boolean is = keys.get(i).equals(Objects.requireNonNullElse(chosen, ""));
            cards.getChildren().get(i).pseudoClassStateChanged(CHOSEN, is);
        }
        note.setVisible(chosen != null);
        String text = chosen == null ? "" : model.note(chosen);
        if (!note.getText().equals(text)) {
            note.setText(text);
        }
    }
}

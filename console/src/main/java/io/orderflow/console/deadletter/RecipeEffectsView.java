package io.orderflow.console.deadletter;

import io.orderflow.console.deadletter.RecipeEffectsViewModel.Looked;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.recipe.Misfit;
import io.orderflow.operations.deadletter.redrive.RecipePreview;
import io.orderflow.operations.deadletter.redrive.RecipePreview.Effect;
import io.orderflow.operations.deadletter.redrive.RecipePreview.Previewed;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The letters that a recipe would touch, counted, and beside them the one that is looked at before and after. */
final class RecipeEffectsView extends VBox {
    private static final double LIST = 250;
    private static final double HEIGHT = 280;
    private static final double LEAST_HEIGHT = 130;
    private static final int LONGEST = 200;

    private final RecipeEffectsViewModel model;
    private final LetterWords words;
    private final Texts texts;
    private final Label summary = Labels.wrapped("");
    private final ProgressBar bar = new ProgressBar();
    private final Button stop = new Button();
    private final ListView<Previewed> list = new ListView<>();
    private final Label misfit = Labels.wrapped("");
    private final RuleBookBox rules;
    private final DiffView diff;
    private @Nullable String selected; // by somebody, not by itself
    private boolean choosing;

    RecipeEffectsView(RecipeEffectsViewModel model, LetterWords words, Texts texts, FaultTexts faults) {
        super(10);
        this.model = model;
        this.words = words;
        this.texts = texts;
        this.rules = new RuleBookBox(texts, faults);
        this.diff = new DiffView(texts);
        summary.setId("recipe-summary");
        summary.getStyleClass().add("strong");
        bar.setPrefWidth(120);
        stop.setId("recipe-stop");
        stop.getStyleClass().add("small-button");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        list.setId("recipe-letters");
        list.setAccessibleText(texts.get("deadletter.recipe.letters"));
        list.setMinWidth(LIST);
        list.setPrefWidth(LIST);
        list.setPlaceholder(new Label(texts.get("deadletter.recipe.letters.none")));
        list.setCellFactory(view -> new LetterCell());
        list.getSelectionModel().selectedItemProperty().subscribe(letter -> {
            if (letter != null && !choosing) {
                selected = letter.row().id();
            }
            model.look(letter);
        });
        misfit.setId("recipe-misfit");
        misfit.getStyleClass().addAll("verdict", Tone.WARNING.styleClass());
        misfit.setMaxWidth(Double.MAX_VALUE);
        rules.setId("recipe-rules");
        diff.setId("recipe-diff");
        List.of(summary, bar, stop, misfit, rules)
                .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        VBox.setVgrow(diff, Priority.ALWAYS);
        var changes = new Card(texts.get("deadletter.diff")).edgeToEdge(diff);
        VBox.setVgrow(changes, Priority.ALWAYS);
        var right = new VBox(8, misfit, rules, changes);
        HBox.setHgrow(right, Priority.ALWAYS);
        var both = new HBox(10, list, right);
        both.setPrefHeight(HEIGHT);
        both.setMinHeight(LEAST_HEIGHT);
        VBox.setVgrow(both, Priority.ALWAYS);
        var line = new HBox(10, summary, bar, stop);
        line.setAlignment(Pos.CENTER_LEFT);
        var banner = new ErrorBanner();
        getChildren().setAll(line, banner, both);
        model.faultProperty().subscribe(banner.faults(texts, faults));
        model.progressProperty().subscribe(this::showState);
        model.effectsProperty().subscribe(effects -> {
            show(effects);
            showState();
        });
        model.lookedProperty().subscribe(this::show);
    }

    private void showState() {
        TaskProgress progress = model.progressProperty().get();
        RecipePreview.Effects effects = model.effectsProperty().get();
        if (progress != null) {
            summary.setText(texts.get(
                    "deadletter.recipe.looking", progress.done(), model.chosen().size()));
            bar.setProgress(
                    (double) progress.done() / Math.max(1, model.chosen().size()));
        } else if (effects != null) {
            summary.setText(texts.get(
                    "deadletter.recipe.summary",
                    effects.touched(),
                    effects.unchanged(),
                    effects.count(Effect.DOES_NOT_FIT),
                    effects.count(Effect.STILL_FAILS)));
        } else {
            summary.setText(
                    texts.get("deadletter.recipe.not_looked", model.chosen().size()));
        }
        bar.setVisible(progress != null);
        stop.setVisible(progress != null || (effects == null && model.ready()));
        stop.setText(texts.get(progress != null ? "deadletter.recipe.stop" : "deadletter.recipe.look"));
        stop.setOnAction(event -> {
            if (model.progressProperty().get() != null) {
                model.stop();
            } else {
                model.count();
            }
        });
    }

    private void show(RecipePreview.@Nullable Effects effects) {
        choosing = true;
        list.setItems(FXCollections.observableArrayList(effects == null ? List.of() : effects.letters()));
        if (effects != null && !effects.letters().isEmpty()) {
            int index = index(effects, selected);
            list.getSelectionModel().select(index);
            list.scrollTo(Math.max(0, index - 1));
        }
        choosing = false;
    }

    /** Of that letter, else of the first that is touched. */
    private static int index(RecipePreview.Effects effects, @Nullable String id) {
        int index = 0;
        for (int i = effects.letters().size() - 1; i >= 0; i--) {
            Previewed letter = effects.letters().get(i);
            if (letter.row().id().equals(id)) {
                return i;
            }
            index = letter.effect() == Effect.TOUCHED ? i : index;
        }
        return index;
    }

    private void show(@Nullable Looked looked) {
        Misfit why = looked == null ? null : looked.of().misfit();
        misfit.setVisible(why != null);
        rules.setVisible(looked != null && why == null);
        if (looked == null) {
            diff.show(List.of());
            return;
        }
        if (why != null) {
            misfit.setText(texts.get(
                    "deadletter.recipe.misfit", VisibleText.line(new RecipeTexts(texts).misfit(why), LONGEST)));
        }
        rules.show(looked.faults());
        diff.show(looked.lines());
    }

    private static Tone tone(Effect effect) {
        return switch (effect) {
            case DOES_NOT_FIT -> Tone.WARNING;
            case STILL_FAILS -> Tone.DANGER;
            case TOUCHED -> Tone.SUCCESS;
            case UNCHANGED -> Tone.NEUTRAL;
        };
    }

    private final class LetterCell extends ListCell<Previewed> {
        private final Label order = new Label();
        private final Pill effect = new Pill();
        private final HBox line = new HBox(8, order, effect);

        LetterCell() {
            setMnemonicParsing(false);
            order.setMaxWidth(Double.MAX_VALUE);
            order.setMinWidth(0);
            HBox.setHgrow(order, Priority.ALWAYS);
            line.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0); // as wide as the list
        }

        @Override
        protected void updateItem(@Nullable Previewed letter, boolean empty) {
            super.updateItem(letter, empty);
            setGraphic(letter == null ? null : line);
            if (letter != null) {
                order.setText(words.orderId(letter.row()));
                effect.show(texts.get("deadletter.recipe.effect." + letter.effect()), tone(letter.effect()));
                setAccessibleText(order.getText() + ", " + effect.getText());
            }
        }
    }
}

package io.orderflow.console.deadletter;

import io.orderflow.console.deadletter.RecipeViewModel.Keeping;
import io.orderflow.console.ui.DialogList;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.deadletter.recipe.StepDraft;
import io.orderflow.operations.deadletter.redrive.RecipePreview;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/** Has a recipe written or chosen, with what it would make of each letter. Used once. */
final class RecipeDialog {
    private static final double WIDTH = 780;
    private static final double STEPS = 152;
    private static final int LONGEST = 200;

    private final RecipeViewModel model;
    private final RecipeEffectsViewModel effects;
    private final LetterWords words;
    private final Texts texts;
    private final FaultTexts faults;
    private final MenuButton kept = new MenuButton();
    private final Label broken = Labels.wrapped("");
    private final Button keep = new Button();
    private final Button forget = new Button();
    private final VBox steps = new VBox(6);

    RecipeDialog(
            RecipeViewModel model, RecipeEffectsViewModel effects, LetterWords words, Texts texts, FaultTexts faults) {
        this.model = model;
        this.effects = effects;
        this.words = words;
        this.texts = texts;
        this.faults = faults;
    }

    /** True when somebody goes on with the recipe. Waits for that. */
    boolean ask(Window owner) {
        var dialog = new DialogWindow(
                owner,
                texts.get("deadletter.recipe.title", effects.chosen().size()),
                content(),
                texts.get("ui.cancel"));
        StringBinding whyNot = Bindings.createStringBinding(
                this::whyNot, model.recipeProperty(), effects.effectsProperty(), effects.progressProperty());
        dialog.reason(whyNot);
        Button goOn = dialog.action(texts.get("deadletter.recipe.ok"), "recipe-continue");
        dialog.disableWhile(goOn, whyNot.isNotEmpty());
        return dialog.ask();
    }

    private String whyNot() {
        RecipePreview.Effects found = effects.effectsProperty().get();
        if (model.recipeProperty().get() == null) {
            return texts.get("deadletter.recipe.why.fault");
        }
        if (effects.progressProperty().get() != null) {
            return texts.get("deadletter.recipe.why.looking");
        }
        if (found == null) {
            return texts.get("deadletter.recipe.why.not_looked");
        }
        return found.touched() == 0 ? texts.get("deadletter.recipe.why.none") : "";
    }

    private VBox content() {
        broken.getStyleClass().add("muted");
        broken.setId("recipe-broken");
        broken.managedProperty().bind(broken.visibleProperty());
        var banner = new ErrorBanner();
        model.faultProperty().subscribe(banner.faults(texts, faults));
        showSteps();
        model.steps().addListener((InvalidationListener) changed -> showSteps());
        var list = new DialogList(steps);
        list.setId("recipe-steps");
        list.setMaxHeight(STEPS);
        VBox.setVgrow(list, Priority.NEVER);
        var add = new Button(texts.get("deadletter.recipe.add"), Icons.small(Feather.PLUS));
        add.setId("recipe-add");
        add.getStyleClass().add("small-button");
        add.setOnAction(event -> {
            model.add(new StepDraft(StepDraft.Op.SET, "", "", ""));
            list.layout();
            list.setVvalue(1);
            List<RecipeStepRow> rows = rows();
            rows.get(rows.size() - 1).focus("field");
        });
        Label signature = Labels.wrapped(texts.get("deadletter.recipe.signature"));
        signature.getStyleClass().add("muted");
        var view = new RecipeEffectsView(effects, words, texts, faults);
        VBox.setVgrow(view, Priority.ALWAYS);
        var content = new VBox(
                10,
                head(),
                fault("recipe-name-fault", model.nameFaultProperty()),
                broken,
                banner,
                list,
                fault("recipe-steps-fault", model.stepsFaultProperty()),
                new HBox(add),
                view,
                signature);
        content.setPrefWidth(WIDTH);
        return content;
    }

    private HBox head() {
        kept.setId("recipe-kept");
        kept.setText(texts.get("deadletter.recipe.kept"));
        kept.setMinWidth(Region.USE_PREF_SIZE);
        model.keptProperty().subscribe(this::showKept);
        var name = new TextField();
        name.setId("recipe-name");
        name.textProperty().bindBidirectional(model.nameProperty());
        HBox.setHgrow(name, Priority.ALWAYS);
        var label = new Label(texts.get("deadletter.recipe.name"));
        label.setLabelFor(name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        keep.setId("recipe-keep");
        keep.setMinWidth(Region.USE_PREF_SIZE);
        keep.setOnAction(event -> model.keep());
        forget.setId("recipe-forget");
        forget.setText(texts.get("deadletter.recipe.forget"));
        forget.setMinWidth(Region.USE_PREF_SIZE);
        forget.setOnAction(event -> model.forget());
        model.keepingProperty().subscribe(this::showKeeping);
        model.nameProperty().subscribe(this::showKeeping);
        var head = new HBox(8, kept, label, name, keep, forget);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private Node fault(String id, ReadOnlyStringProperty what) {
        Label fault = Labels.wrapped("");
        fault.setId(id);
        fault.getStyleClass().add("form-fault");
        fault.textProperty().bind(what.map(text -> text.isEmpty() ? "" : "✕ " + VisibleText.line(text, LONGEST)));
        fault.visibleProperty().bind(what.isNotEmpty());
        fault.managedProperty().bind(fault.visibleProperty());
        return fault;
    }

    private void showKept(Recipes.Kept now) {
        kept.getItems().clear();
        for (Recipe recipe : now.all()) {
            var item = new MenuItem(VisibleText.line(recipe.name(), Recipe.LONGEST_NAME));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> model.open(recipe));
            kept.getItems().add(item);
        }
        kept.setDisable(now.all().isEmpty());
        broken.setText(now.faults().stream()
                .map(line -> VisibleText.line(line, LONGEST))
                .collect(Collectors.joining("\n")));
        broken.setVisible(!now.faults().isEmpty());
        showKeeping();
    }

    private void showKeeping() {
        Keeping now = model.keepingProperty().get();
        keep.setText(texts.get("deadletter.recipe.keep." + now));
        keep.setDisable(now == Keeping.NOTHING || now == Keeping.KEPT);
        forget.setDisable(model.named().isEmpty());
    }

    /** What had the focus has it in the new row of its step too, so that the keyboard can go on. */
    private void showSteps() {
        Node focused = steps.getScene() == null ? null : steps.getScene().getFocusOwner();
        List<RecipeStepRow> before = rows();
        steps.getChildren().clear();
        for (int i = 0; i < model.steps().size(); i++) {
            steps.getChildren().add(new RecipeStepRow(model, model.steps().get(i), i + 1, texts));
        }
        List<RecipeStepRow> now = rows();
        for (RecipeStepRow row : before) {
            String part = row.part(focused);
            if (part != null && !now.isEmpty()) {
                int at = model.steps().indexOf(row.step());
                now.get(at >= 0 ? at : Math.min(before.indexOf(row), now.size() - 1))
                        .focus(part);
            }
        }
    }

    private List<RecipeStepRow> rows() {
        return steps.getChildren().stream().map(RecipeStepRow.class::cast).toList();
    }
}

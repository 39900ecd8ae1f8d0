package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Icons;
import io.orderflow.operations.deadletter.recipe.Conversion;
import io.orderflow.operations.deadletter.recipe.StepDraft;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A step of a recipe in a line of fields, with what is wrong with it below. */
final class RecipeStepRow extends VBox {
    private static final int LONGEST = 40;
    private static final double FIELD = 120;

    private final Texts texts;
    private final RecipeStepViewModel step;
    private final String id;

    /** @param number from 1 */
    RecipeStepRow(RecipeViewModel recipe, RecipeStepViewModel step, int number, Texts texts) {
        super(2);
        this.texts = texts;
        this.step = step;
        this.id = "step-" + number;
        BooleanExpression values = is(StepDraft.Op.SET).or(is(StepDraft.Op.DEFAULT));
        BooleanExpression moves = is(StepDraft.Op.MOVE);
        BooleanExpression converts = is(StepDraft.Op.CONVERT);
        var ops = choice(StepDraft.Op.values(), op -> texts.get("deadletter.recipe.op." + op));
        ops.setId(id + "-op");
        ops.setAccessibleText(texts.get("deadletter.recipe.op"));
        ops.valueProperty().bindBidirectional(step.opProperty());
        var conversions =
                choice(Conversion.values(), conversion -> texts.get("deadletter.recipe.convert." + conversion));
        conversions.setId(id + "-conversion");
        conversions.setAccessibleText(texts.get("deadletter.recipe.convert"));
        conversions.valueProperty().bindBidirectional(step.conversionProperty());
        var written = new Label();
        written.setId(id + "-written");
        written.getStyleClass().addAll("mono", "muted");
        written.textProperty()
                .bind(step.writtenProperty()
                        .map(text -> text.isEmpty() ? "" : texts.get("deadletter.recipe.written", shown(text))));
        written.setMinWidth(0);
        written.setPrefWidth(110);
        var arrow = new Label("→");
        var equal = new Label("=");
        var fields = new HBox(
                8,
                new Label(number + "."),
                ops,
                field("field", step.fieldProperty()),
                only(values, equal),
                only(values, field("value", step.valueProperty())),
                only(values, written),
                only(moves.or(converts), arrow),
                only(moves, field("to", step.toProperty())),
                only(converts, conversions));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.SOMETIMES);
        Button up = button("up", Feather.CHEVRON_UP, () -> recipe.move(step, -1));
        up.setDisable(number == 1);
        Button down = button("down", Feather.CHEVRON_DOWN, () -> recipe.move(step, 1));
        down.setDisable(number == recipe.steps().size());
        fields.getChildren().addAll(gap, up, down, button("remove", Feather.X, () -> recipe.remove(step)));
        fields.setAlignment(Pos.CENTER_LEFT);
        for (Node each : fields.getChildren()) {
            if (each instanceof Label label && label != written) {
                label.setMinWidth(Region.USE_PREF_SIZE);
            }
        }
        var fault = new Label();
        fault.setId(id + "-fault");
        fault.getStyleClass().add("form-fault");
        fault.setWrapText(true);
        fault.setMinHeight(Region.USE_PREF_SIZE);
        fault.textProperty().bind(step.faultProperty().map(text -> text.isEmpty() ? "" : "✕ " + shown(text)));
        fault.visibleProperty().bind(step.faultProperty().map(text -> !text.isEmpty()));
        fault.managedProperty().bind(fault.visibleProperty());
        getChildren().setAll(fields, fault);
    }

    RecipeStepViewModel step() {
        return step;
    }

    /** Which part of it that is; null where it is none. */
    @Nullable
    String part(@Nullable Node node) {
        String of = node == null ? null : node.getId();
        return of != null && of.startsWith(id + "-") ? of.substring(id.length() + 1) : null;
    }

    /** The part takes the focus, or the field where it cannot. */
    void focus(String part) {
        Node node = lookup("#" + id + "-" + part);
        Node field = lookup("#" + id + "-field");
        (node == null || node.isDisabled() ? field : node).requestFocus();
    }

    private BooleanExpression is(StepDraft.Op op) {
        return Bindings.createBooleanBinding(() -> step.opProperty().get() == op, step.opProperty());
    }

    private static Node only(BooleanExpression when, Region node) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(node.visibleProperty());
        return node;
    }

    private TextField field(String name, StringProperty text) {
        var field = new TextField();
        field.setId(id + "-" + name);
        field.setPromptText(texts.get("deadletter.recipe." + name));
        field.setAccessibleText(texts.get("deadletter.recipe." + name));
        field.setPrefWidth(FIELD);
        field.setMinWidth(70);
        HBox.setHgrow(field, Priority.SOMETIMES);
        field.textProperty().bindBidirectional(text);
        field.accessibleHelpProperty().bind(step.faultProperty());
        return field;
    }

    private Button button(String name, Feather icon, Runnable act) {
        var button = new Button(null, Icons.small(icon));
        String does = texts.get("deadletter.recipe." + name);
        button.setId(id + "-" + name);
        button.getStyleClass().add("small-button");
        button.setAccessibleText(does);
        button.setTooltip(new Tooltip(does));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> act.run());
        return button;
    }

    private static String shown(String text) {
        return VisibleText.line(text, LONGEST * 5);
    }

    private static <T> ChoiceBox<T> choice(T[] all, Function<T, String> words) {
        var choice = new ChoiceBox<T>();
        choice.getItems().setAll(all);
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T each) {
                return each == null ? "" : words.apply(each);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null; // nothing is typed
            }
        });
        return choice;
    }
}

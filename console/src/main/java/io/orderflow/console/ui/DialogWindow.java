package io.orderflow.console.ui;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A dialog of the console, in the theme of its owner and blocking it: as large as its content asks for, within the
 * screen, over its owner's middle, and resizable. Escape answers it as its safe button does, which has the focus at
 * first. FX thread only.
 *
 * <p>Not JavaFX's Dialog: under a window manager on Linux that one is shown before its size has reached the window.
 */
public final class DialogWindow {
    private final Window owner;
    private final Stage stage = new Stage();
    private final VBox root = new VBox();
    private final ButtonBar buttons = new ButtonBar();
    private final HBox foot = new HBox(14, buttons);
    private final BooleanProperty untyped = new SimpleBooleanProperty(this, "untyped");
    private Node first;
    private @Nullable Dimension2D around;
    private boolean agreed;
    private BooleanSupplier mayClose = () -> true;

    /**
     * @param safe what the button says that closes the dialog and does nothing
     */
    public DialogWindow(Window owner, String title, Region content, String safe) {
        this.owner = owner;
        Label heading = Labels.wrapped(title);
        heading.getStyleClass().add("dialog-title");
        VBox.setVgrow(content, Priority.ALWAYS);
        Button close = button(safe, "dialog-close", ButtonBar.ButtonData.CANCEL_CLOSE);
        close.setCancelButton(true);
        close.setOnAction(event -> {
            if (mayClose.getAsBoolean()) {
                stage.close();
            }
        });
        stage.setOnCloseRequest(event -> {
            if (stage.isShowing()
                    && !mayClose.getAsBoolean()) { // else it is closed already, which some platforms tell so
                event.consume();
            }
        });
        first = close;
        root.getStyleClass().add("dialog-window");
        HBox.setHgrow(buttons, Priority.ALWAYS);
        root.getChildren().setAll(heading, content, foot);
        stage.initOwner(owner);
        stage.initModality(Modality.WINDOW_MODAL);
        stage.setTitle(title);
        stage.setScene(new Scene(root));
        Themes.follow(stage.getScene(), owner.getScene());
    }

    /** Adds the button that goes ahead; Enter presses it, from a field too. */
    public Button action(String text, String id) {
        Button action = agreeing(text, id, "accent");
        action.setDefaultButton(true);
        return action;
    }

    /** Adds the button that deletes; it has to be pressed itself. */
    public Button destructiveAction(String text, String id) {
        return agreeing(text, id, "danger");
    }

    /** Has a name typed before somebody can go ahead; to be told before the button is added. */
    public void mustType(String name, String asked) {
        var field = new TextField();
        field.setId("dialog-typed");
        field.setPromptText(name);
        Label label = Labels.wrapped(asked);
        label.setLabelFor(field);
        untyped.bind(
                Bindings.createBooleanBinding(() -> !field.getText().strip().equals(name), field.textProperty()));
        var box = new VBox(6, label, field);
        box.getStyleClass().add("dialog-typed");
        root.getChildren().add(root.getChildren().indexOf(foot), box);
        first = field;
    }

    /** Disables the button that goes ahead while that is so, and while a name is to be typed. */
    public void disableWhile(Button action, ObservableBooleanValue reason) {
        action.disableProperty().bind(untyped.or(reason));
    }

    /** Says beside the buttons why nobody can go ahead; empty while somebody can. */
    public void reason(ObservableValue<String> whyNot) {
        Label reason = Labels.wrapped("");
        reason.setId("dialog-reason");
        reason.getStyleClass().add("muted");
        reason.textProperty().bind(whyNot);
        reason.setPrefWidth(0); // it takes what the buttons leave
        reason.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(buttons, Priority.NEVER);
        HBox.setHgrow(reason, Priority.ALWAYS);
        foot.getChildren().add(0, reason);
    }

    /** Adds a button at the left that neither closes the dialog nor goes ahead. */
    public void aside(Button button) {
        ButtonBar.setButtonData(button, ButtonBar.ButtonData.LEFT);
        ButtonBar.setButtonUniformSize(button, false);
        buttons.getButtons().add(button);
    }

    /** Asked before it is closed without going ahead, by the button, Escape or the window's own. */
    public void closesOnlyIf(BooleanSupplier allowed) {
        mayClose = allowed;
    }

    /** The field in which typing starts, in place of the safe button. */
    public void startAt(Node field) {
        first = field;
    }

    /** Goes ahead, as the button does unless it is given something else to do. */
    public void goAhead() {
        agreed = true;
        stage.close();
    }

    /** Shows it and waits; true when somebody went ahead. */
    public boolean ask() {
        fit();
        stage.setOnShown(event -> {
            around = frame(stage); // known only now; later a new size may not have come to the scene yet
            fit();
            first.requestFocus();
        });
        stage.showAndWait();
        return agreed;
    }

    /** Gives the content the room that it asks for by now. What somebody made larger stays so. */
    public void fit() {
        root.applyCss();
        Rectangle2D screen = screen();
        Dimension2D frame = around == null ? frame(owner) : around;
        double width = Math.min(root.prefWidth(-1), screen.getWidth() - frame.getWidth());
        double height = root.prefHeight(width);
        var wanted = new Dimension2D(
                Math.max(width + frame.getWidth(), shown(stage.getWidth())),
                Math.max(height + frame.getHeight(), shown(stage.getHeight())));
        stage.setMinWidth(width + frame.getWidth());
        stage.setMinHeight(Math.min(root.minHeight(width) + frame.getHeight(), screen.getHeight()));
        Rectangle2D place = DialogPlace.of(wanted, bounds(owner), screen);
        stage.setWidth(place.getWidth());
        stage.setHeight(place.getHeight());
        stage.setX(place.getMinX());
        stage.setY(place.getMinY());
    }

    private Button agreeing(String text, String id, String styleClass) {
        Button button = button(text, id, ButtonBar.ButtonData.OK_DONE);
        button.getStyleClass().add(styleClass);
        button.disableProperty().bind(untyped);
        button.setOnAction(event -> goAhead());
        return button;
    }

    private Button button(String text, String id, ButtonBar.ButtonData place) {
        var button = new Button(text);
        button.setId(id);
        ButtonBar.setButtonData(button, place);
        buttons.getButtons().add(button);
        return button;
    }

    private double shown(double size) {
        return stage.isShowing() ? size : 0;
    }

    /** What is free of the screen that has the owner's middle. */
    private Rectangle2D screen() {
        Rectangle2D at = bounds(owner);
        List<Screen> screens = Screen.getScreensForRectangle(
                (at.getMinX() + at.getMaxX()) / 2, (at.getMinY() + at.getMaxY()) / 2, 1, 1);
        return (screens.isEmpty() ? Screen.getPrimary() : screens.get(0)).getVisualBounds();
    }

    private static Rectangle2D bounds(Window window) {
        return new Rectangle2D(window.getX(), window.getY(), window.getWidth(), window.getHeight());
    }

    /** Title bar and borders, as the window manager draws them. */
    private static Dimension2D frame(Window window) {
        Scene scene = window.getScene();
        return new Dimension2D(
                Math.max(0, window.getWidth() - scene.getWidth()), Math.max(0, window.getHeight() - scene.getHeight()));
    }
}

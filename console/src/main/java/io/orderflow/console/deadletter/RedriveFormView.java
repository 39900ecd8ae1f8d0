package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Where to, the ramp, and what is set seldom, which opens. */
final class RedriveFormView extends VBox {
    private static final double RAMP = 172;
    private static final double TO = 190;

    private final Texts texts;
    private final TextField follow;

    /**
     * @param orderQueue what it is called here
     * @param named is told that the other queue's name is typed
     * @param resized is told once it has another height
     */
    RedriveFormView(RedriveForm form, String orderQueue, Runnable named, Runnable resized, Texts texts) {
        super(8);
        this.texts = texts;
        TextField queue = field("redrive-queue", form.queueProperty(), 14);
        var kind = new ChoiceBox<Destination.Kind>();
        kind.setId("redrive-to");
        kind.setPrefWidth(TO);
        kind.getItems().setAll(Destination.Kind.ORDER_QUEUE, Destination.Kind.QUEUE, Destination.Kind.TOPIC);
        kind.setConverter(new StringConverter<>() {
            @Override
            public String toString(Destination.@Nullable Kind to) {
                return to == null ? "" : texts.get("deadletter.redrive.to." + to, orderQueue);
            }

            @Override
            public Destination.@Nullable Kind fromString(String text) {
                return null; // nothing is typed
            }
        });
        kind.valueProperty().bindBidirectional(form.kindProperty());
        queue.setPromptText(texts.get("deadletter.redrive.queue"));
        queue.setAccessibleText(texts.get("deadletter.redrive.queue"));
        queue.managedProperty().bind(queue.visibleProperty());
        queue.setOnAction(event -> named.run());
        queue.focusedProperty().subscribe(focused -> {
            if (!focused) {
                named.run();
            }
        });
        var ramp = new ChoiceBox<List<Integer>>();
        ramp.setId("redrive-ramp");
        ramp.setPrefWidth(RAMP);
        ramp.getItems().setAll(List.of(RedriveOrder.RAMP, List.of()));
        ramp.setConverter(new RampNames(texts));
        ramp.valueProperty().bindBidirectional(form.rampProperty());
        follow = field("redrive-follow", form.followProperty(), 6);
        TextField rate = field("redrive-rate", form.rateProperty(), 9);
        rate.setPromptText(texts.get("deadletter.redrive.rate.none"));
        TextField requests = field("redrive-requests", form.requestsProperty(), 7);
        requests.setPromptText(texts.get("deadletter.redrive.any"));
        TextField dollars = field("redrive-dollars", form.dollarsProperty(), 7);
        dollars.setPromptText(texts.get("deadletter.redrive.any"));
        var often = new FlowPane(
                14,
                8,
                new HBox(8, option("deadletter.redrive.to", kind), queue),
                option("deadletter.redrive.ramp", ramp),
                option("deadletter.redrive.stop_at", field("redrive-stop-at", form.stopAtProperty(), 3)));
        var seldom = new FlowPane(
                14,
                8,
                option("deadletter.redrive.rate", rate),
                option("deadletter.redrive.follow", follow),
                option("deadletter.redrive.requests", requests),
                option("deadletter.redrive.dollars", dollars));
        seldom.setId("redrive-seldom");
        seldom.setVisible(false);
        seldom.managedProperty().bind(seldom.visibleProperty());
        var more = new Hyperlink(texts.get("deadletter.redrive.more"));
        more.setId("redrive-more");
        more.setOnAction(event -> {
            seldom.setVisible(!seldom.isVisible());
            more.setText(texts.get(seldom.isVisible() ? "deadletter.redrive.less" : "deadletter.redrive.more"));
            more.setVisited(false);
            resized.run();
        });
        form.kindProperty().subscribe(to -> {
            queue.setVisible(to == Destination.Kind.QUEUE);
            if (queue.isVisible()) {
                queue.requestFocus(); // its name is typed next
            }
        });
        getChildren().setAll(often, more, seldom);
    }

    /** @param seconds how long it is followed where nothing is typed */
    void followedFor(long seconds) {
        follow.setPromptText(Long.toString(seconds));
    }

    private static TextField field(String id, StringProperty value, int columns) {
        var field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(columns);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private HBox option(String key, Node of) {
        var label = new Label(texts.get(key));
        label.setLabelFor(of);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var option = new HBox(8, label, of);
        option.setAlignment(Pos.CENTER_LEFT);
        return option;
    }
}

package io.orderflow.console.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.orders.OrderJourney;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.RowValue;
import io.orderflow.order.OrderFault;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All there is to the selected order, copyable: its journey, its attributes, what of it breaks a rule. */
final class OrderDetailsView {
    private static final double WIDTH = 345;
    private static final double LEAST_WIDTH = 280;
    private static final int LONGEST = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What every row of ours has, in this order; others follow by name. */
    private static final List<String> FIRST =
            List.of("userId", "itemName", "quantity", "status", "timestamp", "sentAt", "processedAt");

    private static final Set<String> TIMES = Set.of("timestamp", "sentAt", "processedAt");

    private final OrdersViewModel model;
    private final OrderDetailsViewModel details;
    private final Texts texts;
    private final Formats formats;
    private final StackPane node = new StackPane();
    private final CopyableId orderId;
    private final Pill status = new Pill();
    private final Label faults = Labels.wrapped("");
    private final VBox values = new VBox();
    private final ToggleButton asJson = new ToggleButton();
    private final EmptyState nothing;
    private final FlowPane buttons = new FlowPane(8, 8);
    private final Card attributeCard;
    private final Node content;
    private @Nullable Label stored;

    /** @param actions what can be done with the order */
    OrderDetailsView(
            OrdersViewModel model,
            OrderDetailsViewModel details,
            List<UserAction> actions,
            Texts texts,
            Formats formats) {
        this.model = model;
        this.details = details;
        this.texts = texts;
        this.formats = formats;
        orderId = new CopyableId(texts);
        orderId.setId("details-order");
        orderId.getStyleClass().add("heading");
        faults.setId("details-faults");
        faults.getStyleClass().addAll("tone-text", "tone-warning");
        asJson.setText("JSON");
        asJson.setId("details-json");
        asJson.selectedProperty().subscribe(json -> showValues());
        nothing = new EmptyState(
                Feather.FILE_TEXT, texts.get("orders.details.none"), texts.get("orders.details.none.hint"));
        attributeCard = new Card(texts.get("orders.details.attributes"));
        content = content(actions);
        node.getStyleClass().add("side-pane");
        node.setMinWidth(LEAST_WIDTH);
        node.setPrefWidth(WIDTH);
        node.getChildren().setAll(nothing, content);
        model.absentProperty().subscribe(absent -> show());
        model.selectedProperty().subscribe(row -> show());
        model.nowProperty().subscribe(now -> showStored());
        details.journeyProperty().subscribe(journey -> showValues());
    }

    Region node() {
        return node;
    }

    private Node content(List<UserAction> actions) {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox.setHgrow(orderId, Priority.SOMETIMES);
        var heading = new HBox(8, orderId, gap, status);
        heading.setAlignment(Pos.CENTER_LEFT);
        actions.forEach(action -> buttons.getChildren().add(new ActionButton(action, texts)));
        var copy = new Button(texts.get("orders.details.copy"));
        copy.setId("details-copy");
        copy.setOnAction(event -> Copy.text(json()));
        for (Region small : List.of(asJson, copy)) {
            small.getStyleClass().addAll("small", "flat");
        }
        attributeCard.right(asJson, copy).edgeToEdge(values);
        var all = new VBox(
                12,
                heading,
                new PresenceNote(model.table(), texts),
                buttons,
                faults,
                new Card(texts.get("orders.journey"), new JourneyView(details, texts, formats)),
                attributeCard);
        var scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }

    private void show() {
        OrderRow row = model.selectedProperty().get();
        String absent = model.absentProperty().get();
        nothing.setVisible(row == null && absent.isEmpty());
        content.setVisible(row != null || !absent.isEmpty());
        for (Node ofARow : List.of(attributeCard, buttons)) {
            ofARow.setVisible(row != null);
            ofARow.setManaged(row != null);
        }
        if (row != null) {
            show(row);
        } else if (!absent.isEmpty()) {
            orderId.valueProperty().set(absent);
            status.setVisible(false);
            faults.setText(texts.get("orders.details.absent"));
            faults.setManaged(true);
        }
    }

    private void show(OrderRow row) {
        orderId.valueProperty().set(row.orderId());
        String word = row.statusText();
        status.setVisible(word != null);
        if (row.status() != null) {
            status.show(row.status());
        } else if (word != null) {
            status.show(VisibleText.line(word, 40), Tone.NEUTRAL);
        }
        List<OrderFault> wrong = row.faults();
        faults.setText(
                wrong.isEmpty()
                        ? ""
                        : texts.get(
                                "orders.details.odd",
                                wrong.stream().map(OrderFault::message).collect(Collectors.joining("\n"))));
        faults.setManaged(!wrong.isEmpty());
        showValues();
    }

    /** Of the row as it was read for this; before that, of the row as the table has it. */
    private void showValues() {
        OrderRow row = model.selectedProperty().get();
        if (row == null) {
            return;
        }
        if (asJson.isSelected()) {
            Label json = Labels.wrapped(shown(json()));
            json.getStyleClass().addAll("mono", "panel-body");
            values.getChildren().setAll(json);
            return;
        }
        Map<String, String> all = texts(row);
        var attributes = new Attributes(texts);
        FIRST.forEach(name -> attribute(attributes, name, all.remove(name)));
        all.remove("orderId");
        all.forEach((name, value) -> attribute(attributes, name, value));
        stored = new Label();
        attributes.text(texts.get("orders.column.after"), formats.duration(row.storedAfter()));
        attributes.node(texts.get("orders.column.processedAt"), stored);
        values.getChildren().setAll(attributes);
        showStored();
    }

    private void attribute(Attributes attributes, String name, @Nullable String value) {
        if (value == null) {
            attributes.text(name, formats.duration(null));
            return;
        }
        Instant time = TIMES.contains(name) ? OrderJourney.time(value) : null;
        String shown = VisibleText.line(value, LONGEST);
        if (time == null) {
            attributes.copyable(name, shown);
        } else {
            attributes.copyable(name, shown, formats.local(time));
        }
    }

    private Map<String, String> texts(OrderRow row) {
        Map<String, String> all = new TreeMap<>();
        Map<String, RowValue> read = read(row);
        if (read != null) {
            read.forEach((name, value) -> all.put(name, value.text()));
        } else {
            row.fields().forEach((name, value) -> {
                if (value instanceof String || value instanceof Number) {
                    all.put(name, value.toString());
                }
            });
            all.remove("storedAfterMs");
        }
        return all;
    }

    private @Nullable Map<String, RowValue> read(OrderRow row) {
        OrderJourney journey = details.journeyProperty().get();
        return journey == null || !journey.orderId().equals(row.orderId()) ? null : journey.row();
    }

    private String json() {
        OrderRow row = model.selectedProperty().get();
        if (row == null) {
            return "";
        }
        Map<String, RowValue> read = read(row);
        Map<String, Object> values = new TreeMap<>();
        if (read == null) {
            values.putAll(row.fields());
        } else {
            read.forEach((name, value) -> values.put(name, value.json()));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row cannot be written as JSON", e);
        }
    }

    private static String shown(String json) {
        return json.lines().map(line -> VisibleText.line(line, LONGEST)).collect(Collectors.joining("\n"));
    }

    private void showStored() {
        OrderRow row = model.selectedProperty().get();
        Label label = stored;
        if (row != null && label != null) {
            Instant at = row.processedAt();
            label.setText(
                    at == null
                            ? formats.duration(null)
                            : formats.ago(at, model.nowProperty().get()));
        }
    }
}

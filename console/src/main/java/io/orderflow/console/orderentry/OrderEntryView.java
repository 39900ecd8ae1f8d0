package io.orderflow.console.orderentry;

import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.FormField;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Suggestions;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The form for one order, and below it the import of many; at their right what became of those placed before. */
public final class OrderEntryView {
    private static final double SIDE_WIDTH = 444;
    private static final int COLUMNS = 6;
    private static final double WIDE = 1_200;
    /** From so much of a limit on it is counted. */
    private static final double NEAR = 0.8;

    private static final Set<OrderField> SUGGESTED = EnumSet.of(OrderField.USER_ID, OrderField.ITEM_NAME);
    private static final Map<OrderField, Integer> LONGEST = Map.of(
            OrderField.ORDER_ID, OrderValidator.LONGEST_ORDER_ID,
            OrderField.USER_ID, OrderValidator.LONGEST_USER_ID,
            OrderField.ITEM_NAME, OrderValidator.LONGEST_ITEM_NAME);

    private final OrderEntryViewModel model;
    private final OrderEntryActions actions;
    private final Texts texts;
    private final FaultTexts faults;
    private final Formats formats;
    private final Clock clock;
    private final BorderPane node = new BorderPane();
    private final TextField user = new TextField();
    private final TextField item = new TextField();
    private final Map<OrderField, Control> inputs = new EnumMap<>(OrderField.class);

    /**
     * @param imports of files, and {@code importActions} what can be done with them
     */
    public OrderEntryView(
            OrderEntryViewModel model,
            OrderEntryActions actions,
            OrderImportViewModel imports,
            ImportActions importActions,
            Texts texts,
            FaultTexts faults,
            Formats formats,
            Clock clock) {
        this.model = model;
        this.actions = actions;
        this.texts = texts;
        this.faults = faults;
        this.formats = formats;
        this.clock = clock;
        var placedHere = new PlacedHereView(model, texts, formats).node();
        VBox.setVgrow(placedHere, Priority.ALWAYS);
        var side = new VBox(new JustPlacedView(model, texts, formats).node(), placedHere);
        side.getStyleClass().add("side-pane");
        side.setPrefWidth(SIDE_WIDTH);
        side.setMinWidth(SIDE_WIDTH);
        Region imported = new ImportCard(imports, importActions, texts, faults, formats, clock).node();
        Card entered = new Card(texts.get("entry.title"), form()).right(new TemplateMenu(model, texts).node());
        entered.setMinHeight(Region.USE_PREF_SIZE); // the import gives way, and then all scrolls
        Region main = new WideOrStacked(entered, imported, WIDE).node();
        main.getStyleClass().add("tab-pad");
        var scroll = new ScrollPane(main);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("plain-scroll");
        main.heightProperty()
                .subscribe(
                        height -> { // the import has grown: what goes on with it is to be seen
                            if (imports.stageProperty().get() != OrderImportViewModel.Stage.EMPTY) {
                                scroll.setVvalue(scroll.getVmax());
                            }
                        });
        node.setCenter(scroll);
        node.setRight(side);
        // Enter places the order from its fields; on another button it means that button
        node.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
                button.fire();
                event.consume();
            }
        });
        model.onRefused(this::focus);
        model.onCleared(this::focusFirst);
        model.placedProperty().addListener((property, before, now) -> {
            if (!now.isEmpty() && isNew(before, now.get(0)) && item.getScene() != null) {
                item.requestFocus(); // the customer stays, the next item is typed
            }
        });
    }

    public Node node() {
        return node;
    }

    /** Puts the caret where typing starts. */
    public void focusFirst() {
        focus(user.getText().isEmpty() ? user : item);
    }

    private static boolean isNew(List<PlacedOrder> before, PlacedOrder newest) {
        return before.isEmpty() || !before.get(0).messageId().equals(newest.messageId());
    }

    /** At once, or as soon as it is in the window: a scroll pane takes its content in with its first layout. */
    private static void focus(TextField field) {
        if (field.getScene() != null) {
            field.requestFocus();
            return;
        }
        field.sceneProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Scene> property, Scene before, Scene now) {
                property.removeListener(this);
                field.requestFocus();
            }
        });
    }

    private Node form() {
        var grid = new GridPane();
        grid.getStyleClass().add("form-grid");
        for (int i = 0; i < COLUMNS; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            grid.getColumnConstraints().add(column);
        }
        grid.add(text(OrderField.ORDER_ID, new TextField(), true), 0, 0, 3, 1);
        grid.add(text(OrderField.USER_ID, user, false), 3, 0, 3, 1);
        grid.add(text(OrderField.ITEM_NAME, item, false), 0, 1, 4, 1);
        grid.add(text(OrderField.QUANTITY, new TextField(), false), 4, 1, 2, 1);
        grid.add(status(), 0, 2, 3, 1);
        grid.add(timestamp(), 3, 2, 3, 1);
        var banner = new ErrorBanner();
        model.failureProperty().subscribe(banner.faults(texts, faults));
        return new VBox(10, grid, troubles(), banner, buttons());
    }

    /** What is in the way of orders, said before one is placed. */
    private Node troubles() {
        var lines = new VBox(4);
        lines.setId("entry-troubles");
        model.troublesProperty().subscribe(troubles -> {
            lines.getChildren()
                    .setAll(troubles.stream()
                            .map(trouble -> {
                                var line = Labels.wrapped(texts.get("entry.trouble." + trouble));
                                line.getStyleClass()
                                        .addAll("tone-text", tone(trouble).styleClass());
                                return line;
                            })
                            .toList());
            lines.setManaged(!troubles.isEmpty());
        });
        return lines;
    }

    private static Tone tone(Trouble trouble) {
        return trouble == Trouble.NOT_PERMITTED ? Tone.NEUTRAL : trouble.loses() ? Tone.DANGER : Tone.WARNING;
    }

    private Node text(OrderField field, TextField input, boolean mono) {
        input.setId("field-" + field.wireName());
        input.textProperty().bindBidirectional(model.valueProperty(field));
        if (mono) {
            input.getStyleClass().add("mono");
        }
        FormField box = field(field, input);
        Integer longest = LONGEST.get(field);
        if (longest != null) {
            input.textProperty().subscribe(text -> box.countProperty().set(count(text.strip(), longest)));
        }
        if (field == OrderField.ORDER_ID) {
            Subscription unused = Subscription.combine(
                    model.existsProperty().subscribe(row -> box.noteProperty().set(exists(row))),
                    model.nowProperty().subscribe(now -> box.noteProperty()
                            .set(exists(model.existsProperty().get()))));
        }
        if (SUGGESTED.contains(field)) {
            Suggestions.below(input, () -> model.suggestions(field));
        }
        return box;
    }

    private Node timestamp() {
        var input = new TextField();
        // Without the fraction: it would only flicker.
        input.promptTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get(
                                "entry.timestamp.now",
                                formats.utc(model.nowProperty().get()).replaceFirst("\\.\\d+", "")),
                        model.nowProperty()));
        input.setTooltip(new Tooltip(texts.get("entry.timestamp.hint")));
        return text(OrderField.TIMESTAMP, input, true);
    }

    private Node status() {
        var input = new ComboBox<String>();
        input.setId("field-" + OrderField.STATUS.wireName());
        input.getItems()
                .setAll(Arrays.stream(OrderStatus.values()).map(Enum::name).toList());
        input.valueProperty().bindBidirectional(model.valueProperty(OrderField.STATUS));
        return field(OrderField.STATUS, input);
    }

    /** As soon as it matters: "402 of 256". */
    private String count(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        return length < longest * NEAR ? "" : texts.get("entry.count", length, longest);
    }

    private String exists(@Nullable OrderState row) {
        return row == null ? "" : texts.get("entry.exists", PlaceQuestions.exists(row, texts, formats, clock));
    }

    private FormField field(OrderField field, Control input) {
        input.focusedProperty().addListener((property, before, focused) -> {
            if (!focused && input.getScene() != null) {
                model.left(field);
            }
        });
        inputs.put(field, input);
        var box = new FormField(texts.get(field.labelKey()), input);
        box.faultProperty().bind(model.faultProperty(field));
        return box;
    }

    private Node buttons() {
        var why = new Label();
        why.setId("faults-left");
        why.getStyleClass().add("muted");
        model.faultyProperty().subscribe(faulty -> why.setText(explain(faulty)));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var clear = new ActionButton(actions.clear(), texts);
        var place = new ActionButton(actions.place(), texts, "accent").byEnter();
        var line = new HBox(10, gap, why, clear, place);
        line.setAlignment(Pos.CENTER_RIGHT);
        return line;
    }

    private void focus(OrderField field) {
        Control input = inputs.get(field);
        if (input != null) {
            input.requestFocus();
        }
    }

    /** What pressing the button would do, in words. */
    private String explain(List<OrderField> faulty) {
        String whyNot = actions.place().whyNot().getValue();
        if (!whyNot.isEmpty() && !model.publishingProperty().get()) {
            return whyNot;
        }
        if (faulty.isEmpty()) {
            return texts.get("entry.ready");
        }
        String names = faulty.stream().map(field -> texts.get(field.labelKey())).collect(Collectors.joining(", "));
        return texts.get("entry.faults", faulty.size(), names);
    }
}

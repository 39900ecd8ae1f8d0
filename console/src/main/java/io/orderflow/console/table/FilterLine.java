package io.orderflow.console.table;

import atlantafx.base.controls.CustomTextField;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterException;
import io.orderflow.operations.filter.FilterTerm;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.FilterTexts;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The line in which is typed what a table shall show: the faulty word is underlined and what is wrong with it said below,
 * each condition is a chip that can be taken away, and lines can be saved.
 */
public final class FilterLine extends VBox {
    private static final double LEAST_WIDTH = 160;

    private final RowsViewModel<?> model;
    private final Texts texts;
    private final FilterTexts words;
    private final FaultTexts faults;
    private final TextField field;
    private final Label fault = Labels.wrapped("");
    private final FlowPane chips = new FlowPane(6, 6);

    /**
     * @param id of the field
     * @param hint what can be typed, e.g. some of the keys
     * @param table gets the focus on Enter
     * @param beside stands at the right of the field
     */
    public FilterLine(String id, RowsViewModel<?> model, Texts texts, String hint, Node table, Node... beside) {
        super(7);
        this.model = model;
        this.texts = texts;
        words = new FilterTexts(texts);
        faults = new FaultTexts(texts);
        field = field(id, hint, table);
        var marked = new UnderlinedField(field);
        HBox.setHgrow(marked, Priority.ALWAYS);
        var line = new HBox(8, marked, new SavedFiltersMenu(id + "-saved", model, texts).node());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getChildren().addAll(beside);
        fault.getStyleClass().add("filter-fault");
        fault.setId(id + "-fault");
        chips.getStyleClass().add("chips");
        getChildren().setAll(line, fault, chips);
        model.filterFaultProperty().subscribe(now -> {
            marked.mark(now);
            say(now);
        });
        model.filterProperty().subscribe(this::showChips);
        model.filterAskedProperty().addListener((property, before, now) -> field.requestFocus());
    }

    private TextField field(String id, String hint, Node table) {
        var made = new CustomTextField();
        made.setLeft(Icons.small(Feather.SEARCH));
        made.setId(id);
        made.setPromptText(hint);
        made.setAccessibleText(texts.get("table.filter"));
        made.setTooltip(new Tooltip(texts.get("table.filter.hint")));
        made.setMinWidth(LEAST_WIDTH);
        made.textProperty().bindBidirectional(model.filterTextProperty());
        made.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !made.getText().isEmpty()) {
                made.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN) {
                FilterException faulty = model.filterFaultProperty().get();
                if (faulty == null) {
                    table.requestFocus();
                } else {
                    made.positionCaret(Math.min(faulty.end(), made.getLength())); // there is something to mend first
                }
                event.consume();
            }
        });
        return made;
    }

    private void say(@Nullable FilterException now) {
        fault.setText(now == null ? "" : texts.get("table.filter.fault", faults.line(now)));
        fault.setVisible(now != null);
        fault.setManaged(now != null);
        field.setAccessibleHelp(now == null ? "" : faults.line(now));
    }

    private void showChips(Filter filter) {
        chips.getChildren().clear();
        List<FilterTerm> terms = filter.terms();
        for (int i = 0; i < terms.size(); i++) {
            int index = i;
            String condition = words.condition(terms.get(i));
            var chip = new Button(condition, Icons.small(Feather.X));
            chip.getStyleClass().setAll("chip");
            chip.setContentDisplay(ContentDisplay.RIGHT);
            chip.setMnemonicParsing(false);
            chip.setTooltip(new Tooltip(texts.get("table.chip.remove", condition)));
            chip.setAccessibleText(texts.get("table.chip.remove", condition));
            chip.setOnAction(event -> {
                model.filterTextProperty().set(filter.without(index).text());
                field.requestFocus(); // the chip goes
            });
            chips.getChildren().add(chip);
        }
        chips.setVisible(!terms.isEmpty());
        chips.setManaged(!terms.isEmpty());
    }
}

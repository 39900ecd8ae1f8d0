package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Labels;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/** A letter's order beside the row that Orders has of it; what differs is marked. */
final class RowComparison extends GridPane {
    private static final int LONGEST = 200;

    /** @param order the letter's fields, as far as they can be read */
    RowComparison(Map<String, String> order, OrderState stored, Texts texts) {
        getStyleClass().add("comparison");
        var name = new ColumnConstraints();
        var letter = new ColumnConstraints();
        var row = new ColumnConstraints();
        letter.setPercentWidth(36);
        row.setPercentWidth(38);
        getColumnConstraints().setAll(name, letter, row);
        addRow(0, muted(""), muted(texts.get("deadletter.row.letter")), muted(texts.get("deadletter.row.stored")));
        Set<String> fields = new LinkedHashSet<>(stored.fields().keySet());
        fields.addAll(order.keySet());
        int at = 1;
        for (String field : fields) {
            String here = order.get(field);
            Object there = stored.fields().get(field);
            boolean differs = here != null && there != null && !here.equals(String.valueOf(there));
            Label value = value(there == null ? "–" : (differs ? "≠ " : "") + there);
            if (differs) {
                value.getStyleClass().addAll("tone-text", "tone-warning");
            }
            addRow(at++, muted(VisibleText.line(field, LONGEST)), value(here == null ? "–" : here), value);
        }
    }

    private static Label muted(String text) {
        Label label = Labels.wrapped(text);
        label.getStyleClass().add("muted");
        return label;
    }

    private static Label value(String text) {
        return Labels.wrapped(VisibleText.line(text, LONGEST));
    }
}

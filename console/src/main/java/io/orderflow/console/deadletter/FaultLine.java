package io.orderflow.console.deadletter;

import io.orderflow.order.OrderFault;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** What is wrong with a field of an order: its name, the rule, and the value that was found. */
final class FaultLine extends TextFlow {
    private static final int LONGEST_VALUE = 512;

    FaultLine(OrderFault fault, Texts texts, FaultTexts faultTexts) {
        var field = new Text(fault.field());
        field.getStyleClass().add("verdict-field");
        var clause = new Text(" " + faultTexts.clause(fault));
        clause.getStyleClass().add("verdict-text");
        getChildren().setAll(field, clause);
        String value = fault.value();
        if (value != null) {
            var but = new Text(texts.get("deadletter.fault.value") + " ");
            but.getStyleClass().add("verdict-text");
            var found = new Text(VisibleText.line(value, LONGEST_VALUE));
            found.getStyleClass().addAll("verdict-text", "mono");
            getChildren().addAll(but, found);
        }
    }
}

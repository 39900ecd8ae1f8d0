package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.order.OrderFault;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the rule book says of a repaired letter. */
final class RuleBookBox extends VBox {
    private static final int MOST = 6;

    private final Texts texts;
    private final FaultTexts faultTexts;

    RuleBookBox(Texts texts, FaultTexts faultTexts) {
        this.texts = texts;
        this.faultTexts = faultTexts;
        getStyleClass().add("verdict");
        setMinHeight(Region.USE_PREF_SIZE);
    }

    /** @param faults none where it would be stored */
    void show(List<OrderFault> faults) {
        Tones.set(this, faults.isEmpty() ? Tone.SUCCESS : Tone.DANGER);
        getChildren().clear();
        if (faults.isEmpty()) {
            getChildren().add(Labels.wrapped(texts.get("deadletter.rules.fine")));
        }
        faults.stream().limit(MOST).forEach(fault -> getChildren().add(new FaultLine(fault, texts, faultTexts)));
        if (faults.size() > MOST) {
            getChildren().add(Labels.wrapped(texts.get("deadletter.rules.more", faults.size() - MOST)));
        }
    }
}

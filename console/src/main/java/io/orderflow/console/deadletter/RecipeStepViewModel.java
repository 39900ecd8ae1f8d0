package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.recipe.Conversion;
import io.orderflow.operations.deadletter.recipe.RecipeException;
import io.orderflow.operations.deadletter.recipe.StepDraft;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A step of a recipe as it is written. */
final class RecipeStepViewModel {
    private final ObjectProperty<StepDraft.Op> op;
    private final StringProperty field;
    private final StringProperty value;
    private final StringProperty to;
    private final RecipeTexts texts;
    private final ObjectProperty<Conversion> conversion = new SimpleObjectProperty<>(Conversion.INTEGER);
    private final ReadOnlyStringWrapper written = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper("");

    /** @param changed is told of each change, once the fault is that of the new version */
    RecipeStepViewModel(StepDraft draft, RecipeTexts texts, Runnable changed) {
        this.texts = texts;
        op = new SimpleObjectProperty<>(draft.op());
        field = new SimpleStringProperty(draft.field());
        value = new SimpleStringProperty(draft.value());
        boolean converts = draft.op() == StepDraft.Op.CONVERT;
        to = new SimpleStringProperty(converts ? "" : draft.to());
        for (Conversion each : Conversion.values()) {
            if (converts && each.word().equals(draft.to())) {
                conversion.set(each);
            }
        }
        List.<Observable>of(op, field, value, to, conversion)
                .forEach(each -> each.addListener(property -> {
                    check();
                    changed.run();
                }));
        check();
    }

    ObjectProperty<StepDraft.Op> opProperty() {
        return op;
    }

    StringProperty fieldProperty() {
        return field;
    }

    StringProperty valueProperty() {
        return value;
    }

    /** Of a move. */
    StringProperty toProperty() {
        return to;
    }

    /** Of a conversion. */
    ObjectProperty<Conversion> conversionProperty() {
        return conversion;
    }

    /** The value as it will stand in the order; empty where there is none. */
    ReadOnlyStringProperty writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /** What is wrong with it; empty where nothing is. */
    ReadOnlyStringProperty faultProperty() {
        return fault.getReadOnlyProperty();
    }

    StepDraft draft() {
        boolean converts = op.get() == StepDraft.Op.CONVERT;
        return new StepDraft(
                op.get(), field.get(), value.get(), converts ? conversion.get().word() : to.get());
    }

    private void check() {
        written.set(draft().writtenValue());
        try {
            var unused = draft().read();
            fault.set("");
        } catch (RecipeException e) {
            fault.set(texts.fault(e));
        }
    }
}

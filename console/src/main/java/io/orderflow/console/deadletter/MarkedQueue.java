package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.redrive.QueueMark;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What was refused because another console has marked the queue, to be done in spite of it when somebody says so. */
public final class MarkedQueue {
    private final ReadOnlyObjectWrapper<QueueMark.@Nullable Mark> mark = new ReadOnlyObjectWrapper<>();
    private @Nullable Runnable again;
    private boolean needsHeld;

    /** The other console's; null where nothing was refused for it. */
    public ReadOnlyObjectProperty<QueueMark.@Nullable Mark> markProperty() {
        return mark.getReadOnlyProperty();
    }

    /**
     * Whether it was refused for that.
     *
     * @param takingOver does it in spite of the mark
     * @param ofHeld whether that can only be done as long as the letters are held
     */
    boolean refused(Throwable cause, Runnable takingOver, boolean ofHeld) {
        QueueMark.Mark found = QueueMark.refused(cause).orElse(null);
        needsHeld = ofHeld;
        mark.set(found);
        again = found == null ? null : takingOver;
        return found != null;
    }

    boolean needsHeld() {
        return needsHeld;
    }

    void takeOver() {
        Runnable once = again;
        clear();
        if (once != null) {
            once.run();
        }
    }

    void clear() {
        mark.set(null);
        again = null;
    }
}

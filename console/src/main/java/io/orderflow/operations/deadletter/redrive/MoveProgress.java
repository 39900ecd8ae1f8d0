package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.MoveTask;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far SQS's own move was when it was last looked at.
 *
 * @param state of the task; null where SQS does not remember it
 * @param toMove negative where it is not known
 * @param failure in AWS's words; null where there is none
 */
public record MoveProgress(MoveTask.@Nullable State state, long moved, long toMove, @Nullable String failure) {
    private static final int FIELDS = 4;
    private static final String FORGOTTEN = "FORGOTTEN";

    static MoveProgress of(MoveTask task) {
        return new MoveProgress(task.state(), task.moved(), task.toMove(), task.failure());
    }

    /** In lower case. */
    public String word() {
        return state == null ? "sqs tells no end" : state.name().toLowerCase(Locale.ROOT);
    }

    /** For machines; what is not known is null. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", state == null ? null : word());
        fields.put("moved", moved);
        fields.put("toMove", toMove < 0 ? null : toMove);
        fields.put("failure", failure);
        return fields;
    }

    /** As a line of the journal has it. */
    String note() {
        return (state == null ? FORGOTTEN : state.name()) + " " + moved + " " + toMove
                + (failure == null ? "" : " " + failure);
    }

    static @Nullable MoveProgress read(String note) {
        String[] parts = note.split(" ", FIELDS);
        try {
            return new MoveProgress(
                    parts[0].equals(FORGOTTEN) ? null : MoveTask.State.valueOf(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    parts.length == FIELDS ? parts[FIELDS - 1] : null);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException ofALaterVersion) {
            return null;
        }
    }
}

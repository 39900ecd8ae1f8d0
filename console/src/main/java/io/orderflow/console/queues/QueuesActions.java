package io.orderflow.console.queues;

import io.orderflow.console.action.UserAction;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueSample;
import io.orderflow.operations.queues.TimeRange;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import org.jspecify.annotations.Nullable;

/**
 * What can be done in the Queues tab.
 *
 * @param ranges how far back the charts reach
 * @param look at the dead letters, where there are any
 */
public record QueuesActions(Map<TimeRange, UserAction> ranges, UserAction look) {
    public QueuesActions {
        ranges = Collections.unmodifiableMap(new EnumMap<>(ranges));
    }

    /**
     * @param openDeadLetters brings the Dead letters tab to the front, under words that suit the place
     */
    public static QueuesActions of(QueuesViewModel model, UserAction openDeadLetters, Texts texts) {
        var ranges = new EnumMap<TimeRange, UserAction>(TimeRange.class);
        for (TimeRange range : TimeRange.values()) {
            String text = texts.get("queues.range.act", texts.get("queues.range." + range));
            ranges.put(range, UserAction.of("range-" + range, text, text, window -> model.rangeProperty()
                    .set(range)));
        }
        return new QueuesActions(
                ranges,
                openDeadLetters.unless(Bindings.createStringBinding(
                        () -> anyDead(model.latestProperty().get()) ? "" : texts.get("queues.look.none"),
                        model.latestProperty())));
    }

    private static boolean anyDead(@Nullable QueueSample sample) {
        QueueDepth dead = sample == null ? null : sample.depth(WatchedQueue.DEAD_LETTER_QUEUE);
        return dead != null && dead.total() > 0;
    }

    /** What the palette has. */
    public List<UserAction> all() {
        return new ArrayList<>(ranges.values());
    }
}

package io.orderflow.console.queues;

import io.orderflow.console.action.UserAction;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.ZoneId;
import java.util.Map;

/** The Queues tab where its button to the dead letters leads nowhere. */
public final class SampleQueues {
    private SampleQueues() {}

    public static QueuesActions actions(QueuesViewModel model, Texts texts) {
        return QueuesActions.of(
                model, UserAction.of("queues-look", "Look", "See the dead letters", window -> {}), texts);
    }

    public static QueuesView view(
            QueuesViewModel model, Map<WatchedQueue, String> names, Texts texts, Formats formats, ZoneId zone) {
        return new QueuesView(model, names, actions(model, texts), texts, new FaultTexts(texts), formats, zone);
    }
}

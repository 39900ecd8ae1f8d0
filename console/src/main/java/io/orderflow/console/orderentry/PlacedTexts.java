package io.orderflow.console.orderentry;

import io.orderflow.console.ui.Tone;
import io.orderflow.operations.entry.OrderFollowing;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** What became of a placed order, in words and colour. */
final class PlacedTexts {
    private static final int LONGEST = 300;

    private final Texts texts;
    private final Formats formats;
    private final ReadOnlyObjectProperty<List<Trouble>> troubles;

    /** @param troubles what is in the way of orders now */
    PlacedTexts(Texts texts, Formats formats, ReadOnlyObjectProperty<List<Trouble>> troubles) {
        this.texts = texts;
        this.formats = formats;
        this.troubles = troubles;
    }

    String state(PlacedOrder order, Instant now) {
        return switch (order.state(now, troubles.get())) {
            case WAITING -> texts.get("entry.state.waiting");
            case LATE -> texts.get("entry.state.late");
            case WAITS -> texts.get("entry.state.waits");
            case LOST -> texts.get("entry.state.lost");
            case RETRYING ->
                texts.get("entry.state.retrying", order.outcome().receives(), OrderFollowing.MOST_RECEIVES);
            case STORED -> texts.get("entry.state.stored", formats.duration(order.storedAfter()));
            case REPLACED -> texts.get("entry.state.replaced", formats.duration(order.storedAfter()));
            case DUPLICATE -> texts.get("entry.state.duplicate");
            case SUPERSEDED -> texts.get("entry.state.superseded");
            case DEAD_LETTERED -> texts.get("entry.state.dead");
            case UNKNOWN -> texts.get("entry.state.unknown");
        };
    }

    /** Where it is while nothing tells that SQS has it. */
    String unqueued(PlacedOrder order, Instant now) {
        return switch (order.state(now, troubles.get())) {
            case LOST -> texts.get("entry.queued.lost");
            case WAITS -> texts.get("entry.queued.waits");
            default -> texts.get("entry.queued.not");
        };
    }

    /** What the state means, for where there is room; empty when the state says it all. */
    String hint(PlacedOrder order, Instant now) {
        int receives = order.outcome().receives();
        return switch (order.state(now, troubles.get())) {
            case STORED -> "";
            case WAITING -> texts.get("entry.state.waiting.hint");
            case LATE -> texts.get("entry.state.late.hint", waited(order, now));
            case WAITS ->
                texts.get("entry.state.waits."
                        + (troubles.get().contains(Trouble.NO_CONSUMER) ? Trouble.NO_CONSUMER : Trouble.PAUSED));
            case LOST -> texts.get("entry.state.lost.hint");
            case RETRYING ->
                texts.get("entry.state.retrying.hint", receives, OrderFollowing.MOST_RECEIVES, reason(order));
            case REPLACED -> texts.get("entry.state.replaced.hint");
            case DUPLICATE -> texts.get("entry.state.duplicate.hint");
            case SUPERSEDED -> texts.get("entry.state.superseded.hint");
            case DEAD_LETTERED -> texts.get("entry.state.dead.hint", receives, reason(order));
            case UNKNOWN -> texts.get("entry.state.unknown.hint");
        };
    }

    private String waited(PlacedOrder order, Instant now) {
        return formats.duration(
                Duration.ofSeconds(Duration.between(order.publishedAt(), now).toSeconds()));
    }

    private String reason(PlacedOrder order) {
        @Nullable String reason = order.outcome().reason();
        return reason == null ? texts.get("format.unknown") : VisibleText.line(reason, LONGEST);
    }

    Tone tone(PlacedOrder order, Instant now) {
        return switch (order.state(now, troubles.get())) {
            case WAITING, UNKNOWN -> Tone.NEUTRAL;
            case LATE, WAITS, RETRYING -> Tone.WARNING;
            case STORED, REPLACED -> Tone.SUCCESS;
            case SUPERSEDED, DUPLICATE -> Tone.DONE;
            case DEAD_LETTERED, LOST -> Tone.DANGER;
        };
    }
}

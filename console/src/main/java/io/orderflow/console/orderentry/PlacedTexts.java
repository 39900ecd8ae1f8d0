package io.orderflow.console.orderentry;

import io.orderflow.console.ui.Tone;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;

/** What became of a placed order, in words and colour. */
final class PlacedTexts {
    private final Texts texts;
    private final Formats formats;

    PlacedTexts(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    String state(PlacedOrder order, Instant now) {
        String waited = formats.duration(
                Duration.ofSeconds(Duration.between(order.publishedAt(), now).toSeconds()));
        return switch (order.state(now)) {
            case WAITING -> texts.get("entry.state.waiting");
            case LATE -> texts.get("entry.state.late", waited);
            case STORED -> texts.get("entry.state.stored", formats.duration(order.storedAfter()));
            case SUPERSEDED -> texts.get("entry.state.superseded");
        };
    }

    /** What the state means, for where there is room; empty when the state says it all. */
    String hint(PlacedOrder order, Instant now) {
        return switch (order.state(now)) {
            case STORED -> "";
            case WAITING -> texts.get("entry.state.waiting.hint");
            case LATE -> texts.get("entry.state.late.hint");
            case SUPERSEDED -> texts.get("entry.state.superseded.hint");
        };
    }

    Tone tone(PlacedOrder order, Instant now) {
        return switch (order.state(now)) {
            case WAITING -> Tone.NEUTRAL;
            case LATE -> Tone.WARNING;
            case STORED -> Tone.SUCCESS;
            case SUPERSEDED -> Tone.DONE;
        };
    }
}

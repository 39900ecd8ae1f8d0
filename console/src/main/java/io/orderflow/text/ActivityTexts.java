package io.orderflow.text;

import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How work stands, in words. Thread-safe. */
public final class ActivityTexts {
    private final Texts texts;
    private final Formats formats;

    public ActivityTexts(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    /** Work that runs here: 1,200 of 5,000 · 120/s · 32 s left. */
    public String running(Activity activity, Pace pace) {
        List<String> parts = new ArrayList<>();
        progress(activity).ifPresent(parts::add);
        pace.perSecond()
                .ifPresent(rate -> parts.add(
                        rate < 1
                                ? texts.get("activity.rate.minute", formats.number(Math.round(rate * 60)))
                                : texts.get("activity.rate.second", formats.number(Math.round(rate)))));
        pace.left().ifPresent(left -> parts.add(texts.get("activity.left", formats.duration(left))));
        return parts.isEmpty() ? texts.get("activity.running") : String.join(" · ", parts);
    }

    /** Work that does not run here: how it ended, or that another window does it. */
    public String told(Activity activity) {
        End end = activity.outcome().end();
        List<String> parts = new ArrayList<>();
        Instant ended = activity.ended();
        parts.add(
                ended == null
                        ? texts.get("activity." + end)
                        : texts.get("activity." + end, formats.duration(Duration.between(activity.started(), ended))));
        if (!activity.outcome().words().isEmpty()) {
            parts.add(activity.outcome().words());
        } else {
            progress(activity).ifPresent(far -> parts.add(ended == null ? texts.get("activity.noted", far) : far));
        }
        return String.join(" · ", parts);
    }

    private Optional<String> progress(Activity activity) {
        if (activity.total() > 0) {
            return Optional.of(texts.get("activity.progress", activity.done(), activity.total()));
        }
        return activity.done() > 0
                ? Optional.of(texts.get("activity.progress.unknown", activity.done()))
                : Optional.empty();
    }
}

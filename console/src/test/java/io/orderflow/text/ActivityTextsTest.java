package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.session.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ActivityTextsTest {
    private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ActivityTexts words = new ActivityTexts(texts, new Formats(texts, ZoneOffset.UTC));
    private final Activity started = new Activity("1", "Production", "Redriving", START, 0, -1, null, Outcome.RUNNING);

    @Test
    void saysHowFarItIsHowFastItGoesAndHowLongItTakes() {
        var clock = new MutableClock(START);
        var pace = new Pace(clock);
        assertThat(words.running(started, pace)).isEqualTo("Running");
        pace.reached(0, 5000);
        clock.advance(Duration.ofSeconds(10));
        pace.reached(1200, 5000);
        assertThat(words.running(started.at(1200, 5000), pace)).isEqualTo("1,200 of 5,000 · 120/s · 31 s left");

        var slow = new Pace(clock);
        clock.advance(Duration.ofSeconds(10));
        slow.reached(2, -1);
        clock.advance(Duration.ofSeconds(10));
        slow.reached(5, -1);
        assertThat(words.running(started.at(5, -1), slow)).isEqualTo("5 so far · 15/min");
    }

    @Test
    void saysHowItEndedAndNeverThatItIsDoneWhereNobodySawIt() {
        Instant end = START.plusSeconds(42);
        Activity far = started.at(1200, 5000);
        assertThat(words.told(far.ended(end, new Outcome(End.DONE, "All were moved"))))
                .isEqualTo("Done in 42 s · All were moved");
        assertThat(words.told(far.ended(end, new Outcome(End.STOPPED, ""))))
                .isEqualTo("Stopped after 42 s · 1,200 of 5,000");
        assertThat(words.told(far.ended(end, new Outcome(End.FAILED, "OrderDLQ does not answer."))))
                .isEqualTo("Failed after 42 s · OrderDLQ does not answer.");
        assertThat(words.told(far.ended(null, new Outcome(End.INTERRUPTED, ""))))
                .isEqualTo("Interrupted – the window ended · 1,200 of 5,000 when last noted");
        assertThat(words.told(started.ended(null, new Outcome(End.INTERRUPTED, ""))))
                .isEqualTo("Interrupted – the window ended");
        assertThat(words.told(far)).isEqualTo("Running in another window · 1,200 of 5,000 when last noted");
    }
}

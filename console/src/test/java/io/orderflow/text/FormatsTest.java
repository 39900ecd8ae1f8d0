package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:05:40.118Z");
    private final Formats formats = new Formats(new Texts(Locale.ENGLISH), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms", "PT0.088S, 88 ms", "PT1.449S, 1.4 s", "PT9.999S, 9.9 s", "PT14.6S, 14 s", "PT59.9S, 59 s",
        "PT60S, 1 min", "PT59M59S, 59 min", "PT1H, 1 h", "PT3H5M, 3 h 5 min", "PT76H, 3 d 4 h", "P14D, 14 d",
        "PT-5S, 0 ms"
    })
    void sayDurationsInTheUnitsThatMatter(Duration duration, String text) {
        assertThat(formats.duration(duration)).isEqualTo(text);
    }

    @Test
    void aDurationThatNobodyKnowsIsADash() {
        assertThat(formats.duration(null)).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource({
        "PT-3S, just now",
        "PT-299S, just now",
        "PT1.9S, just now",
        "PT14S, 14 s ago",
        "PT133S, 133 s ago",
        "PT3M, 3 min ago",
        "PT76H, 3 d 4 h ago"
    })
    void sayHowLongAgo(Duration before, String text) {
        assertThat(formats.ago(NOW.minus(before), NOW)).isEqualTo(text);
    }

    @Test
    void tellTheTimeOfWhatLiesFarAhead() {
        Instant ahead = NOW.plus(Duration.ofDays(30));
        assertThat(formats.ago(ahead, NOW)).isEqualTo(formats.local(ahead));
    }

    @Test
    void groupNumbers() {
        assertThat(formats.number(1_204_331)).isEqualTo("1,204,331");
    }

    @Test
    void readBackTheNumbersTheyWrite() {
        assertThat(formats.ungrouped("1,204,331")).isEqualTo("1204331");
        assertThat(formats.ungrouped("12")).isEqualTo("12");
        assertThat(formats.ungrouped("1,2")).isEqualTo("1,2");
        assertThat(formats.ungrouped("1.5")).isEqualTo("1.5");
        assertThat(formats.ungrouped("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "hi-IN", "th-TH-u-nu-thai", "fa-IR"})
    void writeNumbersAsTheLanguageOfTheTextsDoes(String tag) {
        var english = new Formats(new Texts(Locale.forLanguageTag(tag)), ZoneId.of("Europe/Berlin"));

        assertThat(english.number(1_204_331)).isEqualTo("1,204,331");
        assertThat(english.duration(Duration.ofMillis(1449))).isEqualTo("1.4 s");
        assertThat(new Texts(Locale.forLanguageTag(tag)).get("orders.footer.loaded", 1200))
                .isEqualTo("1,200 orders loaded");
    }

    @Test
    void giveTimesLocallyAndInUtc() {
        assertThat(formats.local(NOW)).isEqualTo("2026-11-22 15:05:40.118");
        assertThat(formats.utc(NOW)).isEqualTo("2026-11-22T14:05:40.118Z");
        assertThat(formats.clock(NOW, NOW)).isEqualTo("15:05:40");
        assertThat(formats.clock(NOW, NOW.plus(Duration.ofHours(10)))).isEqualTo("2026-11-22 15:05:40");
    }
}

package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowPlaceTest {
    private static final List<Rectangle2D> SCREENS =
            List.of(new Rectangle2D(0, 27, 1920, 1053), new Rectangle2D(-1280, 0, 1280, 1024));

    @Test
    void isReadAsItWasWritten() {
        var place = new WindowPlace(new Rectangle2D(-1200, 40, 1280, 800), true);
        assertThat(place.text()).isEqualTo("-1200 40 1280 800 maximized");
        assertThat(WindowPlace.of(place.text())).contains(place);
        assertThat(WindowPlace.of("0 0 1000 640")).contains(new WindowPlace(new Rectangle2D(0, 0, 1000, 640), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2 3", "a b c d", "0 0 -1 640", "NaN 0 1 1", "0 0 1000 640 minimized"})
    void whatIsNoPlaceIsNone(String text) {
        assertThat(WindowPlace.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, true, where it was",
        "-1200, 0, true, on the other screen",
        "-1000, 900, true, its title at the bottom of it",
        "1850, 100, false, its title hardly on",
        "1790, 100, true, enough of its title on",
        "100, 0, false, its title under the bar of the desktop",
        "100, 1070, false, below",
        "3000, 100, false, on a screen that is gone",
        "-1280, 1030, false, below the other one"
    })
    void isTakenOnlyWhereItsTitleCanBeTakenHoldOf(int x, int y, boolean there, String why) {
        assertThat(new WindowPlace(new Rectangle2D(x, y, 1280, 800), false)
                        .on(SCREENS)
                        .isPresent())
                .as(why)
                .isEqualTo(there);
    }

    @Test
    void isNoLargerThanItsScreen() {
        assertThat(new WindowPlace(new Rectangle2D(0, 27, 3840, 2100), false).on(SCREENS))
                .contains(new Rectangle2D(0, 27, 1920, 1053));
    }

    @Test
    void aFirstWindowIsInTheMiddleAndNoLargerThanItsScreen() {
        assertThat(WindowPlace.middle(new Dimension2D(1280, 800), new Rectangle2D(0, 24, 1920, 1176)))
                .isEqualTo(new Rectangle2D(320, 212, 1280, 800));
        assertThat(WindowPlace.middle(new Dimension2D(1280, 800), new Rectangle2D(100, 0, 1024, 700)))
                .isEqualTo(new Rectangle2D(100, 0, 1024, 700));
    }
}

package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class DialogPlaceTest {
    private static final Rectangle2D SCREEN = new Rectangle2D(0, 24, 1280, 776);

    @Test
    void isOverItsOwnersMiddle() {
        var owner = new Rectangle2D(100, 100, 1000, 640);

        assertThat(DialogPlace.of(new Dimension2D(560, 400), owner, SCREEN))
                .isEqualTo(new Rectangle2D(320, 220, 560, 400));
    }

    @Test
    void staysOnTheScreenThoughItsOwnerDoesNot() {
        var wanted = new Dimension2D(560, 400);

        assertThat(DialogPlace.of(wanted, new Rectangle2D(900, 500, 1000, 640), SCREEN))
                .isEqualTo(new Rectangle2D(720, 400, 560, 400));
        assertThat(DialogPlace.of(wanted, new Rectangle2D(-700, -400, 1000, 640), SCREEN))
                .isEqualTo(new Rectangle2D(0, 24, 560, 400));
    }

    @Test
    void isNeverLargerThanTheScreen() {
        assertThat(DialogPlace.of(new Dimension2D(2000, 3000), new Rectangle2D(0, 24, 1000, 640), SCREEN))
                .isEqualTo(SCREEN);
    }

    @Test
    void goesToTheScreenThatItsOwnerIsOn() {
        var second = new Rectangle2D(1280, 0, 1920, 1080);

        assertThat(DialogPlace.of(new Dimension2D(560, 400), new Rectangle2D(1400, 100, 1000, 640), second))
                .isEqualTo(new Rectangle2D(1620, 220, 560, 400));
    }
}

package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void plainTextStaysAsItIs() {
        assertThat(VisibleText.line("Schreibtischlampe – größe 2 😀", 100)).isEqualTo("Schreibtischlampe – größe 2 😀");
    }

    @Test
    void whatCannotBeSeenIsEscaped() {
        assertThat(VisibleText.line("a\tb\nc\u0000\u001b[31m\u007f\u0085", 100))
                .isEqualTo("a\\tb\\nc\\u0000\\u001B[31m\\u007F\\u0085");
    }

    @Test
    void whatTurnsTheReadingDirectionIsEscaped() {
        assertThat(VisibleText.line("ORD-\u202Etxt.exe\u2066", 100)).isEqualTo("ORD-\\u202Etxt.exe\\u2066");
    }

    @Test
    void halfCharactersAreEscaped() {
        assertThat(VisibleText.line("\uD83D!", 100)).isEqualTo("\\uD83D!");
    }

    @Test
    void longTextIsCutWithAnEllipsisAndNeverInTheMiddleOfACharacter() {
        assertThat(VisibleText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(VisibleText.line("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(VisibleText.line("ab😀cd", 4)).isEqualTo("ab…");
    }
}

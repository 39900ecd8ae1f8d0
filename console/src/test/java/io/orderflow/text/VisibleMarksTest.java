package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleMarksTest {
    @Test
    void whatHidesIsShownAsAMarkAndComesBack() {
        String text = "{\"a\":\"\u202Etxt\u2066\u202E\u0007\",\n\t\"b\":\"\uD83D\uDE00\uDB40\uDC41\"}";
        var marks = new VisibleMarks(text);
        String shown = marks.shown(text);
        assertThat(VisibleText.hides(shown)).isFalse();
        assertThat(shown).isEqualTo("{\"a\":\"①txt②①③\",\n\t\"b\":\"\uD83D\uDE00④\"}");
        assertThat(marks.meant(shown)).isEqualTo(text);
        assertThat(marks.legend()).isEqualTo("① U+202E, ② U+2066, ③ U+0007, ④ U+E0041");
    }

    @Test
    void aMarkIsNoneOfTheTextsOwnCharacters() {
        String text = "① \u202E";
        var marks = new VisibleMarks(text);
        assertThat(marks.shown(text)).isEqualTo("① ②");
        assertThat(marks.meant("①②")).isEqualTo("①\u202E");
    }

    @Test
    void whereThereAreMoreThanMarksTheRestStays() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            many.appendCodePoint(0xE000 + i).append((char) i);
        }
        String text = many.toString().replaceAll("[^\\p{Cc}]", "") + "\uDB40\uDC41".repeat(3);
        for (int i = 0xE0020; i < 0xE0080; i++) {
            text += Character.toString(i);
        }
        text += "\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E";
        var marks = new VisibleMarks(text);
        assertThat(marks.meant(marks.shown(text))).isEqualTo(text);
    }
}

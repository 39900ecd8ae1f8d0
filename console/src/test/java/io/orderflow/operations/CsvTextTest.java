package io.orderflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @Test
    void quotesWhatWouldBreakALine() {
        assertThat(CsvText.line(List.of("plain", "a,b", "say \"so\"", "two\nlines", 7)))
                .isEqualTo("plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"})
    void noTextIsAFormula(String text) {
        assertThat(CsvText.harmless(text)).isEqualTo("'" + text);
    }

    @Test
    void numbersStayNumbers() {
        assertThat(CsvText.line(List.of(-5, "", "a=b"))).isEqualTo("-5,,a=b");
    }
}

package io.orderflow.infra.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.infra.local.http.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ERROR|an ERROR came|true",
                "ERROR|an error came|false",
                "came ERROR|an ERROR came|true",
                "came WARN|an ERROR came|false",
                "\"ERROR came\"|an ERROR came|true",
                "\"came ERROR\"|an ERROR came|false",
                "\"an ERROR\" \"R came\"|an ERROR came|true",
                "?WARN ?ERROR|an ERROR came|true",
                "?\"ERROR came\" ?WARN|an ERROR came|true",
                "?WARN ?FATAL|an ERROR came|false",
                "-WARN|an ERROR came|true",
                "-ERROR|an ERROR came|false",
                "ERROR -\"R came\"|an ERROR came|false",
                "ERROR -\"R went\"|an ERROR came|true",
                "came ?WARN ?ERROR|an ERROR came|true",
                "\"say \\\"hello\\\"\"|they say \"hello\" again|true",
                "\"{ $.a = 1 }\"|what { $.a = 1 } is|true",
                "order-1|an order-1 came|true",
                "a?b|is a?b there|true",
                "-|a - b|true",
                "\"never closed|says \"never closed|true"
            })
    void wordsPhrasesAndTheirSigns(String pattern, String line, boolean found) throws AwsError {
        assertThat(FilterPattern.parse(pattern).matches(line)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{ $.level = \"ERROR\" }|{…}", " [ip, user, size > 3]|[…]", "%ERR.*%|%…%", "x %ERR.*%|%…%"})
    void formsThatTheEmbeddedAwsHasNotAreRefusedByName(String pattern, String form) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> FilterPattern.parse(pattern))
                .withMessageContaining("The embedded AWS does not support filter patterns of the form " + form)
                .matches(e -> e.code().equals("InvalidParameterException"));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '"})
    void anEmptyPatternFindsEverything(String pattern) throws AwsError {
        assertThat(FilterPattern.parse(pattern).matches("x")).isTrue();
    }

    @Test
    void aPatternHasAnEnd() throws AwsError {
        String longest = "\"" + "\\\"".repeat(511) + "\"";
        assertThat(FilterPattern.parse(longest).matches("\"".repeat(511))).isTrue();
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> FilterPattern.parse(longest + "x"))
                .withMessageContaining("at most 1024");
    }
}

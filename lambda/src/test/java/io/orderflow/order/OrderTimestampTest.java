package io.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTimestampTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-05-03T12:00:00Z          |2025-05-03T12:00:00.000Z",
                "2025-05-03T12:00:00.5Z        |2025-05-03T12:00:00.500Z",
                "2025-05-03T12:00:00,5Z        |2025-05-03T12:00:00.500Z",
                "2025-05-03T12:00:00,123456789Z|2025-05-03T12:00:00.123Z",
                "2025-05-03T12:00:00.123456789Z|2025-05-03T12:00:00.123Z",
                "2025-05-03T12:00Z             |2025-05-03T12:00:00.000Z",
                "2025-05-03T14:00:00+02:00     |2025-05-03T12:00:00.000Z",
                "2025-05-03T14:00:00+0200      |2025-05-03T12:00:00.000Z",
                "2025-05-03T14:00:00+02        |2025-05-03T12:00:00.000Z",
                "2025-05-03T14:00+0200         |2025-05-03T12:00:00.000Z",
                "2025-05-03T17:30:00,25+0530   |2025-05-03T12:00:00.250Z",
                "2025-05-03T07:00:00-0500      |2025-05-03T12:00:00.000Z",
                "2025-05-03T00:30:00-1130      |2025-05-03T12:00:00.000Z",
                "2025-05-04T00:30:00+0230      |2025-05-03T22:00:00.000Z",
                "2025-05-03T12:00:00+0000      |2025-05-03T12:00:00.000Z",
                "0000-01-01T00:00:00Z          |0000-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999999999Z|9999-12-31T23:59:59.999Z",
            })
    void isoTimesWithAnOffsetAreKeptInTheOneForm(String text, String kept) {
        assertThat(OrderTimestamp.format(OrderTimestamp.parse(text))).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-05-03t12:00:00z          |2025-05-03T12:00:00.000Z",
                "2025-05-03T12:00:00-00:00     |2025-05-03T12:00:00.000Z",
                "2025-05-03T14:00:00+02:00:30  |2025-05-03T11:59:30.000Z",
            })
    void formsBesideIsoThatWereAlwaysReadStillAre(String text, String kept) {
        assertThat(OrderTimestamp.format(OrderTimestamp.parse(text))).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-05-03T12:00:60Z",
                "2016-12-31T23:59:60Z",
                "2025-05-03T24:00:00Z",
                "2025-05-03T24:00:00+0200",
                "2025-05-03T12:60:00Z",
                "2025-02-29T12:00:00Z",
                "2025-13-01T12:00:00Z",
                "2025-05-03T12:00:00+1830",
                "2025-05-03T12:00:00+0260",
                "2025-05-03T12:00:00+19",
                "0000-01-01T00:00:00+0100",
                "9999-12-31T23:59:59-0100"
            })
    void leapSecondsHour24AndWhatNoClockOrCalendarShowsAreRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-05-03",
                "2025-05-03Z",
                "2025-05-03T12:00:00",
                "2025-05-03T12:00:00,5",
                "2025-05-03T12:00:00[Europe/Berlin]",
                "2025-05-03T12:00:00Z[UTC]",
                "1746273600"
            })
    void timesWithoutAnOffsetAreRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20250503T120000Z",
                "20250503T120000+0200",
                "2025-05-03T120000Z",
                "2025-W18-6T12:00:00Z",
                "2025-123T12:00:00Z",
                "2025-05-03T12Z",
                "2025-05-03T12:00,5Z",
                "+002025-05-03T12:00:00Z",
                "-0001-05-03T12:00:00Z",
                "25-05-03T12:00:00Z"
            })
    void isoFormsThatAreEasilyMisreadAreRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-05-03 12:00:00Z",
                "2025-5-3T12:00:00Z",
                "2025-05-03T12:00:00 Z",
                " 2025-05-03T12:00:00Z",
                "2025-05-03T12:00:00Z\n",
                "2025-05-03T12:00:00.Z",
                "2025-05-03T12:00:00,Z",
                "2025-05-03T12:00:00.,5Z",
                "2025-05-03T12:00:00;5Z",
                "2025-05-03T12:00:00.1234567890Z",
                "2025-05-03T12:00:00+2",
                "2025-05-03T12:00:00+200",
                "2025-05-03T12:00:00+2:00",
                "2025-05-03T12:00:00+02:0",
                "2025-05-03T12:00:00+020030",
                "2025-05-03T12:00:00+0200Z",
                "2025-05-03T12:00:00ZZ",
                "2025-05-03T12:00:00GMT",
                "2025-05-03T12:00:00\u221202:00",
                "\u0662\u0660\u0662\u0665-05-03T12:00:00Z",
                "\uFEFF2025-05-03T12:00:00Z"
            })
    void whatOnlyLooksLikeIsoIsRefused(String text) {
        assertRefused(text);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> OrderTimestamp.parse(text)).isInstanceOf(DateTimeException.class);
    }
}

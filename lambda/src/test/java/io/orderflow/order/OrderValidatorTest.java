package io.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderValidatorTest {
    private static final Instant NOW = Instant.parse("2025-05-04T00:00:00Z");

    private final OrderValidator validator = new OrderValidator(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void readsAnOrderThatWasTyped() throws Exception {
        Order order = validator.validate(
                new OrderInput("O1234", "U123", "Laptop", "1", "new", "2025-05-03T14:00:00.1239+02:00"));

        assertThat(order)
                .isEqualTo(new Order(
                        "O1234", "U123", "Laptop", 1, OrderStatus.NEW, Instant.parse("2025-05-03T12:00:00.123Z")));
    }

    @Test
    void reportsAllFaultsOfAllFieldsInTheirOrder() {
        assertThat(faults(new OrderInput("O 1", " ", null, "1.5", "lost", "yesterday")))
                .extracting(fault -> fault.field() + " " + fault.rule())
                .containsExactly(
                        "orderId PATTERN",
                        "userId BLANK",
                        "itemName REQUIRED",
                        "quantity NOT_AN_INTEGER",
                        "status UNKNOWN_STATUS",
                        "timestamp NOT_A_TIMESTAMP");
    }

    @Test
    void countsCharactersAndNotTheirHalves() throws Exception {
        String longest = "\uD83D\uDCBB".repeat(256);

        assertThat(validator.validate(with("itemName", longest)).itemName()).isEqualTo(longest);
        assertThat(faults(with("itemName", longest + "x")))
                .containsExactly(new OrderFault("itemName", OrderRule.LENGTH, List.of("1", "256", "257"), longest));
    }

    @Test
    void anIdCanBeTooLongAndOfWrongLettersAtOnce() {
        assertThat(faults(with("orderId", "ä".repeat(65))))
                .extracting(OrderFault::rule)
                .containsExactly(OrderRule.LENGTH, OrderRule.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "itemName"})
    void aTextIsToldAllThatIsWrongWithIt(String field) {
        String tooLong = "x".repeat(300);

        assertThat(rules(field, tooLong + "\u0007")).containsExactly(OrderRule.LENGTH, OrderRule.CONTROL_CHARACTERS);
        assertThat(rules(field, " ".repeat(300))).containsExactly(OrderRule.LENGTH, OrderRule.BLANK);
        assertThat(rules(field, tooLong + "\uD83D")).containsExactly(OrderRule.LONE_SURROGATE, OrderRule.LENGTH);
        assertThat(rules(field, "\t\n")).containsExactly(OrderRule.CONTROL_CHARACTERS, OrderRule.BLANK);
        assertThat(rules(field, tooLong + "\uD83D\n"))
                .containsExactly(OrderRule.LONE_SURROGATE, OrderRule.LENGTH, OrderRule.CONTROL_CHARACTERS);
    }

    @Test
    void anIdIsToldAllThatIsWrongWithIt() {
        String tooLong = "x".repeat(65);

        assertThat(rules("orderId", tooLong + "\uD83D")).containsExactly(OrderRule.LONE_SURROGATE, OrderRule.LENGTH);
        assertThat(rules("orderId", tooLong + "\uD83Dä"))
                .containsExactly(OrderRule.LONE_SURROGATE, OrderRule.LENGTH, OrderRule.PATTERN);
        assertThat(rules("orderId", "\uDCBB")).containsExactly(OrderRule.LONE_SURROGATE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000000, 1000000", "007, NOT_AN_INTEGER", "0, RANGE", "-1, RANGE", "1000001, RANGE"})
    @CsvSource({"99999999999999999999, RANGE", "1e3, NOT_AN_INTEGER", "+1, NOT_AN_INTEGER", "' 1', NOT_AN_INTEGER"})
    @CsvSource({"١, NOT_AN_INTEGER", "-, NOT_AN_INTEGER", "'', REQUIRED", "NaN, NOT_AN_INTEGER"})
    void readsQuantitiesAsPlainDigits(String typed, String expected) {
        assertThat(outcome(with("quantity", typed))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "NEW", "nEw"})
    void readsAStatusInAnyCase(String typed) throws Exception {
        assertThat(validator.validate(with("status", typed)).status()).isEqualTo(OrderStatus.NEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-05-03", "2025-05-03T12:00:00", "2025-05-03 12:00:00Z", "2025-02-29T12:00:00Z",
                "2025-05-03T24:00:00Z", "1746273600", "-0001-05-03T12:00:00Z", "0000-01-01T00:00:00+01:00",
                "+10000-01-01T00:00:00Z", "2025-05-03T12:00:00[Europe/Berlin]"
            })
    void refusesTimesThatAreNoPointInTime(String typed) {
        assertThat(faults(with("timestamp", typed)))
                .extracting(OrderFault::rule)
                .containsExactly(OrderRule.NOT_A_TIMESTAMP);
    }

    @Test
    void namesADayThatTheCalendarDoesNotHave() {
        OrderFault fault = faults(with("timestamp", "2026-02-30T12:00:00Z")).get(0);
        assertThat(fault.rule()).isEqualTo(OrderRule.NOT_A_TIMESTAMP);
        assertThat(fault.parameters()).containsExactly("30", "2", "2026");
        assertThat(fault.message()).startsWith("timestamp names a day that does not exist: 30 February 2026");
        assertThat(faults(with("timestamp", "2026-02-29T12:00:00Z")).get(0).parameters())
                .containsExactly("29", "2", "2026");
        for (String other : new String[] {"2026-13-01T12:00:00Z", "2026-02-32T12:00:00Z", "2026-02-30T25:00:00"}) {
            assertThat(faults(with("timestamp", other)).get(0).parameters())
                    .as(other)
                    .isEmpty();
        }
    }

    @Test
    void toleratesClocksThatAreADayAhead() throws Exception {
        assertThat(validator.validate(with("timestamp", "2025-05-05T00:00:00Z")).timestamp())
                .isEqualTo(NOW.plusSeconds(86_400));
        assertThat(faults(with("timestamp", "2025-05-05T00:00:00.001Z")))
                .containsExactly(new OrderFault(
                        "timestamp", OrderRule.IN_THE_FUTURE, List.of("24"), "2025-05-05T00:00:00.001Z"));
        assertThat(OrderValidator.validateStored(with("timestamp", "2025-05-05T00:00:00.001Z")))
                .isNotNull();
    }

    @Test
    void refusesTextThatCannotBeRead() {
        assertThat(outcome(with("itemName", "bell\u0007"))).isEqualTo("CONTROL_CHARACTERS");
        assertThat(outcome(with("itemName", "half \uD83D"))).isEqualTo("LONE_SURROGATE");
        assertThat(outcome(with("orderId", "\uDCBB"))).isEqualTo("LONE_SURROGATE");
        assertThat(outcome(with("userId", "\u00A0\u200B"))).isEqualTo("BLANK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantity|1.5|quantity must be a whole number from 1 to 1,000,000, but is 1.5",
                "quantity|0|quantity must be a whole number from 1 to 1,000,000, but is 0",
                "orderId|O/1|orderId may hold only letters A-Z and a-z, digits and . _ : -, but is \"O/1\"",
                "userId|' '|userId must not be blank",
                "status|lost|status must be one of new, processing, shipped, delivered, cancelled, returned, but is \"lost\"",
                "timestamp|now|timestamp must be an ISO-8601 time with its offset, such as 2025-05-03T12:00:00Z, but is \"now\"",
                "timestamp|2026-01-01T00:00Z|timestamp must be at most 24 hours in the future, but is \"2026-01-01T00:00Z\"",
                "itemName|''|itemName is missing",
            })
    void saysInOneLineWhatIsWrong(String field, String typed, String line) {
        assertThat(faults(with(field, typed))).extracting(OrderFault::message).containsExactly(line);
    }

    @Test
    void aFaultCanBeWordedWithoutTheSendersWords() {
        OrderFault fault = faults(with("status", "secret")).get(0);

        assertThat(fault.messageWithoutValue())
                .startsWith("status must be one of")
                .doesNotContain("secret");
    }

    @Test
    void valuesAreShortenedAndEscaped() {
        OrderFault fault = new OrderFault("status", OrderRule.UNKNOWN_STATUS, List.of(), "a\n\u202Eb" + "x".repeat(99));

        assertThat(fault.value()).startsWith("aU+000AU+202Ebxxx").endsWith("…").hasSizeLessThanOrEqualTo(61);
        assertThat(new OrderFault("status", OrderRule.UNKNOWN_STATUS, List.of(), fault.value()))
                .isEqualTo(fault);
    }

    private String outcome(OrderInput input) {
        try {
            return Integer.toString(validator.validate(input).quantity());
        } catch (MalformedOrderException malformed) {
            return malformed.faults().get(0).rule().name();
        }
    }

    private List<OrderRule> rules(String field, String value) {
        return faults(with(field, value)).stream()
                .peek(fault -> assertThat(fault.field()).isEqualTo(field))
                .map(OrderFault::rule)
                .toList();
    }

    private List<OrderFault> faults(OrderInput input) {
        return catchThrowableOfType(MalformedOrderException.class, () -> validator.validate(input))
                .faults();
    }

    private static OrderInput with(String field, String value) {
        return new OrderInput(
                field.equals("orderId") ? value : "O1234",
                field.equals("userId") ? value : "U123",
                field.equals("itemName") ? value : "Laptop",
                field.equals("quantity") ? value : "1",
                field.equals("status") ? value : "new",
                field.equals("timestamp") ? value : "2025-05-03T12:00:00Z");
    }
}

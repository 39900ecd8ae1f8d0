package io.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderMessageCodecTest {
    private static final String RAW =
            "{\"orderId\":\"O1234\",\"userId\":\"U123\",\"itemName\":\"Laptop\",\"quantity\":1,"
                    + "\"status\":\"new\",\"timestamp\":\"2025-05-03T12:00:00Z\"}";
    private static final Order ORDER =
            new Order("O1234", "U123", "Laptop", 1, OrderStatus.NEW, Instant.parse("2025-05-03T12:00:00Z"));

    private final OrderMessageCodec codec = new OrderMessageCodec(
            new OrderValidator(Clock.fixed(Instant.parse("2025-05-04T00:00:00Z"), ZoneOffset.UTC)));

    @Test
    void readsARawBody() throws Exception {
        assertThat(codec.read(RAW)).isEqualTo(new DecodedMessage(ORDER, false, null, null));
    }

    @Test
    void readsTheEnvelopeOfSns() throws Exception {
        assertThat(codec.read(envelope(RAW)))
                .isEqualTo(new DecodedMessage(ORDER, true, "m-1", Instant.parse("2025-05-03T12:00:01.500Z")));
    }

    @Test
    void anEnvelopeWithoutReadableTimeIsStillAnOrder() throws Exception {
        assertThat(codec.read(envelope(RAW).replace("2025-05-03T12:00:01.500Z", "soon"))
                        .publishedAt())
                .isNull();
    }

    @Test
    void whatIsWrittenReadsBack() throws Exception {
        Order order = new Order(
                "o.1_:-",
                "\"\\/\u2028",
                "\uD83D\uDCBB <&>",
                7,
                OrderStatus.SHIPPED,
                Instant.parse("2025-01-01T00:00:00.01Z"));

        assertThat(codec.decode(codec.encode(order))).isEqualTo(order);
        assertThat(codec.encode(ORDER)).isEqualTo(RAW.replace("00Z", "00.000Z"));
    }

    @Test
    void ignoresFieldsItDoesNotKnow() throws Exception {
        String extra =
                RAW.replace("{\"orderId\"", "{\"note\":{\"a\":[1,null,{\"orderId\":\"x\"}]},\"n\":1e9,\"orderId\"");

        assertThat(codec.decode(extra)).isEqualTo(ORDER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"quantity\":1'|'\"quantity\":\"1\"'|quantity must be a whole number, not text, but is \"1\"",
                "'\"quantity\":1'|'\"quantity\":1.0'|quantity must be a whole number from 1 to 1,000,000, but is 1.0",
                "'\"quantity\":1'|'\"quantity\":1e999999'|quantity must be a whole number from 1 to 1,000,000, but is 1e999999",
                "'\"quantity\":1'|'\"quantity\":true'|quantity must be a whole number, not true or false, but is \"true\"",
                "'\"quantity\":1'|'\"quantity\":null'|quantity is missing",
                "'\"orderId\":\"O1234\"'|'\"orderId\":1234'|orderId must be text, not a whole number, but is \"1234\"",
                "'\"orderId\":\"O1234\"'|'\"orderId\":[]'|orderId must be text, not a list",
                "'\"status\":\"new\"'|'\"status\":{\"a\":1}'|status must be text, not an object",
                "'\"userId\"'|'\"orderId\":\"O2\",\"userId\"'|orderId is given twice",
                "'\"userId\"'|'\"x\":1,\"x\":2,\"userId\"'|message gives a key twice: \"x\"",
                "'\"userId\"'|'\"x\":\"\\ud800\",\"userId\"'|message holds half a character (an unpaired surrogate)",
                "'\"userId\"'|'\"x\":[{\"\\udc00\":1}],\"userId\"'|message is not JSON (line 1, column 33)",
                "Laptop|\\ud83d|itemName holds half a character (an unpaired surrogate)",
                "'\"quantity\":1'|'\"quantity\":NaN'|message is not JSON (line 1, column 70)",
            })
    void saysInOneLineWhatIsWrong(String what, String instead, String line) {
        assertThat(RAW).contains(what);
        assertThat(lines(RAW.replace(what, instead))).containsExactly(line);
        assertThat(rules(envelope(RAW.replace(what, instead)))).isEqualTo(rules(RAW.replace(what, instead)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|REQUIRED",
                "'  '|REQUIRED",
                "hello|NOT_JSON",
                "'{'|NOT_JSON",
                "'{\"orderId\":\"O1\"'|NOT_JSON",
                "'{\"a\":1,}'|NOT_JSON",
                "'// c'|NOT_JSON",
                "'{''a'':1}'|NOT_JSON",
                "'[1,2'|NOT_JSON",
                "'[1,2]'|NOT_AN_OBJECT",
                "'\"text\"'|NOT_AN_OBJECT",
                "'null'|NOT_AN_OBJECT",
                "'7'|NOT_AN_OBJECT",
            })
    void refusesWhatIsNoJsonObject(String body, OrderRule rule) {
        assertThat(rules(body)).containsExactly(rule);
        assertThat(rules(envelope(body))).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {RAW, "", "hello"})
    void aBodyThatStartsWithAByteOrderMarkIsNoJsonAndSaysSo(String rest) {
        String line = "message is not JSON: it starts with a byte order mark (U+FEFF)";

        assertThat(rules("\uFEFF" + rest)).containsExactly(OrderRule.NOT_JSON);
        assertThat(lines("\uFEFF" + rest)).containsExactly(line);
        assertThat(lines("\uFEFF" + envelope(RAW))).containsExactly(line);
        assertThat(lines(envelope("\uFEFF" + rest))).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {" {}", "x", "]", "\u0000", " \"a\""})
    void refusesTrailingText(String trailing) {
        assertThat(rules(RAW + trailing)).containsExactly(OrderRule.TRAILING_TEXT);
        assertThat(rules(envelope(RAW) + trailing)).containsExactly(OrderRule.TRAILING_TEXT);
        assertThat(rules(envelope(RAW + trailing))).containsExactly(OrderRule.TRAILING_TEXT);
    }

    @Test
    void reportsFaultsOfTheMessageAndOfItsFieldsTogether() {
        assertThat(lines("{\"quantity\":0,\"quantity\":1,\"status\":\"\"} x"))
                .containsExactly(
                        "quantity is given twice",
                        "message goes on after the end of its JSON",
                        "orderId is missing",
                        "userId is missing",
                        "itemName is missing",
                        "quantity must be a whole number from 1 to 1,000,000, but is 0",
                        "status is missing",
                        "timestamp is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"orderId\":["})
    void stopsAtDepthBombs(String level) {
        assertThat(rules(level.repeat(10_000))).containsExactly(OrderRule.TOO_DEEP);
        assertThat(rules("{\"x\":" + level.repeat(10_000))).containsExactly(OrderRule.TOO_DEEP);
        assertThat(rules(envelope("{\"x\":" + level.repeat(10_000)))).containsExactly(OrderRule.TOO_DEEP);
    }

    @Test
    void allowsExactly32Levels() throws Exception {
        String deep = RAW.replace("{\"orderId\"", "{\"x\":" + "[".repeat(31) + "]".repeat(31) + ",\"orderId\"");

        assertThat(codec.decode(deep)).isEqualTo(ORDER);
        assertThat(rules(deep.replace("[]", "[[]]"))).containsExactly(OrderRule.TOO_DEEP);
    }

    @Test
    void measuresTheOrderInUtf8AndLetsTheEnvelopeBeLarger() throws Exception {
        String fits = padded(OrderMessageCodec.LARGEST_ORDER_BYTES);
        String tooLarge = padded(OrderMessageCodec.LARGEST_ORDER_BYTES + 1);

        assertThat(fits.length()).isLessThan(OrderMessageCodec.LARGEST_ORDER_BYTES);
        assertThat(codec.decode(fits)).isEqualTo(ORDER);
        assertThat(codec.decode(envelope(fits))).isEqualTo(ORDER);
        assertThat(lines(tooLarge)).containsExactly("message is larger than 262,144 bytes");
        assertThat(rules(envelope(tooLarge))).containsExactly(OrderRule.TOO_LARGE);
        assertThat(rules("x".repeat(OrderMessageCodec.LARGEST_BODY_BYTES + 1))).containsExactly(OrderRule.TOO_LARGE);
    }

    @Test
    void numbersOfAnyLengthCostNothing() {
        assertThat(rules(RAW.replace(":1,", ":" + "9".repeat(200_000) + ","))).containsExactly(OrderRule.RANGE);
    }

    @Test
    void manyRepeatedKeysAreOneFault() {
        String body = RAW.replace("{\"orderId\"", "{" + "\"k\":1,".repeat(30_000) + "\"orderId\"");

        assertThat(rules(body)).containsExactly(OrderRule.DUPLICATE_KEY);
    }

    @Test
    void differentRepeatedKeysAreAllNamedUpToEight() {
        String two = "\"a\":1,\"a\":1,\"b\":{\"c\":1,\"c\":1},\"a\":1,";

        assertThat(lines(RAW.replace("{\"orderId\"", "{" + two + "\"orderId\":\"O1\",\"orderId\"")))
                .containsExactly(
                        "message gives a key twice: \"a\"",
                        "message gives a key twice: \"c\"",
                        "orderId is given twice");

        String many = IntStream.range(0, 100)
                .mapToObj(i -> "\"k" + i + "\":1,\"k" + i + "\":1,")
                .collect(Collectors.joining());

        assertThat(lines(RAW.replace("{\"orderId\"", "{" + many + "\"orderId\":\"O1\",\"orderId\"")))
                .hasSize(8 + 1)
                .contains("message gives a key twice: \"k7\"", "orderId is given twice");
    }

    @Test
    void anOrderThatMerelyLooksLikeAnEnvelopeIsReadAsOne() throws Exception {
        assertThat(codec.decode(RAW.replace("{\"orderId\"", "{\"Type\":\"Order\",\"Message\":\"x\",\"orderId\"")))
                .isEqualTo(ORDER);
        assertThat(codec.decode(RAW.replace("{\"orderId\"", "{\"Type\":\"Notification\",\"Message\":{},\"orderId\"")))
                .isEqualTo(ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Type", "Message", "MessageId", "Timestamp"})
    void halfACharacterInAKeyOfTheEnvelopeIsRefusedInARawOrderToo(String key) {
        String body = RAW.replace("{\"orderId\"", "{\"" + key + "\":\"\\ud800\",\"orderId\"");

        assertThat(lines(body)).containsExactly("message holds half a character (an unpaired surrogate)");
    }

    @Test
    void halfACharacterInAnEnvelopeIsReportedOnceAndWhereItStands() {
        String half = "\\ud800";

        assertThat(lines(envelope(RAW).replace("m-1", half)))
                .containsExactly("message holds half a character (an unpaired surrogate)");
        assertThat(lines(envelope(RAW).replace("{\"Type\"", "{\"userId\":\"" + half + "\",\"Type\"")))
                .containsExactly("message holds half a character (an unpaired surrogate)");
        assertThat(lines(envelope(RAW).replace("Laptop", half)))
                .containsExactly("itemName holds half a character (an unpaired surrogate)");
    }

    @Test
    void tellsTheOrderIdOfMessagesItRefuses() {
        assertThat(codec.peek(RAW.replace("new", "lost"))).isEqualTo(new MessageIds("O1234", null));
        assertThat(codec.peek(envelope(RAW.replace("new", "lost")))).isEqualTo(new MessageIds("O1234", "m-1"));
        assertThat(codec.peek("{\"orderId\":\"O1\", broken")).isEqualTo(new MessageIds("O1", null));
        assertThat(codec.peek("{\"orderId\":\"<script>\"}").orderId()).isNull();
        assertThat(codec.peek("{\"orderId\":7}").orderId()).isNull();
        assertThat(codec.peek("")).isEqualTo(new MessageIds(null, null));
    }

    @Test
    void ordersCannotBeMadeAroundTheRules() {
        Instant time = Instant.parse("2025-05-03T12:00:00Z");
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> broken = List.of(
                () -> new Order("", "u", "i", 1, OrderStatus.NEW, time),
                () -> new Order("o", " ", "i", 1, OrderStatus.NEW, time),
                () -> new Order("o", "u", "", 1, OrderStatus.NEW, time),
                () -> new Order("o", "u", "i", 0, OrderStatus.NEW, time));

        assertThat(broken).allSatisfy(make -> assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class));
    }

    private List<OrderRule> rules(String body) {
        return faults(body).stream().map(OrderFault::rule).toList();
    }

    private List<String> lines(String body) {
        return faults(body).stream().map(OrderFault::message).toList();
    }

    private List<OrderFault> faults(String body) {
        return catchThrowableOfType(MalformedOrderException.class, () -> codec.decode(body))
                .faults();
    }

    /** The example order with an ignored field of two-byte characters that fills it to that many bytes. */
    private static String padded(int bytes) {
        String start = RAW.substring(0, RAW.length() - 1) + ",\"pad\":\"";
        int left = bytes - start.length() - 2;
        String body = start + "ä".repeat(left / 2) + "x".repeat(left % 2) + "\"}";
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        return body;
    }

    private static String envelope(String message) {
        String escaped = message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000");
        return "{\"Type\":\"Notification\",\"MessageId\":\"m-1\",\"TopicArn\":\"arn:aws:sns:us-east-1:000000000000:OrderTopic\","
                + "\"Message\":\"" + escaped
                + "\",\"Timestamp\":\"2025-05-03T12:00:01.500Z\",\"SignatureVersion\":\"1\"}";
    }
}

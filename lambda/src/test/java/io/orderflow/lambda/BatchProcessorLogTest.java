package io.orderflow.lambda;

import static io.orderflow.lambda.Messages.enveloped;
import static io.orderflow.lambda.Messages.message;
import static io.orderflow.lambda.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.QueuedOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an invocation says: one line a delivery and one of metrics. */
@Timeout(30)
class BatchProcessorLogTest extends BatchProcessorFixture {
    private static final String PUBLISH_ID = "11111111-2222-3333-4444-555555555555";
    private static final String O1_HASH = OrdersTable.eventHash(
            new Order("O1", "secret-user", "secret-item", 1, OrderStatus.NEW, Instant.parse("2025-05-03T12:00:00Z")));

    @Test
    void eachDeliveryHasOneLineWithoutContent() throws Exception {
        process(
                message("m1", enveloped(raw("O1"), "2025-05-03T12:00:01.500Z"), 1),
                message("m2", raw("O2").replace("\"new\"", "\"secret-status\""), 3),
                message("m3", raw("O3", "2025-05-03T11:00:00Z"), 2));

        assertThat(messageLines()).hasSize(3);
        assertThat(line("m1"))
                .isEqualTo(json("{'timestamp':'2025-05-03T12:00:02.000Z','level':'INFO','requestId':'r-1',"
                        + "'outcome':'STORED','orderId':'O1','messageId':'m1',"
                        + "'publishId':'" + PUBLISH_ID + "','eventHash':'" + O1_HASH
                        + "','processedAt':'2025-05-03T12:00:01.000Z','receiveCount':1,'ms':"
                        + line("m1").path("ms") + "}"));
        assertThat(line("m2"))
                .isEqualTo(json("{'timestamp':'2025-05-03T12:00:02.000Z','level':'WARN','requestId':'r-1',"
                        + "'outcome':'MALFORMED','orderId':'O2','messageId':'m2','receiveCount':3,'ms':"
                        + line("m2").path("ms") + ",'faults':[{'field':'status','rule':'UNKNOWN_STATUS','message':"
                        + "'status must be one of new, processing, shipped, delivered, cancelled, returned'}]}"));
        assertThat(String.join("\n", log)).doesNotContain("secret");
    }

    /** By these a redriven message is told from all others, whatever becomes of it. */
    @Test
    void eachLineTellsWhichPublicationAndWhichEventItWas() {
        String bad = raw("O4").replace("\"new\"", "\"secret-status\"");
        store.when("O2", (order, atMost) -> {
            throw new IllegalStateException("secret");
        });
        process(
                message("m1", enveloped(raw("O1"), "2025-05-03T12:00:01.500Z")),
                message("again", enveloped(raw("O1"), "2025-05-03T12:00:01.500Z")),
                message("m2", enveloped(raw("O2"), "2025-05-03T12:00:01.500Z")),
                message("m3", raw("O3")),
                message("m4", enveloped(bad, "2025-05-03T12:00:01.500Z")),
                message("m5", enveloped("no order", "2025-05-03T12:00:01.500Z")));

        assertThat(List.of("m1", "again", "m2", "m4", "m5"))
                .allSatisfy(
                        id -> assertThat(line(id).path("publishId").asText()).isEqualTo(PUBLISH_ID));
        assertThat(line("m3").has("publishId")).isFalse();
        assertThat(List.of("m1", "again"))
                .allSatisfy(
                        id -> assertThat(line(id).path("eventHash").asText()).isEqualTo(O1_HASH));
        assertThat(List.of("m2", "m3"))
                .allSatisfy(id -> assertThat(line(id).path("eventHash").asText())
                        .hasSize(64)
                        .isNotEqualTo(O1_HASH));
        assertThat(List.of("m4", "m5"))
                .allSatisfy(id -> assertThat(line(id).has("eventHash")).isFalse());
        assertThat(String.join("\n", log)).doesNotContain("secret");
    }

    @Test
    void whatIsNotFinishedInTimeTellsWhichItWas() {
        CountDownLatch closing = new CountDownLatch(1);
        store.when("O1", (order, atMost) -> closing.await());
        remainingMillis = 100;

        process(message("m1", enveloped(raw("O1"), "2025-05-03T12:00:01.500Z")));
        closing.countDown();

        assertThat(line("m1").path("error").asText()).isEqualTo(BatchProcessor.DEADLINE);
        assertThat(line("m1").path("publishId").asText()).isEqualTo(PUBLISH_ID);
        assertThat(line("m1").path("eventHash").asText()).isEqualTo(O1_HASH);
    }

    /** So that whoever reads the line has the row's time, not that of the line. */
    @Test
    void theLineOfARowThatWasWrittenTellsItsTime() {
        process(message("m1", raw("O1")), message("m2", "bad"));
        process(message("m3", raw("O1")));

        assertThat(line("m1").path("processedAt").asText()).isEqualTo("2025-05-03T12:00:01.000Z");
        assertThat(line("m2").has("processedAt")).isFalse();
        assertThat(line("m3").path("outcome").asText()).isEqualTo("UNCHANGED");
        assertThat(line("m3").has("processedAt")).isFalse();
    }

    @Test
    void lineAndRowTellWhenSqsTookTheMessage() {
        process(
                message("m1", raw("O1"), Map.of("SentTimestamp", "1746273600007")),
                message("m2", "bad", Map.of("SentTimestamp", "1746273600008")),
                message("m3", raw("O3"), Map.of()));

        assertThat(line("m1").path("sentAt").asText()).isEqualTo("2025-05-03T12:00:00.007Z");
        assertThat(line("m2").path("sentAt").asText()).isEqualTo("2025-05-03T12:00:00.008Z");
        assertThat(line("m3").has("sentAt")).isFalse();
        assertThat(store.events())
                .extracting(event -> event.order().orderId(), QueuedOrder::sentAt)
                .containsExactlyInAnyOrder(tuple("O1", Instant.parse("2025-05-03T12:00:00.007Z")), tuple("O3", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1746273600007",
                "1746273600007.5",
                "1746273600",
                "999999999999999999999",
                "2025-05-03T12:00:00Z",
                "\u0661\u0667\u0664\u0666\u0662\u0667\u0663\u0666\u0660\u0660\u0660\u0660\u0667"
            })
    void aTimeOfSendingThatCannotBeIsLeftOut(String millis) {
        process(message("m1", raw("O1"), Map.of("SentTimestamp", millis)));

        assertThat(line("m1").has("sentAt")).isFalse();
        assertThat(store.events()).extracting(QueuedOrder::sentAt).containsOnlyNulls();
    }

    /** Anybody who may send to the queue can write an envelope. */
    @ParameterizedTest
    @ValueSource(strings = {"secret user", "secret\u00e9", "\"}secret", "secret\n"})
    void aPublicationsIdThatLooksLikeNoneIsLeftOut(String id) {
        String good = envelopedAs(id, raw("O1"));
        process(message("m1", good), message("m2", envelopedAs(id, "no order")));

        assertThat(line("m1").path("outcome").asText()).isEqualTo("STORED");
        assertThat(List.of("m1", "m2"))
                .allSatisfy(
                        message -> assertThat(line(message).has("publishId")).isFalse());
        assertThat(String.join("\n", log)).doesNotContain("secret");
    }

    @Test
    void aPublicationsIdHasABound() {
        process(
                message("m1", envelopedAs("a".repeat(100), raw("O1"))),
                message("m2", envelopedAs("a".repeat(101), raw("O2"))));

        assertThat(line("m1").path("publishId").asText()).hasSize(100);
        assertThat(line("m2").has("publishId")).isFalse();
    }

    private static String envelopedAs(String id, String order) {
        ObjectNode envelope = (ObjectNode) parsed(enveloped(order, "2025-05-03T12:00:01.500Z"));
        return envelope.put("MessageId", id).toString();
    }

    @Test
    void linesStaySingleAndAscii() {
        SQSMessage message = message("m\n\"1\u2028é", "bad");
        message.setAttributes(null);

        process(message);

        assertThat(log).allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c < 0x7F));
        assertThat(line("m\n\"1\u2028é").has("receiveCount")).isFalse();
    }

    @Test
    void anInvocationHasOneLineOfMetrics() throws Exception {
        process(
                message("m1", enveloped(raw("O1"), "2025-05-03T12:00:01.500Z")),
                message("m2", enveloped(raw("O2"), "2025-05-03T12:00:00.000Z")),
                message("m3", raw("O3")),
                message("m4", "bad"));

        JsonNode metrics = metrics();
        assertThat(metrics.at("/_aws/CloudWatchMetrics/0"))
                .isEqualTo(json("{'Namespace':'Orderflow','Dimensions':[['FunctionName']],'Metrics':["
                        + "{'Name':'Stored','Unit':'Count'},{'Name':'Replaced','Unit':'Count'},"
                        + "{'Name':'Unchanged','Unit':'Count'},{'Name':'Malformed','Unit':'Count'},"
                        + "{'Name':'Failed','Unit':'Count'},{'Name':'PublishToStoredP50','Unit':'Milliseconds'},"
                        + "{'Name':'PublishToStoredP99','Unit':'Milliseconds'}]}"));
        assertThat(metrics.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(metrics.path("FunctionName").asText()).isEqualTo("OrderConsumer");
        assertThat(metrics.path("Stored").asInt()).isEqualTo(3);
        assertThat(metrics.path("Malformed").asInt()).isEqualTo(1);
        assertThat(metrics.path("Failed").isInt()).isTrue();
        assertThat(metrics.path("PublishToStoredP50").asLong()).isEqualTo(500);
        assertThat(metrics.path("PublishToStoredP99").asLong()).isEqualTo(2_000);
    }

    @Test
    void percentilesAreThoseOfAllWrittenMessages() {
        process(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> message(
                        "m" + i,
                        enveloped(raw("O" + i), NOW.minusMillis(10L * i).toString())))
                .toArray(SQSMessage[]::new));

        assertThat(metrics().path("PublishToStoredP50").asLong()).isEqualTo(500);
        assertThat(metrics().path("PublishToStoredP99").asLong()).isEqualTo(990);
    }

    @Test
    void aPublicationByAClockThatRunsAheadTookNoTime() {
        process(message("m1", enveloped(raw("O1"), NOW.plusSeconds(5).toString())));

        assertThat(metrics().path("PublishToStoredP99").asLong(-1)).isZero();
    }

    @Test
    void anEmptyBatchIsDone() throws Exception {
        assertThat(process()).isEmpty();
        assertThat(metrics().has("PublishToStoredP50")).isFalse();
    }
}

package io.orderflow.lambda;

import static io.orderflow.lambda.Messages.enveloped;
import static io.orderflow.lambda.Messages.message;
import static io.orderflow.lambda.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an invocation says: one line a delivery and one of metrics. */
@Timeout(30)
class BatchProcessorLogTest extends BatchProcessorFixture {
    @Test
    void eachDeliveryHasOneLineWithoutContent() throws Exception {
        process(
                message("m1", enveloped(raw("O1"), "2025-05-03T12:00:01.500Z"), 1),
                message("m2", raw("O2").replace("\"new\"", "\"secret-status\""), 3),
                message("m3", raw("O3", "2025-05-03T11:00:00Z"), 2));

        assertThat(messageLines()).hasSize(3);
        assertThat(line("m1"))
                .isEqualTo(json("{'timestamp':'2025-05-03T12:00:02.000Z','level':'INFO','requestId':'r-1',"
                        + "'outcome':'STORED','orderId':'O1','messageId':'m1','receiveCount':1,'ms':"
                        + line("m1").path("ms") + "}"));
        assertThat(line("m2"))
                .isEqualTo(json("{'timestamp':'2025-05-03T12:00:02.000Z','level':'WARN','requestId':'r-1',"
                        + "'outcome':'MALFORMED','orderId':'O2','messageId':'m2','receiveCount':3,'ms':"
                        + line("m2").path("ms") + ",'faults':[{'field':'status','rule':'UNKNOWN_STATUS','message':"
                        + "'status must be one of new, processing, shipped, delivered, cancelled, returned'}]}"));
        assertThat(String.join("\n", log)).doesNotContain("secret");
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

package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsJsonTest {
    @Test
    void readsIdBodyAndAttributesAndSkipsTheRest() throws IOException {
        List<@Nullable SQSMessage> messages = read("{\"x\":{\"Records\":[{}]},\"Records\":[{\"messageId\":\"m1\","
                + "\"messageAttributes\":{\"body\":{\"stringValue\":\"no\"}},\"body\":\"{\\\"a\\\":\\\"\\u00e9\\\"}\","
                + "\"attributes\":{\"ApproximateReceiveCount\":\"3\",\"SenderId\":null,\"x\":[1]}},"
                + "{\"messageId\":\"m2\"}],\"y\":[[]]}");

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).getMessageId()).isEqualTo("m1");
        assertThat(messages.get(0).getBody()).isEqualTo("{\"a\":\"é\"}");
        assertThat(messages.get(0).getAttributes()).isEqualTo(Map.of("ApproximateReceiveCount", "3"));
        assertThat(messages.get(1).getMessageId()).isEqualTo("m2");
        assertThat(messages.get(1).getBody()).isNull();
        assertThat(messages.get(1).getAttributes()).isNull();
    }

    @Test
    void strangersNamesAreNotKeptFromOneEventForTheNext() throws IOException {
        String event = "{\"Records\":[{\"attributes\":{\"of-a-stranger\":\"x\"}}]}";

        assertThat(attributeName(event)).isEqualTo(attributeName(event)).isNotSameAs(attributeName(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\":null}", "{\"Records\":[]}", "{\"Records\":{\"a\":[]}}", "[]", "\"x\""})
    void anEventWithoutRecordsHasNoMessages(String event) throws IOException {
        assertThat(read(event)).isEmpty();
    }

    @Test
    void aRecordOfAnotherKindIsNoMessage() throws IOException {
        assertThat(read("{\"Records\":[null,[{}],7,{\"messageId\":7,\"body\":{}}]}"))
                .hasSize(4)
                .startsWith(null, null, null)
                .last()
                .satisfies(message -> assertThat(message.getMessageId()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"Records\":[", "{\"Records\":[{\"body\":\"x", "no"})
    void anEventThatIsCutOffFailsAsAWhole(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(IOException.class);
    }

    @Test
    void writesAPartialBatchResponse() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        SqsJson.write(new SQSBatchResponse(List.of(new BatchItemFailure("m\"1"), new BatchItemFailure(""))), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m\\\"1\"},{\"itemIdentifier\":\"\"}]}");
    }

    private static String attributeName(String event) throws IOException {
        return read(event).get(0).getAttributes().keySet().iterator().next();
    }

    private static List<@Nullable SQSMessage> read(String event) throws IOException {
        return SqsJson.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }
}

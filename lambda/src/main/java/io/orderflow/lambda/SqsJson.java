package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's SQS event and the function's answer on the wire. Reading the three things of a message that the consumer needs as a
 * stream spares each new sandbox the runtime's own event mapper, which takes longer to load than all the rest.
 *
 * <p>Form: <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>.
 */
final class SqsJson {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // Strangers name their messages' attributes: that must not fill a table that all events share.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private SqsJson() {}

    /**
     * The event's messages with id, body and attributes; null for a record that is none.
     *
     * @throws IOException when the event is not JSON; Lambda then delivers the whole batch again
     */
    static List<@Nullable SQSMessage> read(InputStream event) throws IOException {
        List<@Nullable SQSMessage> messages = new ArrayList<>();
        try (JsonParser json = JSON.createParser(event)) {
            json.nextToken();
            while (nextField(json)) {
                boolean records = json.currentName().equals("Records");
                if (json.nextToken() == JsonToken.START_ARRAY && records) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        messages.add(message(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
        return messages;
    }

    /** Writes the identifiers of the failed messages as a partial batch response. */
    static void write(SQSBatchResponse response, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (BatchItemFailure failure : response.getBatchItemFailures()) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", failure.getItemIdentifier());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static @Nullable SQSMessage message(JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return null;
        }
        SQSMessage message = new SQSMessage();
        while (nextField(json)) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING && name.equals("messageId")) {
                message.setMessageId(json.getText());
            } else if (value == JsonToken.VALUE_STRING && name.equals("body")) {
                message.setBody(json.getText());
            } else if (value == JsonToken.START_OBJECT && name.equals("attributes")) {
                message.setAttributes(attributes(json));
            } else {
                json.skipChildren();
            }
        }
        return message;
    }

    private static Map<String, String> attributes(JsonParser json) throws IOException {
        Map<String, String> attributes = new HashMap<>();
        while (nextField(json)) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                attributes.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return attributes;
    }

    private static boolean nextField(JsonParser json) throws IOException {
        return json.nextToken() == JsonToken.FIELD_NAME;
    }
}

package io.orderflow.operations.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderMessageCodec;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the consumer's rule book what is wrong with a dead letter. Thread-safe. */
public final class Diagnoser {
    private static final JsonFactory JSON = new JsonFactory();

    private final OrderMessageCodec codec;

    public Diagnoser(OrderMessageCodec codec) {
        this.codec = codec;
    }

    public Diagnosis diagnose(DeadLetter letter) {
        return diagnose(letter.body());
    }

    /** @param body an envelope, an order's JSON or anything else */
    public Diagnosis diagnose(String body) {
        try {
            return new Diagnosis.Valid(codec.decode(body));
        } catch (MalformedOrderException e) {
            String order = enveloped(body).orElse(body);
            return new Diagnosis.Faulty(written(order, "orderId"), written(order, "userId"), e.faults());
        }
    }

    /** The order's JSON inside an SNS envelope; empty when the body is no envelope. */
    public static Optional<String> enveloped(String body) {
        return "Notification".equals(topLevelText(body, "Type"))
                ? Optional.ofNullable(topLevelText(body, "Message"))
                : Optional.empty();
    }

    private static @Nullable String written(String order, String field) {
        String text = topLevelText(order, field);
        return text == null || text.isBlank() ? null : text;
    }

    /** A text field of an object, read up to where the JSON breaks: a broken message often still tells its order. */
    private static @Nullable String topLevelText(String json, String field) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals(field)) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException unreadable) {
            return null; // the diagnosis itself names the fault
        }
    }
}

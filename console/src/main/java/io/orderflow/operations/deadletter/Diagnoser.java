package io.orderflow.operations.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderMessageCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the consumer's rule book what is wrong with a dead letter. Thread-safe. */
public final class Diagnoser {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String TYPE = "Type";
    private static final String MESSAGE = "Message";
    private static final String ORDER_ID = "orderId";
    private static final String USER_ID = "userId";

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
            Map<String, String> told = topLevelTexts(enveloped(body).orElse(body), ORDER_ID, USER_ID);
            return new Diagnosis.Faulty(written(told.get(ORDER_ID)), written(told.get(USER_ID)), e.faults());
        }
    }

    /** The order's JSON inside an SNS envelope; empty when the body is no envelope. */
    public static Optional<String> enveloped(String body) {
        Map<String, String> told = topLevelTexts(body, TYPE, MESSAGE);
        return "Notification".equals(told.get(TYPE)) ? Optional.ofNullable(told.get(MESSAGE)) : Optional.empty();
    }

    private static @Nullable String written(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Text fields of an object, read up to where the JSON breaks: a broken message often still tells its order. */
    private static Map<String, String> topLevelTexts(String json, String one, String other) {
        Map<String, String> told = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return told;
            }
            while (told.size() < 2 && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && (name.equals(one) || name.equals(other))) {
                    told.putIfAbsent(name, parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException unreadable) {
            return told; // the diagnosis itself names the fault
        }
        return told;
    }
}

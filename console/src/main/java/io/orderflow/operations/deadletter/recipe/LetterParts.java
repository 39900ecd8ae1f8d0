package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;

/**
 * A letter taken apart for people.
 *
 * @param order the order's text, or whatever is in its place
 * @param envelope SNS's envelope with an ellipsis in the order's place; empty where there is none
 */
public record LetterParts(String order, Optional<String> envelope) {

    public static LetterParts of(String body) {
        try {
            JsonText outer = JsonText.parse(body);
            JsonSpan message = OrderBody.messageOf(outer);
            if (message != null) {
                EscapedText order = outer.text(message);
                TextEdit hidden = new TextEdit(message.start(), message.end(), "\"…\"");
                return new LetterParts(order.text(), Optional.of(TextEdit.apply(body, List.of(hidden))));
            }
        } catch (JsonProcessingException | MisfitException noEnvelope) {
            return new LetterParts(body, Optional.empty());
        }
        return new LetterParts(body, Optional.empty());
    }
}

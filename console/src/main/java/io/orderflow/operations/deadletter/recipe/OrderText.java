package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another order in a letter's place. */
public final class OrderText {
    private OrderText() {}

    /**
     * The body with another order in it; the envelope around it stays as it is written.
     *
     * @param body of the letter
     * @param given the order's text; an envelope takes the place of the whole body
     */
    public static String replaced(String body, String given) {
        try {
            JsonText outer = JsonText.parse(body);
            JsonSpan message = message(outer);
            if (message == null || enveloped(given)) {
                return given;
            }
            EscapedText written = outer.text(message);
            int end = written.text().length();
            return TextEdit.apply(
                    body, List.of(new TextEdit(written.place(0), written.place(end), EscapedText.escape(given))));
        } catch (JsonProcessingException | MisfitException noEnvelope) {
            return given;
        }
    }

    private static boolean enveloped(String text) throws MisfitException {
        try {
            return message(JsonText.parse(text)) != null;
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }

    private static @Nullable JsonSpan message(JsonText json) throws MisfitException {
        return json.root().kind() == JsonKind.OBJECT ? OrderBody.messageOf(json) : null;
    }
}

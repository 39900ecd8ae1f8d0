package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orderflow.operations.deadletter.recipe.JsonSpan.Member;
import io.orderflow.operations.deadletter.recipe.Misfit.Code;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A letter's body with the order in it: the whole body, or the text of an SNS envelope's {@code Message}. */
final class OrderBody {
    private static final String TYPE = "Type";
    private static final String MESSAGE = "Message";

    private final String body;
    private final @Nullable EscapedText message;
    private final JsonText order;

    private OrderBody(String body, @Nullable EscapedText message, JsonText order) {
        this.body = body;
        this.message = message;
        this.order = order;
    }

    static OrderBody of(String body) throws MisfitException {
        JsonText outer = object(body);
        JsonSpan message = messageOf(outer);
        if (message == null) {
            return new OrderBody(body, null, outer);
        }
        EscapedText text = outer.text(message);
        return new OrderBody(body, text, object(text.text()));
    }

    /** The text in an envelope, as the consumer tells one; null in any other body. */
    static @Nullable JsonSpan messageOf(JsonText outer) throws MisfitException {
        List<Member> types = JsonText.named(outer.root(), TYPE);
        List<Member> messages = JsonText.named(outer.root(), MESSAGE);
        if (types.isEmpty() || messages.isEmpty()) {
            return null;
        }
        if (types.size() + messages.size() > 2) {
            throw MisfitException.ofWhole(Code.TWICE, types.size() > 1 ? TYPE : MESSAGE);
        }
        JsonSpan message = messages.get(0).value();
        boolean envelope = outer.says(types.get(0).value(), "Notification") && message.kind() == JsonKind.TEXT;
        return envelope ? message : null;
    }

    private static JsonText object(String text) throws MisfitException {
        try {
            JsonText json = JsonText.parse(text);
            JsonKind kind = json.root().kind();
            if (kind != JsonKind.OBJECT) {
                throw MisfitException.ofWhole(Code.NOT_AN_OBJECT, kind.name());
            }
            return json;
        } catch (JsonProcessingException e) {
            throw MisfitException.ofWhole(Code.NOT_JSON);
        }
    }

    JsonText order() {
        return order;
    }

    /** The body with changes of the order's text made where that text is written. */
    String with(List<TextEdit> edits) {
        return TextEdit.apply(
                body,
                message == null ? edits : edits.stream().map(this::escaped).toList());
    }

    private TextEdit escaped(TextEdit edit) {
        EscapedText written = Objects.requireNonNull(message);
        return new TextEdit(written.place(edit.start()), written.place(edit.end()), EscapedText.escape(edit.by()));
    }
}

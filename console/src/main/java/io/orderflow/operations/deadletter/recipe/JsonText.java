package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.orderflow.operations.deadletter.recipe.JsonSpan.Member;
import io.orderflow.order.OrderMessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A JSON text with the place of each of its values, so that parts of it can be replaced and the rest kept as it is. What is in
 * it may be hostile: nothing is converted, and nesting costs no stack.
 */
final class JsonText {
    private static final JsonFactory JSON = factory();

    private final String source;
    private final JsonSpan root;

    private JsonText(String source, JsonSpan root) {
        this.source = source;
        this.root = root;
    }

    /** @throws JsonProcessingException when it is no JSON, or goes on behind it */
    static JsonText parse(String source) throws JsonProcessingException {
        // An array of characters has one buffer, so that the parser's offsets are the text's.
        try (JsonParser parser = JSON.createParser(source.toCharArray())) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonParseException(parser, "nothing is there");
            }
            JsonSpan root = read(parser, first);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "it goes on behind its end", parser.currentTokenLocation());
            }
            return new JsonText(source, root);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static JsonSpan read(JsonParser parser, JsonToken first) throws IOException {
        Deque<JsonSpan> open = new ArrayDeque<>();
        JsonSpan root = span(parser, first);
        JsonSpan last = root;
        String key = "";
        int keyStart = 0;
        while (true) {
            if (last.kind() == JsonKind.OBJECT || last.kind() == JsonKind.ARRAY) {
                open.push(last);
            }
            JsonToken token = open.isEmpty() ? null : parser.nextToken();
            while (token != null && (token == JsonToken.FIELD_NAME || token.isStructEnd())) {
                if (token == JsonToken.FIELD_NAME) {
                    key = parser.currentName();
                    keyStart = start(parser);
                } else {
                    open.pop().close(start(parser) + 1);
                }
                token = open.isEmpty() ? null : parser.nextToken();
            }
            if (open.isEmpty()) {
                return root;
            }
            if (token == null) {
                throw new JsonParseException(parser, "it ends too early");
            }
            last = span(parser, token);
            JsonSpan holder = open.getFirst();
            if (holder.kind() == JsonKind.OBJECT) {
                holder.members().add(new Member(key, keyStart, last));
            } else {
                holder.items().add(last);
            }
        }
    }

    private static JsonSpan span(JsonParser parser, JsonToken token) throws IOException {
        int start = start(parser);
        parser.finishToken();
        return new JsonSpan(
                JsonKind.of(token), start, (int) parser.currentLocation().getCharOffset());
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    String source() {
        return source;
    }

    JsonSpan root() {
        return root;
    }

    /** As it is written there. */
    String written(JsonSpan value) {
        return source.substring(value.start(), value.end());
    }

    /** What a text says. */
    EscapedText text(JsonSpan value) {
        return EscapedText.of(source, value.start());
    }

    /** Whether it is this text. */
    boolean says(JsonSpan value, String text) {
        return value.kind() == JsonKind.TEXT && text(value).text().equals(text);
    }

    /** Behind the closing quote of a member's key. */
    int keyEnd(Member member) {
        int at = member.start() + 1;
        while (source.charAt(at) != '"') {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** The members of that key. */
    static List<Member> named(JsonSpan object, String key) {
        return object.members().stream()
                .filter(member -> member.key().equals(key))
                .toList();
    }

    private static JsonFactory factory() {
        int most = OrderMessageCodec.LARGEST_BODY_BYTES;
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(most)
                        .maxStringLength(most)
                        .maxNameLength(most)
                        .maxNumberLength(most)
                        .build())
                // Strangers' keys must not fill a table that all letters share.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }
}

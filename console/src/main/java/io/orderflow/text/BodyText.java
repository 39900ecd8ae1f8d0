package io.orderflow.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that others wrote, as it can be read: JSON indented, its texts and numbers letter for letter as sent; anything else
 * as it is. Control and direction characters are made visible.
 *
 * @param json whether it is an object or a list
 */
public record BodyText(String text, boolean json) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String INDENT = "  ";
    private static final int DEEPEST_INDENT = 40;

    /**
     * A line as wide as there is room.
     *
     * @param field of the whole text, of which the line tells; empty for another line
     */
    public record Line(String text, String field) {}

    public static BodyText of(String body) {
        boolean json = isJson(body);
        return new BodyText(json ? indented(body) : plain(body), json);
    }

    /** @param columns at most so many characters a line */
    public List<Line> lines(int columns) {
        List<Line> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            String field = field(line);
            int at = 0;
            do {
                int end = Math.min(line.length(), at + columns);
                if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
                    end--;
                }
                lines.add(new Line(line.substring(at, end), field));
                at = end;
            } while (at < line.length());
        });
        return lines;
    }

    /** One that stands in the outermost object; a line break is never within a JSON text. */
    private static String field(String line) {
        if (!line.startsWith(INDENT + '"')) {
            return "";
        }
        int end = line.indexOf("\": ", INDENT.length() + 1);
        return end < 0 ? "" : line.substring(INDENT.length() + 1, end);
    }

    private static boolean isJson(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT && parser.currentToken() != JsonToken.START_ARRAY) {
                return false;
            }
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return true;
        } catch (IOException notJson) {
            return false; // then it is shown as it came
        }
    }

    private static String plain(String body) {
        StringBuilder shown = new StringBuilder();
        body.codePoints().forEach(codePoint -> {
            if (codePoint == '\n') {
                shown.append('\n');
            } else {
                VisibleText.append(shown, codePoint);
            }
        });
        return shown.toString();
    }

    /** Only white space between tokens changes: a parser's tree would hide doubled keys and rewrite numbers. */
    private static String indented(String json) {
        StringBuilder shown = new StringBuilder();
        int depth = 0;
        int at = 0;
        while (at < json.length()) {
            int c = json.codePointAt(at);
            int end = at + Character.charCount(c);
            switch (c) {
                case '"' -> {
                    end = endOfString(json, at);
                    json.substring(at, end).codePoints().forEach(one -> VisibleText.append(shown, one));
                }
                case '{', '[' -> {
                    shown.appendCodePoint(c);
                    int next = skipSpace(json, end);
                    if (json.charAt(next) == '}' || json.charAt(next) == ']') {
                        shown.append(json.charAt(next));
                        end = next + 1;
                    } else {
                        newLine(shown, ++depth);
                    }
                }
                case '}', ']' -> {
                    newLine(shown, --depth);
                    shown.appendCodePoint(c);
                }
                case ',' -> {
                    shown.append(',');
                    newLine(shown, depth);
                }
                case ':' -> shown.append(": ");
                case ' ', '\t', '\r', '\n' -> {}
                default -> VisibleText.append(shown, c);
            }
            at = end;
        }
        return shown.toString();
    }

    private static int endOfString(String json, int start) {
        int at = start + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int skipSpace(String json, int from) {
        int at = from;
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return at;
    }

    private static void newLine(StringBuilder shown, int depth) {
        shown.append('\n').append(INDENT.repeat(Math.min(depth, DEEPEST_INDENT)));
    }
}

package io.orderflow.operations.deadletter.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * A letter with any spacing, spelling and unknown content, in the parts around the member {@code f}.
 *
 * @param before up to the key of {@code f}
 * @param field from its key to its value; empty where it has none, then all members are before
 * @param order the order's JSON in it
 */
record SampleLetter(String before, String field, String after, String order) {
    private static final String[] SPACES = {"", "", "", " ", "\n  ", "\r\n", "\t", "   "};
    private static final String CHARACTERS =
            "aZ09 /\\\"\b\f\n\r\t\u0000\u001f\u007f\u00e9\u00a0\u2028\u202e\ufeff\ud83d\ude00\udc00ß數";

    String body() {
        return before + field + after;
    }

    /** @param value of {@code f} in JSON; null for a letter without it */
    static SampleLetter of(Random random, String value) {
        Set<String> used = new HashSet<>(Set.of("f", "g"));
        StringBuilder head = new StringBuilder(space(random) + "{");
        List<String> others = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            others.add(member(random, key(random, used), value(random, 0)));
        }
        int at = value == null ? others.size() : random.nextInt(others.size() + 1);
        head.append(others.isEmpty() && value == null ? "" : space(random));
        head.append(String.join("," + space(random), others.subList(0, at)));
        String tail = space(random) + "}" + space(random);
        String field = "";
        if (value != null) {
            head.append(at > 0 ? "," + space(random) : "");
            field = member(random, "f", value);
            String rest = String.join(space(random) + ",", others.subList(at, others.size()));
            tail = rest.isEmpty() ? tail : "," + rest + tail;
        }
        String order = head + field + tail;
        return random.nextBoolean()
                ? new SampleLetter(head.toString(), field, tail, order)
                : enveloped(random, head.toString(), field, tail, order);
    }

    private static SampleLetter enveloped(Random random, String head, String field, String tail, String order) {
        String start = space(random) + "{" + member(random, "Type", "\"Notification\"") + "," + space(random);
        String between = random.nextBoolean() ? "" : member(random, "x", value(random, 0)) + ",";
        String key = string(random, "Message") + space(random) + ":" + space(random) + '"';
        String end = '"' + space(random) + "," + member(random, "Timestamp", "\"2025-05-03T12:00:00.000Z\"") + "}";
        return new SampleLetter(
                start + between + key + escaped(random, head),
                escaped(random, field),
                escaped(random, tail) + end,
                order);
    }

    /** JSON of any kind. */
    static String value(Random random, int depth) {
        int kind = random.nextInt(depth > 3 ? 5 : 7);
        return switch (kind) {
            case 0 -> string(random, text(random));
            case 1 -> number(random);
            case 2 -> random.nextBoolean() ? "true" : "false";
            case 3 -> "null";
            case 4 -> random.nextBoolean() ? "[ ]" : "{\t}";
            case 5 -> "[" + value(random, depth + 1) + space(random) + "," + value(random, depth + 1) + "]";
            default -> "{" + member(random, key(random, new HashSet<>()), value(random, depth + 1)) + "}";
        };
    }

    static String number(Random random) {
        String sign = random.nextInt(3) == 0 ? "-" : "";
        String whole = random.nextInt(4) == 0 ? "0" : Integer.toString(1 + random.nextInt(2_000));
        String fraction = random.nextInt(3) == 0 ? "." + "0".repeat(random.nextInt(3)) + random.nextInt(20) : "";
        String exponent = random.nextInt(3) == 0
                ? (random.nextBoolean() ? "e" : "E") + List.of("", "+", "-").get(random.nextInt(3)) + random.nextInt(12)
                : "";
        return sign + whole + fraction + exponent;
    }

    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    /** A text in JSON, each character in one of the ways it can be written. */
    static String string(Random random, String text) {
        return '"' + escaped(random, text) + '"';
    }

    private static String escaped(Random random, String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean must = c < ' ' || c == '"' || c == '\\';
            int known = "\"\\/\b\f\n\r\t".indexOf(c);
            int way = random.nextInt(10);
            if (known >= 0 && (must ? way < 7 : way < 2)) {
                out.append('\\').append("\"\\/bfnrt".charAt(known));
            } else if (must || way < 2) {
                String hex = String.format(Locale.ROOT, "%04x", (int) c);
                out.append("\\u").append(random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String member(Random random, String key, String value) {
        return string(random, key) + space(random) + ":" + space(random) + value;
    }

    private static String key(Random random, Set<String> used) {
        String key;
        do {
            // the parser refuses half a character in a key
            key = random.nextInt(3) == 0
                    ? text(random).replaceAll("[^\\x00-\\x{D7FF}\\x{E000}-\\x{FFFF}]|\\p{Cs}", "")
                    : "k" + random.nextInt(50);
        } while (!used.add(key));
        return key;
    }

    private static String space(Random random) {
        return SPACES[random.nextInt(SPACES.length)];
    }
}

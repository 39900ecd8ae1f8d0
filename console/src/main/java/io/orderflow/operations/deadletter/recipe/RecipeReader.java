package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orderflow.operations.deadletter.recipe.JsonSpan.Member;
import io.orderflow.operations.deadletter.recipe.RecipeException.Code;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Convert;
import io.orderflow.operations.deadletter.recipe.RecipeStep.DefaultTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Move;
import io.orderflow.operations.deadletter.recipe.RecipeStep.SetTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Trim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads one recipe. One use, one thread. */
final class RecipeReader {
    private static final int LONGEST = 64 * 1024;
    private static final String VERSION = "1";

    private final String source;
    private final JsonText text;
    private int step; // the number of the one that is read; 0 outside of them

    RecipeReader(String source) throws RecipeException {
        this.source = source;
        if (source.length() > LONGEST) {
            throw fault(Code.TOO_LONG, LONGEST, Integer.toString(LONGEST));
        }
        try {
            text = JsonText.parse(source);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            throw fault(Code.NOT_JSON, (int) Math.min(Math.max(at, 0), source.length()));
        }
    }

    Recipe read() throws RecipeException {
        JsonSpan root = text.root();
        if (root.kind() != JsonKind.OBJECT) {
            throw wrongType("recipe", JsonKind.OBJECT, root);
        }
        checkVersion(root);
        checkKeys(root, "v", "name", "steps");
        JsonSpan named = of(root, "name", JsonKind.TEXT);
        String name = text.text(named).text();
        if (!Recipe.isName(name)) {
            throw fault(Code.NOT_A_NAME, named.start(), name, Integer.toString(Recipe.LONGEST_NAME));
        }
        JsonSpan list = of(root, "steps", JsonKind.ARRAY);
        int count = list.items().size();
        if (count == 0 || count > Recipe.MOST_STEPS) {
            throw fault(
                    Code.STEPS,
                    list.start(),
                    count == 0 ? "no" : Integer.toString(count),
                    Integer.toString(Recipe.MOST_STEPS));
        }
        List<RecipeStep> steps = new ArrayList<>();
        for (JsonSpan item : list.items()) {
            step++;
            steps.add(step(item));
        }
        return new Recipe(name, steps);
    }

    /** First of all: a later version may have other keys. */
    private void checkVersion(JsonSpan root) throws RecipeException {
        JsonSpan version = of(root, "v", JsonKind.INTEGER);
        if (!text.written(version).equals(VERSION)) {
            throw fault(Code.UNKNOWN_VERSION, version.start(), text.written(version), VERSION);
        }
    }

    private RecipeStep step(JsonSpan item) throws RecipeException {
        if (item.kind() != JsonKind.OBJECT) {
            throw wrongType("steps", JsonKind.OBJECT, item);
        }
        String op = word(item, "op", List.of("set", "default", "trim", "move", "convert"));
        switch (op) {
            case "set", "default" -> {
                checkKeys(item, "op", "field", "value");
                RecipeField field = field(item, "field");
                RecipeValue value = value(item);
                return op.equals("set") ? new SetTo(field, value) : new DefaultTo(field, value);
            }
            case "trim" -> {
                checkKeys(item, "op", "field");
                return new Trim(field(item, "field"));
            }
            case "move" -> {
                checkKeys(item, "op", "from", "to");
                return move(item);
            }
            default -> {
                checkKeys(item, "op", "field", "to");
                RecipeField field = field(item, "field");
                List<Conversion> known = List.of(Conversion.values());
                List<String> words = known.stream().map(Conversion::word).toList();
                return new Convert(field, known.get(words.indexOf(word(item, "to", words))));
            }
        }
    }

    private RecipeStep move(JsonSpan item) throws RecipeException {
        RecipeField from = field(item, "from");
        RecipeField to = field(item, "to");
        if (from.path().equals(to.path())) {
            throw fault(Code.SAME_FIELD, get(item, "to").start(), to.written());
        }
        return new Move(from, to);
    }

    private RecipeField field(JsonSpan item, String key) throws RecipeException {
        JsonSpan value = of(item, key, JsonKind.TEXT);
        String written = text.text(value).text();
        try {
            return new RecipeField(written);
        } catch (IllegalArgumentException e) {
            throw fault(Code.NOT_A_FIELD, value.start(), key, written);
        }
    }

    private RecipeValue value(JsonSpan item) throws RecipeException {
        JsonSpan value = get(item, "value");
        if (value.kind() == JsonKind.OBJECT || value.kind() == JsonKind.ARRAY) {
            throw fault(Code.NOT_A_VALUE, value.start(), "value", value.kind().name());
        }
        return new RecipeValue(text.written(value));
    }

    private String word(JsonSpan item, String key, List<String> known) throws RecipeException {
        JsonSpan value = of(item, key, JsonKind.TEXT);
        String word = text.text(value).text();
        if (!known.contains(word)) {
            List<String> parameters = new ArrayList<>(List.of(key, word));
            parameters.addAll(known);
            throw fault(Code.UNKNOWN_WORD, value.start(), parameters.toArray(String[]::new));
        }
        return word;
    }

    private void checkKeys(JsonSpan object, String... known) throws RecipeException {
        Set<String> seen = new HashSet<>();
        for (Member member : object.members()) {
            if (!Arrays.asList(known).contains(member.key())) {
                List<String> parameters = new ArrayList<>(List.of(member.key()));
                parameters.addAll(Arrays.asList(known));
                throw fault(Code.UNKNOWN_KEY, member.start(), parameters.toArray(String[]::new));
            }
            if (!seen.add(member.key())) {
                throw fault(Code.DUPLICATE_KEY, member.start(), member.key());
            }
        }
    }

    private JsonSpan of(JsonSpan object, String key, JsonKind kind) throws RecipeException {
        JsonSpan value = get(object, key);
        if (value.kind() != kind) {
            throw wrongType(key, kind, value);
        }
        return value;
    }

    private JsonSpan get(JsonSpan object, String key) throws RecipeException {
        List<Member> found = JsonText.named(object, key);
        if (found.isEmpty()) {
            throw fault(Code.MISSING, object.start(), key);
        }
        if (found.size() > 1) {
            throw fault(Code.DUPLICATE_KEY, found.get(1).start(), key);
        }
        return found.get(0).value();
    }

    private RecipeException wrongType(String key, JsonKind wanted, JsonSpan value) {
        return fault(
                Code.WRONG_TYPE, value.start(), key, wanted.name(), value.kind().name());
    }

    private RecipeException fault(Code code, int at, String... parameters) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i++) {
            char c = source.charAt(i);
            boolean lineEnds = c == '\n' || (c == '\r' && (i + 1 == source.length() || source.charAt(i + 1) != '\n'));
            if (lineEnds) {
                line++;
                column = 1;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
        return new RecipeException(code, step, line, column, List.of(parameters));
    }
}

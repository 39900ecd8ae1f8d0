package io.orderflow.operations.deadletter.recipe;

import io.orderflow.order.DisplayText;
import java.util.List;

/** A text that is no recipe, as data: what is wrong, and where. */
public final class RecipeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong; in brackets what the parameters hold. */
    public enum Code {
        /** It is no JSON. */
        NOT_JSON,
        /** It is longer than any recipe [the most characters]. */
        TOO_LONG,
        /** A later Orderflow's, or nobody's [the version, then the one that is known]. */
        UNKNOWN_VERSION,
        /** A key that has no place there [the key, then those that have]. */
        UNKNOWN_KEY,
        /** A key that has to be there [the key]. */
        MISSING,
        /** A key is given twice [the key]. */
        DUPLICATE_KEY,
        /** A value of another kind [the key, what belongs there, what is there; both as names of a {@link JsonKind}]. */
        WRONG_TYPE,
        /** A list or an object as the value of a field [the key, the name of a {@link JsonKind}]. */
        NOT_A_VALUE,
        /** None of the words that can be there [the key, the word, then those that can]. */
        UNKNOWN_WORD,
        /** The recipe's name cannot be one [the name, the most characters]. */
        NOT_A_NAME,
        /** Neither a name nor a JSON Pointer [the key, the text]. */
        NOT_A_FIELD,
        /** A field moved to where it is [the field]. */
        SAME_FIELD,
        /** No step, or too many [how many, the most]. */
        STEPS
    }

    private final Code code;
    private final int step;
    private final int line;
    private final int column;
    private final transient List<String> parameters;

    RecipeException(Code code, int step, int line, int column, List<String> parameters) {
        super(message(code, step, line, column, parameters));
        this.code = code;
        this.step = step;
        this.line = line;
        this.column = column;
        this.parameters = List.copyOf(parameters);
    }

    public Code code() {
        return code;
    }

    /** The step's number, from 1; 0 where it is the recipe as a whole. */
    public int step() {
        return step;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** In characters, from 1. */
    public int column() {
        return column;
    }

    public List<String> parameters() {
        return parameters;
    }

    /** The parameters, none longer than can be shown. */
    public List<String> shown() {
        return parameters.stream().map(DisplayText::shorten).toList();
    }

    /** In English, to follow the place: what is wrong, in which step, and what would be right. */
    public String what() {
        return what(code, step, parameters);
    }

    /** The same where the step is known already: "lacks "field"". */
    public String words() {
        return what(code, 0, parameters);
    }

    private static String message(Code code, int step, int line, int column, List<String> parameters) {
        return "Line " + line + ", column " + column + " of the recipe " + what(code, step, parameters);
    }

    private static String what(Code code, int step, List<String> parameters) {
        List<String> shown = parameters.stream().map(DisplayText::shorten).toList();
        return (step == 0 ? "" : "(step " + step + ") ") + text(code, shown);
    }

    private static String text(Code code, List<String> shown) {
        return switch (code) {
            case NOT_JSON -> "is not JSON";
            case TOO_LONG -> "goes on for more than " + shown.get(0) + " characters, longer than any recipe";
            case UNKNOWN_VERSION ->
                "has version " + shown.get(0) + ", which is not known here: version " + shown.get(1) + " is";
            case UNKNOWN_KEY ->
                "has the key \"" + shown.get(0) + "\", which is not known there: use " + words(shown, 1);
            case MISSING -> "lacks \"" + shown.get(0) + "\"";
            case DUPLICATE_KEY -> "gives \"" + shown.get(0) + "\" twice";
            case WRONG_TYPE -> "has " + kind(shown, 2) + " as \"" + shown.get(0) + "\", not " + kind(shown, 1);
            case NOT_A_VALUE ->
                "has " + kind(shown, 1) + " as \"" + shown.get(0) + "\": use a text, a number, true, false or null";
            case UNKNOWN_WORD ->
                "has \"" + shown.get(1) + "\" as \"" + shown.get(0) + "\", which is not known: use " + words(shown, 2);
            case NOT_A_NAME ->
                "has a name that cannot be one, \"" + shown.get(0) + "\": use 1 to " + shown.get(1)
                        + " visible characters, without blanks around them";
            case NOT_A_FIELD ->
                "has \"" + shown.get(1) + "\" as \"" + shown.get(0)
                        + "\": use a field's name, or a JSON Pointer, which starts with / and writes ~ as ~0";
            case SAME_FIELD -> "moves " + shown.get(0) + " to where it is: use another name";
            case STEPS -> "has " + shown.get(0) + " steps: use 1 to " + shown.get(1);
        };
    }

    private static String words(List<String> shown, int from) {
        List<String> words = shown.subList(from, shown.size());
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String kind(List<String> shown, int index) {
        return JsonKind.valueOf(shown.get(index)).words();
    }
}

package io.orderflow.operations.deadletter.recipe;

import java.util.List;
import java.util.Objects;

/**
 * Why a recipe does not fit a letter, as data.
 *
 * @param step the number of the step that does not fit, from 1; 0 where the letter fits no recipe
 * @param field which field it is about, as in the recipe; empty where it is the letter as a whole
 * @param parameters what {@link Code} says
 */
public record Misfit(Code code, int step, String field, List<String> parameters) {

    /** What does not fit; in brackets what the parameters hold. */
    public enum Code {
        /** The letter, or the order in its envelope, is no JSON. */
        NOT_JSON,
        /** It is JSON, but no object [the name of a {@link JsonKind}]. */
        NOT_AN_OBJECT,
        /** A key is there twice: which one is meant cannot be told [the key]. */
        TWICE,
        /** What should hold the field is not there, or is no object. */
        NO_HOLDER,
        /** A list's element has no key that could change. */
        IN_A_LIST,
        /** The field that another was to be renamed to is there already. */
        TAKEN,
        /** It is of a kind that cannot be trimmed or converted so [the name of a {@link JsonKind}]. */
        WRONG_KIND,
        /** It is no number, or none that is whole. */
        NOT_WHOLE,
        /** The whole number has more digits than anybody would write [the most digits]. */
        TOO_LONG,
        /** It is in none of the rule book's forms of a time. */
        NOT_A_TIME,
        /** Its time is finer than a millisecond, so that it would be rounded. */
        TOO_FINE
    }

    public Misfit {
        parameters = List.copyOf(parameters);
    }

    /** One English line without what the sender wrote, but for a key that the recipe names too. */
    public String line() {
        String what =
                switch (code) {
                    case NOT_JSON -> "it is not JSON";
                    case NOT_AN_OBJECT -> "it is " + kind() + ", not an object";
                    case TWICE -> "\"" + parameters.get(0) + "\" is given twice";
                    case NO_HOLDER -> "there is no object that could hold " + field;
                    case IN_A_LIST -> field + " is in a list, where nothing can be renamed";
                    case TAKEN -> field + " is there already";
                    case WRONG_KIND -> field + " is " + kind();
                    case NOT_WHOLE -> field + " is no whole number";
                    case TOO_LONG -> field + " would have more than " + parameters.get(0) + " digits";
                    case NOT_A_TIME -> field + " is no ISO-8601 time with its offset";
                    case TOO_FINE -> field + " is finer than a millisecond, and nothing is rounded";
                };
        return step == 0 ? what : "step " + step + ": " + what;
    }

    private String kind() {
        return JsonKind.valueOf(Objects.requireNonNull(parameters.get(0))).words();
    }
}

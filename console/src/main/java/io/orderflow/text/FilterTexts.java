package io.orderflow.text;

import io.orderflow.operations.filter.FilterException;
import io.orderflow.operations.filter.FilterTerm;
import java.util.List;
import java.util.stream.Collectors;

/** Filters and what is wrong with them, in words. Thread-safe. */
public final class FilterTexts {
    private static final int LONGEST = 60;

    private final Texts texts;

    public FilterTexts(Texts texts) {
        this.texts = texts;
    }

    /** What is wrong with a filter line, in one line. */
    public String line(FilterException fault) {
        List<String> parameters = fault.parameters();
        String part = parameters.isEmpty() ? "" : VisibleText.line(parameters.get(0), LONGEST);
        return texts.get(
                "filter.fault." + fault.code(),
                part,
                parameters.stream().skip(1).collect(Collectors.joining(", ")));
    }

    /** One condition as people read it: "status new, shipped", "not qty ≥ 2". */
    public String condition(FilterTerm term) {
        String values = VisibleText.line(String.join(", ", term.values()), LONGEST);
        String plain = term.key().equals(FilterTerm.TEXT)
                ? texts.get("filter.text", values)
                : texts.get("filter." + term.operator(), term.key(), values);
        return term.negated() ? texts.get("filter.not", plain) : plain;
    }
}

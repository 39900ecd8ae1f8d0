package io.orderflow.text;

import io.orderflow.operations.filter.FilterTerm;

/** Filters in words. Thread-safe. */
public final class FilterTexts {
    private static final int LONGEST = 60;

    private final Texts texts;

    public FilterTexts(Texts texts) {
        this.texts = texts;
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

package io.orderflow.operations.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a filter line asks for: every term must hold. Made by {@link FilterKeys#parse}. */
public record Filter(List<FilterTerm> terms) {
    /** Lets every row through. */
    public static final Filter NONE = new Filter(List.of());

    public Filter {
        terms = List.copyOf(terms);
    }

    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** The line in its canonical form: reading it gives an equal filter, also in another time zone. */
    public String text() {
        return terms.stream().map(FilterTerm::text).collect(Collectors.joining(" "));
    }

    /** The same without the term at this place. */
    public Filter without(int index) {
        List<FilterTerm> others = new ArrayList<>(terms);
        others.remove(index);
        return new Filter(others);
    }
}

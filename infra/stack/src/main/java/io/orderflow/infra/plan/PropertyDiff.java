package io.orderflow.infra.plan;

import org.jspecify.annotations.Nullable;

/**
 * One property that is not as it should be.
 *
 * @param property AWS's name of it, e.g. {@code VisibilityTimeout}
 * @param now the actual value; null when there is none
 * @param wanted the desired value; null when there must be none
 */
public record PropertyDiff(String property, @Nullable String now, @Nullable String wanted) {
    @Override
    public String toString() {
        return property + ": " + (now == null ? "(none)" : now) + " → " + (wanted == null ? "(none)" : wanted);
    }
}

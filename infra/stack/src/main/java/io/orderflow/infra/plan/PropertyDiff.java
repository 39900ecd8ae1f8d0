package io.orderflow.infra.plan;

import org.jspecify.annotations.Nullable;

/**
 * One property that is not as it should be.
 *
 * @param kind what the name names
 * @param name AWS's name of a setting, e.g. {@code VisibilityTimeout}, or the key of a tag
 * @param now the actual value; null when there is none
 * @param wanted the desired value; null when there must be none
 */
public record PropertyDiff(Kind kind, String name, @Nullable String now, @Nullable String wanted) {

    /** What can differ. */
    public enum Kind {
        SETTING,
        TAG
    }

    /** Of a setting. */
    public PropertyDiff(String name, @Nullable String now, @Nullable String wanted) {
        this(Kind.SETTING, name, now, wanted);
    }

    public boolean isTag() {
        return kind == Kind.TAG;
    }

    /** For people, e.g. {@code VisibilityTimeout} or {@code tag managed-by}. */
    public String property() {
        return isTag() ? "tag " + name : name;
    }

    @Override
    public String toString() {
        return property() + ": " + (now == null ? "(none)" : now) + " → " + (wanted == null ? "(none)" : wanted);
    }
}

package io.orderflow.infra.resource;

import org.jspecify.annotations.Nullable;

/** The number of shards of the index by day: raised, never lowered. */
final class Shards {
    private Shards() {}

    /** The greater of what is there and what is wanted. */
    static String raised(@Nullable String now, int wanted) {
        if (now != null && now.matches("\\d{1,4}") && Integer.parseInt(now) > wanted) {
            return now;
        }
        return Integer.toString(wanted);
    }
}

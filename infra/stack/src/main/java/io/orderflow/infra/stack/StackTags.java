package io.orderflow.infra.stack;

import java.util.Map;

/** The tags that mark a resource as ours. */
public final class StackTags {
    public static final String MANAGED_BY = "managed-by";
    public static final String ORDERFLOW = "orderflow";

    /** Whether we made the resource or took over what was there: only the former is ever deleted unasked. */
    public static final String ORIGIN = "orderflow:origin";

    public static final String CREATED = "created";
    public static final String ADOPTED = "adopted";

    /** On the table: how many shards its rows are spread over; only ever raised. */
    public static final String SHARDS = "orderflow:shards";

    private StackTags() {}

    /** The tags that a new resource gets. */
    public static Map<String, String> created() {
        return Map.of(MANAGED_BY, ORDERFLOW, ORIGIN, CREATED);
    }
}

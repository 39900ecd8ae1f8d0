package io.orderflow.infra.resource;

/** Whose a resource is, by its tags. */
public enum Ownership {
    /** Tagged as made by us. */
    CREATED,
    /** Tagged as taken over by us. */
    ADOPTED,
    /** There, with tags, none of them ours. */
    FOREIGN,
    /** There, without any tag. */
    BARE,
    /** Cannot carry tags, or the endpoint has none: it goes with the resource that it belongs to. */
    UNTAGGED;

    /** True where it can carry tags and has none of ours. */
    public boolean notOurs() {
        return this == FOREIGN || this == BARE;
    }
}

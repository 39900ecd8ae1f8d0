package io.orderflow.infra.resource;

/** Whose a resource is, by its tags. */
public enum Ownership {
    /** Tagged as made by us. */
    CREATED,
    /** Tagged as taken over by us. */
    ADOPTED,
    /** There, without a tag of ours. */
    FOREIGN,
    /** Cannot carry tags, or the endpoint has none: it goes with the resource that it belongs to. */
    UNTAGGED
}

package io.orderflow.infra.stack;

/** A global secondary index over text keys, with all attributes projected. */
public record IndexSpec(String name, String partitionKey, String sortKey) {
    @Override
    public String toString() {
        return "(" + partitionKey + ", " + sortKey + "), all attributes";
    }
}

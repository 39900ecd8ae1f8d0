package io.orderflow.infra.apply;

/** Passes on what was thrown on another thread. */
final class Rethrow {
    private Rethrow() {}

    /** The failure itself where it is unchecked; errors are thrown at once. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}

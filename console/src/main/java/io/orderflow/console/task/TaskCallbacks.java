package io.orderflow.console.task;

import java.util.function.Consumer;

/**
 * What happens with the result. All are called on the thread that owns observable state: the FX thread in the
 * window, the caller's in tests.
 */
public record TaskCallbacks<T>(
        Consumer<T> onSuccess, Consumer<Throwable> onFailure, Consumer<TaskProgress> onProgress) {

    public TaskCallbacks(Consumer<T> onSuccess, Consumer<Throwable> onFailure) {
        this(onSuccess, onFailure, progress -> {});
    }
}

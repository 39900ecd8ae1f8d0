package io.orderflow.console.task;

/** Work off the FX thread. */
@FunctionalInterface
public interface Work<T> {
    T run(Progress progress) throws Exception;
}

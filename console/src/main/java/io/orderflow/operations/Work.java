package io.orderflow.operations;

/** Work off the FX thread. */
@FunctionalInterface
public interface Work<T> {
    T run(Progress progress) throws Exception;
}

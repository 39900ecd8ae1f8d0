package io.orderflow.infra.apply;

import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.Removal;
import java.nio.file.Path;

/** Told how a destroy goes on, and asked for names, from the destroying thread. */
public interface DestroyListener {

    /** Tells nobody, confirms nothing and never cancels. */
    DestroyListener NONE = new DestroyListener() {};

    /** Asked before anything is deleted, for each resource whose owner the endpoint cannot tell; false keeps it. */
    default boolean confirmsName(Removal removal) {
        return false;
    }

    /** @param index from 0, of {@code total} that are deleted, or may be */
    default void started(Removal removal, int index, int total) {}

    /** @param what something that takes AWS a while, e.g. {@code the table to be gone} */
    default void waiting(Removal removal, String what) {}

    /** The table's rows are safe in the file. */
    default void exported(Path file, long rows) {}

    default void finished(Removal removal, DestroyResult result) {}

    /** The endpoint's answer cannot be read; the rest goes on. */
    default void failed(Removal removal, SetupException failure) {}

    /** True to stop: before the next resource, or in a wait. */
    default boolean cancelled() {
        return false;
    }
}

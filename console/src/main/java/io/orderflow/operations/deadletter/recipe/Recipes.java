package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.PortException;
import java.util.List;
import java.util.Optional;

/** The recipes that are kept to be used again, by their names. Every call blocks. Implementations are thread-safe. */
public interface Recipes {

    /**
     * What is kept.
     *
     * @param all in the order of their names
     * @param faults a line for each that is there and cannot be read
     */
    record Kept(List<Recipe> all, List<String> faults) {
        public Kept {
            all = List.copyOf(all);
            faults = List.copyOf(faults);
        }
    }

    Kept kept() throws PortException;

    /** @throws PortException with one line, when it is there and cannot be read */
    Optional<Recipe> named(String name) throws PortException;

    /** In place of what had that name. */
    void save(Recipe recipe) throws PortException;

    /** Whether there was one. */
    boolean remove(String name) throws PortException;
}

package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Recipes in memory. */
public final class FakeRecipes implements Recipes {
    public final TreeMap<String, Recipe> all = new TreeMap<>();
    public final List<String> faults = new ArrayList<>();
    public @Nullable PortException fault;

    @Override
    public Kept kept() throws PortException {
        check();
        return new Kept(List.copyOf(all.values()), faults);
    }

    @Override
    public Optional<Recipe> named(String name) throws PortException {
        check();
        return Optional.ofNullable(all.get(name));
    }

    @Override
    public void save(Recipe recipe) throws PortException {
        check();
        all.put(recipe.name(), recipe);
    }

    @Override
    public boolean remove(String name) throws PortException {
        check();
        return all.remove(name) != null;
    }

    private void check() throws PortException {
        if (fault != null) {
            throw fault;
        }
    }
}

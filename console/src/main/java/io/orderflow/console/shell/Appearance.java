package io.orderflow.console.shell;

import io.orderflow.operations.session.Memory;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** Light or dark: as people chose in an environment, else as the system has it. FX thread only. */
public final class Appearance {
    /** Of what was chosen, in an environment's memory. */
    public static final String KEY = "theme";

    /** What can be chosen. */
    public enum Theme {
        LIGHT,
        DARK,
        SYSTEM
    }

    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(Theme.SYSTEM);
    private final BooleanProperty systemDark = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private Memory memory = Memory.ofThisProcess();

    Appearance() {
        theme.addListener((property, before, now) -> show());
        systemDark.addListener((property, before, now) -> show());
    }

    private void show() {
        dark.set(theme.get() == Theme.SYSTEM ? systemDark.get() : theme.get() == Theme.DARK);
    }

    /** As it was chosen there. */
    void restore(Memory where) {
        memory = where;
        theme.set(where.get(KEY, Theme.SYSTEM));
    }

    public void choose(Theme chosen) {
        theme.set(chosen);
        memory.put(KEY, chosen.name());
    }

    /** How the system is now. */
    public BooleanProperty systemDarkProperty() {
        return systemDark;
    }

    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }
}

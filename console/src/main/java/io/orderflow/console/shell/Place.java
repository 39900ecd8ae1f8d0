package io.orderflow.console.shell;

import io.orderflow.operations.session.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere the window can work. A registered environment is the same place however it is opened, until it is changed; its
 * account tells nothing, since it is confirmed only when it is opened first.
 *
 * @param environment what is known of it before it is open
 * @param registered null where it has no name
 * @param opener opens it
 */
public record Place(EnvironmentLabel environment, @Nullable Environment registered, TargetOpener opener) {

    /** One that is not registered. */
    public Place(EnvironmentLabel environment, TargetOpener opener) {
        this(environment, null, opener);
    }

    /** The same, now that it is known which one is registered there; null where none is. */
    Place as(@Nullable Environment found) {
        return found == null ? this : new Place(environment, found, opener);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place
                && (registered == null
                        ? place.registered == null && place.opener.equals(opener)
                        : place.registered != null
                                && registered.confirmed(null).equals(place.registered.confirmed(null)));
    }

    @Override
    public int hashCode() {
        return registered == null ? opener.hashCode() : Objects.hash(registered.confirmed(null));
    }
}

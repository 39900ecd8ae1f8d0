package io.orderflow.operations.session;

import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Environment.Endpoint;
import io.orderflow.operations.session.Environment.Place;
import io.orderflow.operations.session.Environment.Profile;
import org.jspecify.annotations.Nullable;

/** What is said of an environment, new or known. What is null stays as it was, or is as usual for a new one. */
public record EnvironmentChange(
        Place place,
        @Nullable String prefix,
        @Nullable Colour colour,
        @Nullable Boolean readOnly,
        @Nullable Boolean confirmByTyping) {

    /**
     * The environment as it is from now on. In another place it has no account yet.
     *
     * @param before null for a new one
     * @throws IllegalArgumentException with one line
     */
    public Environment of(String name, @Nullable Environment before) {
        return new Environment(
                name,
                colour != null ? colour : before != null ? before.colour() : usualColour(place),
                place,
                prefix != null ? prefix : before != null ? before.prefix() : "",
                before != null && isAccountOf(before.place()) ? before.account() : null,
                readOnly != null ? readOnly : before != null && before.readOnly(),
                confirmByTyping != null ? confirmByTyping : before != null && before.confirmByTyping());
    }

    /** What an environment there has unless another is chosen. */
    public static Colour usualColour(Place place) {
        return place instanceof Embedded ? Colour.PURPLE : place instanceof Profile ? Colour.YELLOW : Colour.BLUE;
    }

    private boolean isAccountOf(Place before) {
        if (before instanceof Profile was) {
            return place instanceof Profile is && is.profile().equals(was.profile());
        }
        return before instanceof Endpoint was
                && place instanceof Endpoint is
                && is.url().equals(was.url());
    }
}

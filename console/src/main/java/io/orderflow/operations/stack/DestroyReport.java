package io.orderflow.operations.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a destroy would do, in the order in which it would; those that stay included. */
public record DestroyReport(StackPlace place, DestroyWish wish, List<Removal> removals) {
    public DestroyReport {
        removals = List.copyOf(removals);
    }

    /** What happens to a resource. */
    public enum Fate {
        DELETE,
        /** The endpoint has no tags to tell whose it is: goes only when its name is confirmed. */
        CONFIRM_NAME,
        /** Goes if one of those that it belongs to goes. */
        FOLLOW,
        KEEP,
        /** It is not there. */
        GONE;

        /** Whether it may be deleted. */
        public boolean goes() {
            return this != KEEP && this != GONE;
        }
    }

    /**
     * One resource.
     *
     * @param id its ARN, or what AWS identifies it by; null when it is missing
     * @param follows those that it goes with; empty unless {@link Fate#FOLLOW}
     * @param reason why, in a few words
     * @param contents what would be lost with it, e.g. {@code about 12 messages}; null where that is nothing
     */
    public record Removal(
            ResourceRef resource,
            @Nullable String id,
            Fate fate,
            List<ResourceRef> follows,
            String reason,
            @Nullable String contents) {
        public Removal {
            follows = List.copyOf(follows);
        }
    }

    public int count(Fate fate) {
        return (int) removals.stream().filter(removal -> removal.fate() == fate).count();
    }

    /** What is deleted, or may be. */
    public List<Removal> pending() {
        return removals.stream().filter(removal -> removal.fate().goes()).toList();
    }

    /** Those whose names must be confirmed one by one. */
    public List<ResourceRef> toConfirm() {
        return removals.stream()
                .filter(removal -> removal.fate() == Fate.CONFIRM_NAME)
                .map(Removal::resource)
                .toList();
    }
}

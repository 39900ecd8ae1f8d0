package io.orderflow.operations.stack;

import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an apply or a destroy ended.
 *
 * @param steps one a resource that was worked on to its end, in the order in which they ended
 * @param cancelled true when somebody stopped it
 */
public record SetupOutcome(List<Step> steps, boolean cancelled) {
    public SetupOutcome {
        steps = List.copyOf(steps);
    }

    /**
     * One resource.
     *
     * @param changed false where it was left as it is after all
     * @param notYetVisible differences that AWS has accepted and does not show yet
     * @param unsupported properties that the endpoint does not have; all others were set
     * @param note one line more; null when there is nothing to say
     */
    public record Step(
            ResourceId resource,
            Duration took,
            boolean changed,
            List<PropertyDiff> notYetVisible,
            List<String> unsupported,
            @Nullable String note) {
        public Step {
            notYetVisible = List.copyOf(notYetVisible);
            unsupported = List.copyOf(unsupported);
        }

        public static Step of(ApplyResult result) {
            return new Step(
                    result.change().resource(),
                    result.took(),
                    true,
                    result.notYetVisible(),
                    result.unsupported(),
                    null);
        }

        public static Step of(DestroyResult result) {
            return new Step(
                    result.removal().resource(),
                    result.took(),
                    result.deleted(),
                    List.of(),
                    List.of(),
                    result.detail());
        }
    }

    /** How many resources were changed or deleted. */
    public int changed() {
        return (int) steps.stream().filter(Step::changed).count();
    }
}

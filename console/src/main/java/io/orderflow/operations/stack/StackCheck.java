package io.orderflow.operations.stack;

import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the last look at the stack found, for those who were not there.
 *
 * @param missing how many resources are not there
 * @param drifted how many differ from what they should be
 * @param unread how many could not be read
 */
public record StackCheck(Instant at, int missing, int drifted, int unread) {

    public static StackCheck of(Plan report, Instant at) {
        return new StackCheck(
                at,
                report.count(ResourceState.MISSING),
                report.count(ResourceState.DRIFTED),
                report.count(ResourceState.UNREADABLE));
    }

    public boolean inStep() {
        return missing == 0 && drifted == 0 && unread == 0;
    }

    /** In one line, for {@link #parse}. */
    public String print() {
        return at + " " + missing + " " + drifted + " " + unread;
    }

    /** What {@link #print} wrote; empty for anything else. */
    public static Optional<StackCheck> parse(String line) {
        String[] parts = line.split(" ", -1);
        try {
            return parts.length == 4
                    ? Optional.of(new StackCheck(
                            Instant.parse(parts[0]),
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2]),
                            Integer.parseInt(parts[3])))
                    : Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

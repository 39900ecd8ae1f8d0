package io.orderflow.operations.deadletter.redrive;

import java.time.Duration;
import java.util.List;

/**
 * How letters are sent and followed.
 *
 * @param ramp how many letters each stage sends before its ends are awaited; the last one sends the rest. Empty sends all at once,
 *     as does a redrive that is not followed
 * @param stopAtPercent a stage of which more than that died ends the redrive; without a ramp nothing does
 * @param rate letters a second at most; 0 for as many as go
 * @param follow how long after its last letter was sent a stage is followed at most; zero tells no ends
 */
public record RedrivePace(List<Integer> ramp, int stopAtPercent, int rate, Duration follow, Budget budget) {
    public RedrivePace {
        ramp = List.copyOf(ramp);
        if (ramp.stream().anyMatch(stage -> stage < 1)) {
            throw new IllegalArgumentException("a stage sends at least one letter");
        }
    }

    /** Whether there are stages: each waits for the ends of the one before. */
    public boolean staged() {
        return !ramp.isEmpty() && !follow.isZero();
    }
}

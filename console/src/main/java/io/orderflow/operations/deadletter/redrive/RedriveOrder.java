package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.LetterQueue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was confirmed, apart from the letters.
 *
 * @param queue the name of the queue that the letters are taken from
 * @param ramp how many letters each stage sends before its ends are awaited; the last one sends the rest. Empty sends all at once,
 *     as does a redrive that is not followed
 * @param stopAtPercent a stage of which more than that died ends the redrive; without a ramp nothing does
 * @param rate letters a second at most; 0 for as many as go
 * @param follow how long after its last letter was sent a stage is followed at most; zero tells no ends
 * @param maxReceiveCount of the queue that the letters are sent to, and {@code visibility} its timeout
 * @param commandLine the same act as a command
 * @param recipe as JSON; null where nothing was repaired by one
 * @param late how many letters came after the set was frozen
 * @param takeOver whether another console's mark on the queue is ignored
 */
public record RedriveOrder(
        String queue,
        Destination to,
        List<Integer> ramp,
        int stopAtPercent,
        int rate,
        Duration follow,
        int maxReceiveCount,
        Duration visibility,
        Budget budget,
        Actor who,
        String commandLine,
        @Nullable String recipe,
        long late,
        boolean takeOver) {
    public static final int STOP_AT_PERCENT = 10;
    public static final List<Integer> RAMP = List.of(1, 5, 25);
    /** At logs and rows while the ends come in. */
    private static final int LOOKS = 10;

    private static final Duration AFTER_THE_LAST_RECEIVE = Duration.ofSeconds(60);

    public RedriveOrder {
        ramp = List.copyOf(ramp);
        if (ramp.stream().anyMatch(stage -> stage < 1)) {
            throw new IllegalArgumentException("a stage sends at least one letter");
        }
    }

    /** All at once to OrderQueue, as fast as it goes, followed for the default time. */
    public static RedriveOrder of(
            String queue, Destination to, int maxReceiveCount, Duration visibility, Actor who, String commandLine) {
        return new RedriveOrder(
                queue,
                to,
                List.of(),
                STOP_AT_PERCENT,
                0,
                to.followable() ? follow(maxReceiveCount, visibility) : Duration.ZERO,
                maxReceiveCount,
                visibility,
                Budget.NONE,
                who,
                commandLine,
                null,
                0,
                false);
    }

    /** Until a letter that fails again is dead again, and a minute. */
    public static Duration follow(int maxReceiveCount, Duration visibility) {
        return visibility.multipliedBy(maxReceiveCount).plus(AFTER_THE_LAST_RECEIVE);
    }

    public RedriveOrder withRamp(List<Integer> stages, int percent) {
        return new RedriveOrder(
                queue,
                to,
                stages,
                percent,
                rate,
                follow,
                maxReceiveCount,
                visibility,
                budget,
                who,
                commandLine,
                recipe,
                late,
                takeOver);
    }

    public RedriveOrder withFollow(Duration time) {
        return new RedriveOrder(
                queue,
                to,
                ramp,
                stopAtPercent,
                rate,
                time,
                maxReceiveCount,
                visibility,
                budget,
                who,
                commandLine,
                recipe,
                late,
                takeOver);
    }

    public RedriveOrder withRate(int lettersPerSecond) {
        return new RedriveOrder(
                queue,
                to,
                ramp,
                stopAtPercent,
                lettersPerSecond,
                follow,
                maxReceiveCount,
                visibility,
                budget,
                who,
                commandLine,
                recipe,
                late,
                takeOver);
    }

    public RedriveOrder withBudget(Budget most) {
        return new RedriveOrder(
                queue,
                to,
                ramp,
                stopAtPercent,
                rate,
                follow,
                maxReceiveCount,
                visibility,
                most,
                who,
                commandLine,
                recipe,
                late,
                takeOver);
    }

    /** With how it came about. */
    public RedriveOrder with(@Nullable String recipeJson, long lateLetters, boolean takesOver) {
        return new RedriveOrder(
                queue,
                to,
                ramp,
                stopAtPercent,
                rate,
                follow,
                maxReceiveCount,
                visibility,
                budget,
                who,
                commandLine,
                recipeJson,
                lateLetters,
                takesOver);
    }

    /** What so many letters cost about, if all goes well and each is smaller than 6 KB. */
    public Budget estimate(int letters) {
        long batches = (letters + LetterQueue.BATCH - 1L) / LetterQueue.BATCH;
        long looks = follow.isZero() ? 0 : LOOKS + batches;
        return new Budget(2 * batches + looks, (2 * batches + looks) * 0.40 / 1_000_000);
    }
}

package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.LetterQueue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was confirmed, apart from the letters.
 *
 * @param queue the name of the queue that the letters are taken from
 * @param maxReceiveCount of the queue that the letters are sent to, and {@code visibility} its timeout
 * @param commandLine the same act as a command
 * @param recipe as JSON; null where nothing was repaired by one
 * @param late how many letters came after the set was frozen
 * @param takeOver whether another console's mark on the queue is ignored
 * @param note what somebody wrote about it; null for nothing
 */
public record RedriveOrder(
        Act act,
        String queue,
        Destination to,
        RedrivePace pace,
        int maxReceiveCount,
        Duration visibility,
        Actor who,
        String commandLine,
        @Nullable String recipe,
        long late,
        boolean takeOver,
        @Nullable String note) {
    public static final int STOP_AT_PERCENT = 10;
    public static final List<Integer> RAMP = List.of(1, 5, 25);
    /** At logs and rows while the ends come in. */
    private static final int LOOKS = 10;

    private static final Duration AFTER_THE_LAST_RECEIVE = Duration.ofSeconds(60);

    /** All at once to OrderQueue, as fast as it goes, followed for the default time. */
    public static RedriveOrder of(
            String queue, Destination to, int maxReceiveCount, Duration visibility, Actor who, String commandLine) {
        Duration follow = to.followed() ? follow(maxReceiveCount, visibility) : Duration.ZERO;
        RedrivePace pace = new RedrivePace(List.of(), STOP_AT_PERCENT, 0, follow, Budget.NONE);
        return new RedriveOrder(
                Act.REDRIVE, queue, to, pace, maxReceiveCount, visibility, who, commandLine, null, 0, false, null);
    }

    /**
     * Another act than a redrive: nothing is followed.
     *
     * @param from the queue's name; the file's for an import
     * @param to where to: for a deletion its backup
     */
    static RedriveOrder of(
            Act act,
            String from,
            Destination to,
            Actor who,
            String commandLine,
            boolean takeOver,
            @Nullable String note) {
        RedrivePace pace = new RedrivePace(List.of(), STOP_AT_PERCENT, 0, Duration.ZERO, Budget.NONE);
        return new RedriveOrder(act, from, to, pace, 1, Duration.ZERO, who, commandLine, null, 0, takeOver, note);
    }

    /** Whether letters get another body: by a recipe, or by the command that gives one letter another. */
    boolean repairs() {
        return recipe != null || commandLine.contains(" dead-letters repair ");
    }

    /** Until a letter that fails again is dead again, and a minute. */
    public static Duration follow(int maxReceiveCount, Duration visibility) {
        return visibility.multipliedBy(maxReceiveCount).plus(AFTER_THE_LAST_RECEIVE);
    }

    public RedriveOrder withRamp(List<Integer> stages, int percent) {
        return with(new RedrivePace(stages, percent, pace.rate(), pace.follow(), pace.budget()));
    }

    public RedriveOrder withFollow(Duration time) {
        return with(new RedrivePace(pace.ramp(), pace.stopAtPercent(), pace.rate(), time, pace.budget()));
    }

    public RedriveOrder withRate(int lettersPerSecond) {
        return with(new RedrivePace(pace.ramp(), pace.stopAtPercent(), lettersPerSecond, pace.follow(), pace.budget()));
    }

    public RedriveOrder withBudget(Budget most) {
        return with(new RedrivePace(pace.ramp(), pace.stopAtPercent(), pace.rate(), pace.follow(), most));
    }

    private RedriveOrder with(RedrivePace how) {
        return new RedriveOrder(
                act, queue, to, how, maxReceiveCount, visibility, who, commandLine, recipe, late, takeOver, note);
    }

    /** With what is sent: as the recipe made it, and without what came later. */
    public RedriveOrder with(@Nullable String recipeJson, long lateLetters) {
        return new RedriveOrder(
                act,
                queue,
                to,
                pace,
                maxReceiveCount,
                visibility,
                who,
                commandLine,
                recipeJson,
                lateLetters,
                takeOver,
                note);
    }

    /** As this command, in spite of another console's mark or not. */
    public RedriveOrder by(String command, boolean takesOver) {
        return new RedriveOrder(
                act, queue, to, pace, maxReceiveCount, visibility, who, command, recipe, late, takesOver, note);
    }

    /** What so many letters cost about, if all goes well and each is smaller than 6 KB. */
    public Budget estimate(int letters) {
        Costs costs = new Costs(Budget.NONE, to);
        for (int from = 0; from < letters; from += LetterQueue.BATCH) {
            int batch = Math.min(LetterQueue.BATCH, letters - from);
            costs.request();
            costs.sent(batch, 0);
            costs.request(); // deleted
            if (!pace.follow().isZero()) {
                costs.rows(batch);
            }
        }
        for (int look = 0; look < LOOKS && letters > 0 && !pace.follow().isZero(); look++) {
            costs.log();
        }
        return new Budget(costs.requests(), costs.dollars());
    }
}

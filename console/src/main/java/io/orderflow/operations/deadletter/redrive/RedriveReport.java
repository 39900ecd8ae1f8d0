package io.orderflow.operations.deadletter.redrive;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a redrive, or another act, ended.
 *
 * @param receipt its id
 * @param setHash names the frozen set, and {@code count} tells its letters
 * @param maybeTwice letters that were sent again because nobody answered, and so may be there twice
 * @param outcomes of those that were sent, every end with its number
 * @param stopped {@code ramp}, {@code cancelled}, {@code budget} or, given up by a person, {@code released}; null where it was not stopped
 * @param fault one line of what ended it early; null where nothing did
 * @param followed whether ends were waited for
 * @param finished whether nothing is left to be finished by a resume
 * @param dollars about, by AWS's prices in us-east-1
 * @param letters in the order of the set
 */
public record RedriveReport(
        Act act,
        String receipt,
        String setHash,
        int count,
        int sent,
        int deleted,
        int maybeTwice,
        Map<End, Integer> outcomes,
        long late,
        @Nullable String stopped,
        @Nullable String fault,
        boolean followed,
        boolean finished,
        long requests,
        double dollars,
        List<LetterReport> letters) {
    public RedriveReport {
        outcomes = Map.copyOf(outcomes);
        letters = List.copyOf(letters);
    }

    /** Counts what the letters tell. */
    static RedriveReport of(
            Act act,
            String receipt,
            String setHash,
            List<LetterReport> letters,
            long late,
            @Nullable String stopped,
            @Nullable String fault,
            boolean followed,
            boolean finished,
            long requests,
            double dollars) {
        Map<End, Integer> outcomes = new EnumMap<>(End.class);
        for (End end : End.values()) {
            outcomes.put(end, 0);
        }
        for (LetterReport letter : letters) {
            if (letter.end() != null) {
                outcomes.merge(letter.end(), 1, Integer::sum);
            }
        }
        return new RedriveReport(
                act,
                receipt,
                setHash,
                letters.size(),
                (int) letters.stream().filter(LetterReport::sent).count(),
                (int) letters.stream().filter(LetterReport::deleted).count(),
                (int) letters.stream().filter(LetterReport::maybeTwice).count(),
                outcomes,
                late,
                stopped,
                fault,
                followed,
                finished,
                requests,
                dollars,
                letters);
    }

    public int done() {
        return outcomes.entrySet().stream()
                .filter(each -> each.getKey().done())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Whether everything that was asked was done; where nothing was followed, sent and deleted is all that was asked. */
    public boolean complete() {
        return handled() && (!followed || done() == count);
    }

    /** Whether all of it is done, followed or not. */
    public boolean proven() {
        return handled() && done() == count;
    }

    private boolean handled() {
        return stopped == null && fault == null && finished && act.handled(count, sent, deleted);
    }
}

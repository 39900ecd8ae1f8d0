package io.orderflow.operations.deadletter.redrive;

import java.util.ArrayList;
import java.util.List;

/** The stages of a redrive, and how far it is. */
final class Ramp {
    private final Desk desk;
    /** Where each stage ends, exclusive. */
    private final List<Integer> ends = new ArrayList<>();

    private int stage;
    /** All letters of the stage before it are handled. */
    private int cursor;

    Ramp(Desk desk) {
        this.desk = desk;
        int all = desk.book.letters().size();
        int end = 0;
        if (desk.order.pace().staged()) {
            for (int letters : desk.order.pace().ramp()) {
                end += letters;
                if (end < all) {
                    ends.add(end);
                }
            }
        }
        ends.add(all);
        while (stage < ends.size() - 1 && over(from(), to())) {
            next();
        }
    }

    /** Whether an earlier process ended the stage. */
    private boolean over(int from, int to) {
        return desk.book.letters().subList(from, to).stream()
                .allMatch(letter -> !letter.phase.open() && (!letter.sent() || letter.ended()));
    }

    private int from() {
        return stage == 0 ? 0 : ends.get(stage - 1);
    }

    private int to() {
        return ends.get(stage);
    }

    int stage() {
        return stage;
    }

    int stages() {
        return ends.size();
    }

    List<LetterState> letters() {
        return desk.book.letters().subList(from(), to());
    }

    boolean contains(LetterState letter) {
        return letter.index < to();
    }

    /** Whether nothing of the stage is left to send or to delete. */
    boolean handled() {
        while (cursor < to() && desk.book.letters().get(cursor).handled(desk.stopping())) {
            cursor++;
        }
        return cursor >= to() || desk.givenUp();
    }

    boolean last() {
        return stage == ends.size() - 1;
    }

    void next() {
        stage++;
        cursor = from();
    }

    /** Whether too many of the stage died for another one to follow. */
    boolean tooManyDied() {
        if (desk.order.pace().ramp().isEmpty() || ends.size() == 1) {
            return false;
        }
        long died = letters().stream()
                .filter(letter -> letter.phase == Phase.REFUSED
                        || letter.phase == Phase.DIFFERS
                        || letter.end == End.DIED_AGAIN
                        || letter.end == End.UNKNOWN)
                .count();
        return died * 100 > (long) desk.order.pace().stopAtPercent() * (to() - from());
    }
}

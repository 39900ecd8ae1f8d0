package io.orderflow.infra.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Every mutating call made to the fake; can fail one of them. */
public final class Calls {
    /** What goes wrong with the call of the given number. */
    public enum Mishap {
        NONE,
        /** It fails before it has any effect. */
        NOT_SENT,
        /** It has its effect, the caller sees a failure. */
        ANSWER_LOST,
        /** It has its effect, the answer is lost and the SDK sends it again. */
        SENT_TWICE
    }

    private final List<String> made = new ArrayList<>();
    private Mishap mishap = Mishap.NONE;
    private int at = -1;

    /** Lets the mishap happen to the mutating call of this number from now on, once. */
    public void plan(Mishap next, int number) {
        made.clear();
        mishap = next;
        at = number;
    }

    public List<String> made() {
        return made;
    }

    <R> R mutate(String operation, Supplier<R> effect) {
        Mishap now = made.size() == at ? mishap : Mishap.NONE;
        made.add(operation);
        if (now == Mishap.NOT_SENT) {
            throw SdkClientException.create("connection reset");
        }
        R answer = effect.get();
        if (now == Mishap.ANSWER_LOST) {
            throw SdkClientException.create("connection reset");
        }
        return now == Mishap.SENT_TWICE ? effect.get() : answer;
    }
}

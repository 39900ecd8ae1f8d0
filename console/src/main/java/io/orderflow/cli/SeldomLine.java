package io.orderflow.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says beside the answer how far work is: at most once in a while, and nothing twice in a row. One thread. */
final class SeldomLine {
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Answer answer;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private String last = "";

    SeldomLine(Answer answer, Clock clock) {
        this.answer = answer;
        this.clock = clock;
    }

    void say(String line) {
        Instant now = clock.instant();
        if (!line.equals(last) && !now.isBefore(next)) {
            last = line;
            next = now.plus(BETWEEN);
            answer.say(line);
        }
    }
}

package io.orderflow.operations.deadletter.rehearsal;

import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the letters to a stack that has the rows already, and follows them by the function's lines. One use, one thread. */
public final class RehearsalRun {
    /** Function and queue start within seconds; a failed letter is tried three times, twelve seconds apart. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private static final Duration LONGEST_OF_EACH = Duration.ofMillis(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** Lines of different batches may come out of order. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    private static final int LAST_RECEIVE = 3;
    /** A queue takes no more in one request, attributes included. */
    private static final int MOST_BYTES = 200 * 1024;

    private final LetterTarget queue;
    private final FunctionLog log;
    private final Clock clock;
    private final Pause pause;
    private final Progress progress;
    private final String following;
    private final Map<String, RehearsedEnd> ends = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>(); // of those under way, by the id that they have there
    private Instant from;

    /** @param following what is told while they are followed */
    public RehearsalRun(
            LetterTarget queue, FunctionLog log, Clock clock, Pause pause, Progress progress, String following) {
        this.queue = queue;
        this.log = log;
        this.clock = clock;
        this.pause = pause;
        this.progress = progress;
        this.following = following;
        this.from = clock.instant();
    }

    public RehearsalReport run(List<OutgoingLetter> letters) throws PortException, InterruptedException {
        letters.forEach(letter -> ends.put(letter.key(), RehearsedEnd.UNKNOWN));
        send(letters);
        Instant end = clock.instant().plus(LONGEST).plus(LONGEST_OF_EACH.multipliedBy(letters.size()));
        while (!keys.isEmpty() && !progress.cancelled() && clock.instant().isBefore(end)) {
            look();
            progress.update(letters.size() - keys.size(), letters.size(), following);
            if (!keys.isEmpty()) {
                pause.pause(LOOK_AGAIN);
            }
        }
        return new RehearsalReport(ends, progress.cancelled() && ends.containsValue(RehearsedEnd.UNKNOWN));
    }

    private void send(List<OutgoingLetter> letters) throws PortException {
        List<OutgoingLetter> batch = new ArrayList<>();
        int bytes = 0;
        for (OutgoingLetter letter : letters) {
            int size = size(letter);
            if (!batch.isEmpty() && (batch.size() == LetterQueue.BATCH || bytes + size > MOST_BYTES)) {
                sendBatch(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(letter);
            bytes += size;
        }
        sendBatch(batch);
    }

    private static int size(OutgoingLetter letter) {
        int size = letter.body().getBytes(StandardCharsets.UTF_8).length;
        for (var each : letter.attributes()) {
            size += 3
                    * (each.name().length()
                            + each.type().length()
                            + each.value().length());
        }
        return size;
    }

    private void sendBatch(List<OutgoingLetter> batch) throws PortException {
        if (batch.isEmpty() || progress.cancelled()) {
            return;
        }
        progress.update(0, ends.size(), following);
        SendAnswer answer;
        try {
            answer = queue.send(batch);
        } catch (PortException e) {
            if (e.kind() != PortException.Kind.REFUSED) {
                throw e;
            }
            refused(batch, e);
            return;
        }
        answer.sent().forEach((key, taken) -> keys.put(taken.messageId(), key));
        answer.failed()
                .forEach((key, fault) -> ends.put(key, RehearsedEnd.failed(fault.code() + ": " + fault.message())));
    }

    /** One of them is the reason; the others are sent without it. */
    private void refused(List<OutgoingLetter> batch, PortException why) throws PortException {
        if (batch.size() == 1) {
            ends.put(batch.get(0).key(), RehearsedEnd.failed(String.valueOf(why.getMessage())));
            return;
        }
        for (OutgoingLetter letter : batch) {
            sendBatch(List.of(letter));
        }
    }

    private void look() throws PortException {
        Instant newest = from.plus(OVERLAP);
        String next = null;
        do {
            FunctionLog.Page page = log.read(from, clock.instant().plus(OVERLAP), false, next);
            for (ConsumerLine line : page.lines()) {
                newest = line.time().isAfter(newest) ? line.time() : newest;
                settle(keys.get(line.messageId()), line);
            }
            next = page.next();
        } while (next != null && !progress.cancelled());
        if (next == null) {
            from = newest.minus(OVERLAP);
        }
    }

    private void settle(@Nullable String key, ConsumerLine line) {
        if (key == null) {
            return; // known already: it is being tried again
        }
        RehearsedEnd end = RehearsedEnd.of(line);
        ends.put(key, end);
        if (end.kind() != RehearsedEnd.Kind.FAILED || line.receiveCount() >= LAST_RECEIVE) {
            keys.remove(line.messageId());
        }
    }
}

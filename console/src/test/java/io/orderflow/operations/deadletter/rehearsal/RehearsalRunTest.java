package io.orderflow.operations.deadletter.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd.Kind;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of the function's lines; a queue and a log that are made up. */
class RehearsalRunTest {
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final List<List<String>> requests = new ArrayList<>();
    private final List<ConsumerLine> lines = new ArrayList<>();
    private final List<Instant> readFrom = new ArrayList<>();
    private int pages = 1;
    private boolean cancelled;
    private Runnable whileWaiting = () -> {};

    private final LetterTarget queue = new LetterTarget() {
        @Override
        public String name() {
            return "OrderQueue";
        }

        @Override
        public SendAnswer send(List<OutgoingLetter> letters) throws PortException {
            requests.add(letters.stream().map(OutgoingLetter::key).toList());
            Map<String, SendAnswer.Taken> sent = new HashMap<>();
            Map<String, EntryFault> failed = new HashMap<>();
            for (OutgoingLetter letter : letters) {
                if (letter.body().startsWith("refused")) {
                    throw new PortException(PortException.Kind.REFUSED, "OrderQueue", "no such characters");
                }
                if (letter.body().startsWith("too long")) {
                    failed.put(letter.key(), new EntryFault("TooLong", "at most 3", true));
                } else {
                    sent.put(letter.key(), new SendAnswer.Taken("id of " + letter.key(), true));
                }
            }
            return new SendAnswer(sent, failed);
        }
    };

    private final FunctionLog log = (from, to, failuresOnly, next) -> {
        readFrom.add(from);
        int page = next == null ? 0 : Integer.parseInt(next);
        int each = (lines.size() + pages - 1) / pages;
        List<ConsumerLine> some =
                lines.subList(Math.min(page * each, lines.size()), Math.min((page + 1) * each, lines.size()));
        return new FunctionLog.Page(some, page + 1 < pages ? Integer.toString(page + 1) : null);
    };

    private final Progress progress = new Progress() {
        @Override
        public void update(long done, long total, String message) {}

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    };

    private static OutgoingLetter letter(String key, String body) {
        return new OutgoingLetter(key, body, List.of(), null, null);
    }

    private void line(String key, String outcome, @Nullable String reason, int receive) {
        String error = outcome.equals("FAILED") ? "THROTTLED" : null;
        lines.add(new ConsumerLine(
                clock.instant(),
                outcome,
                "id of " + key,
                null,
                null,
                null,
                null,
                receive,
                reason,
                error,
                "slow down",
                List.of()));
    }

    private RehearsalReport run(OutgoingLetter... letters) throws Exception {
        return new RehearsalRun(
                        queue,
                        log,
                        clock,
                        length -> {
                            clock.advance(length);
                            whileWaiting.run();
                        },
                        progress,
                        "running")
                .run(List.of(letters));
    }

    @Test
    void eachLineOfTheFunctionIsAnEnd() throws Exception {
        line("a", "STORED", null, 1);
        line("b", "REPLACED", null, 1);
        line("c", "UNCHANGED", "DUPLICATE", 1);
        line("d", "UNCHANGED", "SUPERSEDED", 1);
        line("e", "MALFORMED", null, 1);
        line("somebody else", "STORED", null, 1);
        pages = 3;
        RehearsalReport report =
                run(letter("a", ""), letter("b", ""), letter("c", ""), letter("d", ""), letter("e", ""));
        assertThat(report.ends().values().stream().map(RehearsedEnd::kind))
                .containsExactly(Kind.STORED, Kind.REPLACED, Kind.DUPLICATE, Kind.SUPERSEDED, Kind.MALFORMED);
        assertThat(report.cancelled()).isFalse();
        assertThat(report.line()).isEqualTo("stored 1 · replaced 1 · duplicate 1 · superseded 1 · malformed 1");
    }

    @Test
    void whatFailsIsFollowedToItsLastTry() throws Exception {
        line("a", "FAILED", null, 1);
        line("b", "FAILED", null, 1);
        whileWaiting = () -> {
            if (lines.size() == 2) {
                line("a", "STORED", null, 2);
                line("b", "FAILED", null, 3);
            }
        };
        RehearsalReport report = run(letter("a", ""), letter("b", ""));
        assertThat(report.ends().get("a").kind()).isEqualTo(Kind.STORED);
        assertThat(report.ends().get("b")).isEqualTo(new RehearsedEnd(Kind.FAILED, List.of(), "THROTTLED: slow down"));
        assertThat(clock.instant()).isBefore(SampleData.NOW.plusSeconds(2));
    }

    @Test
    void theFirstEndCounts() throws Exception {
        line("a", "MALFORMED", null, 1);
        line("a", "STORED", null, 2);
        assertThat(run(letter("a", "")).totals()).isEqualTo(Map.of(Kind.MALFORMED, 1));
    }

    @Test
    void whatTheQueueDoesNotTakeHasFailed() throws Exception {
        line("a", "STORED", null, 1);
        RehearsalReport report = run(letter("a", ""), letter("b", "too long"), letter("c", "refused"));
        assertThat(report.totals()).isEqualTo(Map.of(Kind.STORED, 1, Kind.FAILED, 2));
        assertThat(report.ends().get("b").explanation()).isEqualTo("TooLong: at most 3");
        assertThat(report.ends().get("c").explanation()).isEqualTo("no such characters");
    }

    @Test
    void aRequestHasAtMostTenLettersAndNotTooManyBytes() throws Exception {
        OutgoingLetter[] many = IntStream.range(0, 12)
                .mapToObj(i -> letter("k" + i, "x".repeat(i < 2 ? 150_000 : 1)))
                .toArray(OutgoingLetter[]::new);
        IntStream.range(0, 12).forEach(i -> line("k" + i, "STORED", null, 1));
        assertThat(run(many).totals()).isEqualTo(Map.of(Kind.STORED, 12));
        assertThat(requests).hasSize(3);
        assertThat(requests.get(0)).containsExactly("k0");
        assertThat(requests.get(1)).hasSize(10);
    }

    @Test
    void whatIsNotHeardOfInTimeIsUnknown() throws Exception {
        RehearsalReport report = run(letter("a", ""));
        assertThat(report.totals()).isEqualTo(Map.of(Kind.UNKNOWN, 1));
        assertThat(report.cancelled()).isFalse();
        assertThat(clock.instant()).isBetween(SampleData.NOW.plusSeconds(90), SampleData.NOW.plusSeconds(91));
        assertThat(readFrom).allMatch(from -> from.equals(SampleData.NOW));
    }

    @Test
    void aCancelEndsItWithWhatIsKnown() throws Exception {
        line("a", "STORED", null, 1);
        whileWaiting = () -> cancelled = true;
        RehearsalReport report = run(letter("a", ""), letter("b", ""));
        assertThat(report.cancelled()).isTrue();
        assertThat(report.totals()).isEqualTo(Map.of(Kind.STORED, 1, Kind.UNKNOWN, 1));

        requests.clear();
        assertThat(run(letter("c", "")).cancelled()).isTrue();
        assertThat(requests).isEmpty();
    }

    @Test
    void aQueueThatCannotBeReachedEndsTheRehearsal() {
        LetterTarget away = new LetterTarget() {
            @Override
            public String name() {
                return "OrderQueue";
            }

            @Override
            public SendAnswer send(List<OutgoingLetter> letters) throws PortException {
                throw new PortException(PortException.Kind.UNREACHABLE, "OrderQueue", "away");
            }
        };
        assertThatThrownBy(() ->
                        new RehearsalRun(away, log, clock, length -> {}, progress, "").run(List.of(letter("a", ""))))
                .isInstanceOf(PortException.class);
    }
}

package io.orderflow.operations.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.Judgement.Evidence;
import io.orderflow.operations.deadletter.Judgement.Verdict;
import io.orderflow.operations.deadletter.SnapshotHead.Stopped;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeSnapshotTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:OrderQueue";
    private final PortException denied = new PortException(PortException.Kind.DENIED, "Orders", "no");

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private FakeLetterSources fakes;

    @BeforeEach
    void sources() {
        fakes = new FakeLetterSources(folder, clock);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Snapshot take() throws Exception {
        return fakes.tools(threads).snapshot(LetterPlace.ORDER_DLQ).run(Progress.NONE);
    }

    private static DeadLetter letter(String id, String body, int receives, Map<String, String> system) {
        return new DeadLetter(id, body, receives, SampleData.NOW.minusSeconds(60), List.of(), system);
    }

    private void put(String id, String body) {
        fakes.queue.put(letter(id, body, 3, Map.of(DeadLetter.SOURCE, QUEUE)));
    }

    @Test
    void takesInTheWholeQueueAndHoldsIt() throws Exception {
        for (int i = 0; i < 1_480; i++) {
            put("m" + i, SampleData.order("O" + i, "1"));
        }
        Snapshot snapshot = take();
        assertThat(snapshot.rows()).hasSize(1_480).extracting(LetterRow::id).doesNotHaveDuplicates();
        assertThat(snapshot.head().complete()).isTrue();
        assertThat(snapshot.head().about()).isEqualTo(1_480);
        assertThat(fakes.queue.visible()).isZero();
        clock.advance(Duration.ofMinutes(15));
        assertThat(fakes.queue.visible()).isEqualTo(1_480);
    }

    @Test
    void releasesWhatItHolds() throws Exception {
        put("m1", "x");
        Snapshot snapshot = take();
        snapshot.release();
        assertThat(fakes.queue.visible()).isEqualTo(1);
        assertThat(snapshot.held().size()).isZero();
    }

    @Test
    void holdsOnWhileItIsUsed() throws Exception {
        put("m1", "x");
        HeldLetters held = take().held();
        clock.advance(Duration.ofMinutes(6));
        held.used(clock.instant());
        clock.advance(Duration.ofMinutes(14));
        assertThat(fakes.queue.visible()).isZero();
        assertThat(held.over(clock.instant())).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(fakes.queue.visible()).isEqualTo(1);
        assertThat(held.over(clock.instant())).isTrue();
    }

    @Test
    void whatIsCancelledIsReleasedAtOnceAndLeavesTheLastSnapshotAlone() throws Exception {
        put("m1", "x");
        take().release();
        put("m2", "x");
        Progress cancelled = new Progress() {
            @Override
            public void update(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return fakes.queue.visible() == 0;
            }
        };
        assertThatThrownBy(() ->
                        fakes.tools(threads).snapshot(LetterPlace.ORDER_DLQ).run(cancelled))
                .isInstanceOf(InterruptedException.class);
        assertThat(fakes.queue.visible()).isEqualTo(2);
        assertThat(cached().orElseThrow().rows()).hasSize(1);
        assertThat(files("letters-")).hasSize(1);
    }

    @Test
    void whatFailsOnTheWayIsReleased() throws Exception {
        put("m1", "x");
        Files.createDirectory(folder.resolve("receives"));
        assertThatThrownBy(this::take).isInstanceOf(PortException.class).hasMessageContaining("data folder");
        assertThat(fakes.queue.visible()).isEqualTo(1);
    }

    @Test
    void saysHowManyOthersHold() throws Exception {
        put("m1", "x");
        put("m2", "x");
        fakes.queue.holdElsewhere("m2", Duration.ofMinutes(1));
        Snapshot snapshot = take();
        assertThat(snapshot.head().othersHold()).isEqualTo(1);
        assertThat(snapshot.head().complete()).isFalse();
        assertThat(snapshot.head().stopped()).isEqualTo(Stopped.NOT);
        assertThat(snapshot.rows()).extracting(LetterRow::id).containsExactly("m1");
    }

    @Test
    void stopsWhenItIsFullAndSaysSo() throws Exception {
        for (int i = 0; i < 300; i++) {
            put("m" + i, "x");
        }
        Snapshot snapshot = new TakeSnapshot(
                        fakes.sources(), clock, threads, Duration.ofMinutes(1), 20, messageId -> 0, new Holds())
                .run(Progress.NONE);
        assertThat(snapshot.head().stopped()).isEqualTo(Stopped.FULL);
        assertThat(snapshot.head().complete()).isFalse();
        assertThat(snapshot.rows().size()).isBetween(20, 110);
    }

    @Test
    void aLookForOneEndsWhenItIsFoundAndIsNotKept() throws Exception {
        for (int i = 0; i < 500; i++) {
            put("m" + i, "x");
        }
        Snapshot snapshot =
                fakes.tools(threads).look(LetterPlace.ORDER_DLQ).upTo("m0").run(Progress.NONE);
        assertThat(snapshot.find("m0")).isPresent();
        assertThat(snapshot.rows().size()).isLessThan(500);
        assertThat(cached()).isEmpty();
    }

    @Test
    void tellsWhoReceivedIt() throws Exception {
        put("moved", "x");
        fakes.queue.put(letter("sent here", "x", 0, Map.of()));
        take().release();
        Snapshot second = take();
        assertThat(second.find("moved").orElseThrow().receives()).isEqualTo(new Receives(5, 3, 2, 0));
        assertThat(second.find("sent here").orElseThrow().receives()).isEqualTo(new Receives(2, 0, 2, 0));
        second.release();
        List<ReceivedLetter> unused = fakes.queue.receive(10, Duration.ZERO, Duration.ZERO); // somebody else
        assertThat(take().find("moved").orElseThrow().receives()).isEqualTo(new Receives(7, 3, 3, 1));
    }

    @Test
    void theRuleBookSaysWhatWouldHappen() throws Exception {
        put("m1", SampleData.envelope(SampleData.order("O1", "1.5")));
        fakes.lines.add(malformed("m1", "quantity", "NOT_AN_INTEGER"));
        LetterRow row = take().rows().get(0);
        assertThat(row.judgement().verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(row.judgement().evidence()).isEqualTo(Evidence.RULE);
        assertThat(row.judgement().group()).isEqualTo("quantity:NOT_AN_INTEGER");
        assertThat(row.judgement().line()).isNotNull();
        assertThat(row.orderId()).isEqualTo("O1");
    }

    @Test
    void aGroupTellsItsCauseWithoutWhatDiffers() throws Exception {
        for (int length : new int[] {300, 400}) {
            put("m" + length, SampleData.order("O1", "1").replace("Desk lamp", "x".repeat(length)));
        }
        assertThat(LetterGroup.of(take().rows())).singleElement().satisfies(group -> {
            assertThat(group.key()).isEqualTo("itemName:LENGTH");
            assertThat(group.cause()).isEqualTo("itemName must be 1 to 256 characters long");
            assertThat(group.count()).isEqualTo(2);
        });
    }

    @Test
    void theLogAloneSaysWhyOneDiedThatIsValidNow() throws Exception {
        put("m1", SampleData.order("O1", "1"));
        put("m2", SampleData.order("O2", "1"));
        put("m3", SampleData.order("O3", "1"));
        fakes.lines.add(failed("m1", "Throttled", "the table \"dev-Orders\" took 412 ms"));
        fakes.lines.add(malformed("m2", "status", "UNKNOWN_STATUS"));
        fakes.lines.add(failed("another", "Throttled", "x"));
        Snapshot snapshot = take();
        assertThat(snapshot.find("m1").orElseThrow().judgement())
                .extracting(Judgement::verdict, Judgement::evidence, Judgement::group, Judgement::cause)
                .containsExactly(
                        Verdict.VALID,
                        Evidence.LOG,
                        "failed:Throttled",
                        "valid now; it failed with Throttled: the table \"…\" took # ms");
        assertThat(snapshot.find("m2").orElseThrow().judgement().group()).isEqualTo("was:status:UNKNOWN_STATUS");
        assertThat(snapshot.find("m3").orElseThrow().judgement())
                .extracting(Judgement::evidence, Judgement::group)
                .containsExactly(Evidence.UNKNOWN, "unknown");
    }

    @Test
    void theRowSaysWhatIsStoredAlready() throws Exception {
        put("same", SampleData.order("O1", "1"));
        put("older", SampleData.order("O2", "1"));
        put("newer", SampleData.order("O3", "1"));
        Instant time = Instant.parse("2026-11-22T13:51:02Z");
        fakes.rows.put("O1", row(time, take().find("same").orElseThrow().event().hash()));
        fakes.rows.put("O2", row(time.plusMillis(1), "00"));
        fakes.rows.put("O3", row(time.minusMillis(1), "ff"));
        clock.advance(Duration.ofMinutes(15));
        Snapshot snapshot = take();
        assertThat(snapshot.rows())
                .extracting(LetterRow::id, letter -> letter.judgement().verdict())
                .containsExactlyInAnyOrder(
                        tuple("same", Verdict.STORED_ALREADY),
                        tuple("older", Verdict.SUPERSEDED),
                        tuple("newer", Verdict.VALID));
    }

    @Test
    void whatIsNotPermittedIsAGapAndTheRestGoesOn() throws Exception {
        put("m1", SampleData.order("O1", "1"));
        fakes.logFault = denied;
        fakes.rowsFault = denied;
        Snapshot snapshot = take();
        assertThat(snapshot.rows()).hasSize(1);
        assertThat(snapshot.gaps()).containsOnlyKeys(Snapshot.Part.LOG, Snapshot.Part.ROWS);
    }

    @Test
    void readsTheLogInOneBoundedPass() throws Exception {
        put("m1", SampleData.order("O1", "1"));
        fakes.page = 1;
        for (int i = 0; i < 30; i++) {
            fakes.lines.add(failed("x" + i, "E", "x"));
        }
        assertThat(take().moreLog().next()).isEqualTo("20");
        assertThat(fakes.pagesRead).isEqualTo(20);
    }

    @Test
    void anIdOfAnyCharactersIsCounted() throws Exception {
        put("mé\uD83D\uDE00 1", "x");
        take().release();
        assertThat(take().rows()).singleElement().satisfies(row -> assertThat(row.ours())
                .isEqualTo(2));
    }

    @Test
    void theLastSnapshotIsReadBackAsItWas() throws Exception {
        put("m1", SampleData.envelope(SampleData.order("O1", "0")));
        put("m2", "no\u0000t \uD83D\uDE00 json\n\uFFFD\u202E");
        fakes.codeMatches = false;
        Snapshot taken = take();
        taken.release();
        int requests = fakes.queue.requests;
        Snapshot read = cached().orElseThrow();
        assertThat(fakes.queue.requests).isEqualTo(requests);
        assertThat(read.head()).isEqualTo(taken.head());
        assertThat(read.rows())
                .extracting(LetterRow::fields)
                .isEqualTo(taken.rows().stream().map(LetterRow::fields).toList());
        assertThat(read.find("m2").orElseThrow().letter())
                .isEqualTo(taken.find("m2").orElseThrow().letter());
        assertThat(read.held()).isNull();
    }

    @Test
    void bodiesAreForTheirOwnerAlone() throws Exception {
        put("m1", "x");
        Snapshot unused = take();
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(3).allSatisfy(file -> assertThat(
                            Files.getPosixFilePermissions(file))
                    .hasSize(2));
        }
    }

    @Test
    void keepsOneSnapshotOnly() throws Exception {
        put("m1", "x");
        for (int i = 0; i < 3; i++) {
            take().release();
        }
        assertThat(files("letters-")).hasSize(1);
    }

    private Optional<Snapshot> cached() throws Exception {
        return fakes.tools(threads).cached(LetterPlace.ORDER_DLQ).run(Progress.NONE);
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static OrderState row(Instant time, String hash) {
        return new OrderState(time, hash, time, null, Map.of("orderId", "O"));
    }

    private static ConsumerLine failed(String messageId, String error, String explanation) {
        return new ConsumerLine(
                SampleData.NOW, "FAILED", messageId, null, null, null, null, 3, null, error, explanation, List.of());
    }

    private static ConsumerLine malformed(String messageId, String field, String rule) {
        return new ConsumerLine(
                SampleData.NOW,
                "MALFORMED",
                messageId,
                null,
                null,
                null,
                null,
                3,
                null,
                null,
                null,
                List.of(new ConsumerLine.LineFault(field, rule, field + " is wrong")));
    }
}

package io.orderflow.operations.entry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.BatchPublisher.Answer;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrdersTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports over a pipeline of fakes and real files. */
class ImportsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:06:02Z");
    private static final Duration FOLLOW = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(NOW);
    private final FakePipeline pipeline = new FakePipeline(clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private ImportStore store() {
        return new ImportFolders(folder.resolve("imports"));
    }

    private Imports imports(ImportStore store) {
        return new Imports(pipeline.ports(), store, threads, clock, clock::advance);
    }

    private static Order order(int number) {
        return new Order("O" + number, "U1", "Lamp", 1, OrderStatus.NEW, NOW.minusSeconds(60));
    }

    private static List<Order> orders(int count) {
        return IntStream.range(0, count).mapToObj(ImportsTest::order).toList();
    }

    private static ImportHead head(ImportDraft.Sum sum, ImportPace pace) {
        return new ImportHead(
                "orders.csv", NOW, sum.valid(), 0, sum.valid(), sum.duplicates(), sum.hash(), null, pace, "place");
    }

    private static ImportPace pace(Duration follow) {
        return new ImportPace(0, follow, Double.POSITIVE_INFINITY);
    }

    private ImportReport run(List<Order> orders, ImportPace pace, ImportWatcher watcher, ImportStore store)
            throws Exception {
        Imports imports = imports(store);
        try (ImportDraft draft = imports.draft()) {
            for (int i = 0; i < orders.size(); i++) {
                draft.order(i + 2, orders.get(i), false);
            }
            return imports.run(draft, head(draft.sum(), pace), watcher);
        }
    }

    private ImportReport run(int orders, Duration follow) throws Exception {
        return run(orders(orders), pace(follow), ImportWatcher.NONE, store());
    }

    private static Map<PlacedEnd, Integer> known(ImportReport report) {
        Map<PlacedEnd, Integer> known = new java.util.TreeMap<>(report.ends());
        known.values().removeIf(count -> count == 0);
        return known;
    }

    @Test
    void everyRowIsPublishedOnceInBatchesAndFollowedToItsEnd() throws Exception {
        pipeline.store(order(3), "earlier");
        clock.advance(Duration.ofMinutes(10));
        ImportReport report = run(1234, FOLLOW);
        assertThat(pipeline.published).containsExactlyInAnyOrderElementsOf(orders(1234));
        assertThat(pipeline.requests).isBetween(124, 124 + Publishing.PARALLEL);
        assertThat(report.published()).isEqualTo(1234);
        assertThat(known(report)).isEqualTo(Map.of(PlacedEnd.STORED, 1233, PlacedEnd.DUPLICATE, 1));
        assertThat(report.finished()).isTrue();
        assertThat(report.whole()).isTrue();
        assertThat(store().unfinished()).isEmpty();
        assertThat(pipeline.ledger).containsExactly("STARTED " + report.id(), "ENDED " + report.id());
    }

    @Test
    void withoutFollowingPublishedIsTheEnd() throws Exception {
        pipeline.stores = false;
        ImportReport report = run(25, Duration.ZERO);
        assertThat(known(report)).isEqualTo(Map.of(PlacedEnd.UNDER_WAY, 25));
        assertThat(report.whole()).isTrue();
    }

    @Test
    void onlyWhatFailedIsTriedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        pipeline.instead = orders -> {
            if (calls.incrementAndGet() > 20 || orders.size() < 10) {
                return null;
            }
            List<Answer> answers = new ArrayList<>(pipeline.taken(orders.subList(0, 7)));
            answers.addAll(Collections.nCopies(3, new Answer(null, "Throttled: slower", true)));
            return answers;
        };
        ImportReport report = run(400, FOLLOW);
        assertThat(report.whole()).isTrue();
        assertThat(pipeline.published).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyAnsweredIsPublishedAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        pipeline.instead = orders -> {
            if (calls.incrementAndGet() % 5 == 1) {
                List<Answer> unheard = pipeline.taken(orders);
                throw new PortException(PortException.Kind.UNREACHABLE, "OrderTopic", unheard.size() + " unheard");
            }
            return null;
        };
        ImportReport report = run(300, FOLLOW);
        assertThat(report.whole()).isTrue();
        assertThat(new HashSet<>(pipeline.published)).hasSize(300);
        assertThat(pipeline.published).hasSizeGreaterThan(300);
    }

    @Test
    void whatSnsRefusesIsToldAndTheRestIsPublished() throws Exception {
        pipeline.instead = orders -> {
            List<Answer> answers = new ArrayList<>();
            for (Order each : orders) {
                answers.addAll(
                        each.orderId().endsWith("7")
                                ? List.of(new Answer(null, "InvalidParameter: no", false))
                                : pipeline.taken(List.of(each)));
            }
            return answers;
        };
        ImportReport report = run(100, FOLLOW);
        assertThat(known(report)).isEqualTo(Map.of(PlacedEnd.STORED, 90, PlacedEnd.REFUSED, 10));
        assertThat(report.published()).isEqualTo(90);
        assertThat(report.finished()).isTrue();
        assertThat(report.whole()).isFalse();
    }

    @Test
    void anEndpointThatIsAwayForLongEndsItAndAResumeGoesOn() throws Exception {
        pipeline.instead = orders -> {
            throw new PortException(PortException.Kind.UNREACHABLE, "OrderTopic", "does not answer");
        };
        ImportReport report = run(100, FOLLOW);
        assertThat(report.fault()).isEqualTo("OrderTopic: does not answer");
        assertThat(report.finished()).isFalse();
        assertThat(report.published()).isZero();
        assertThat(store().unfinished()).containsExactly(report.id());
        pipeline.instead = null;
        assertThat(imports(store())
                        .resume(null, pace -> pace, ImportWatcher.NONE)
                        .whole())
                .isTrue();
        assertThat(pipeline.published).containsExactlyInAnyOrderElementsOf(orders(100));
        assertThat(pipeline.ledger).contains("RESUMED " + report.id());
        assertThatThrownBy(() -> imports(store()).resume(null, pace -> pace, ImportWatcher.NONE))
                .hasMessage("No import is left to be finished.");
    }

    @Test
    void aMissingPermissionEndsItAtOnce() throws Exception {
        pipeline.instead = orders -> {
            throw new PortException(PortException.Kind.DENIED, "OrderTopic", "sns:Publish is not allowed");
        };
        assertThat(run(100, FOLLOW).fault()).isEqualTo("OrderTopic: sns:Publish is not allowed");
        assertThat(pipeline.requests).isLessThanOrEqualTo(Publishing.PARALLEL);
    }

    @Test
    void aKilledImportPublishesTheSameEventsAndAtMostWhatWasOnItsWayTwice() throws Exception {
        List<Order> orders = orders(2000);
        for (int kill = 1; kill <= 5; kill++) {
            folder = folder.resolve("again" + kill);
            pipeline.published.clear();
            DyingStore dying = new DyingStore(store(), 40 * kill);
            ImportReport unheard = run(orders, pace(FOLLOW), ImportWatcher.NONE, dying);
            assertThat(unheard.fault()).contains("killed");
            int before = pipeline.published.size();

            ImportReport report = imports(store()).resume(null, pace -> pace, ImportWatcher.NONE);
            assertThat(report.whole()).isTrue();
            assertThat(before).isBetween(1, 1999);
            assertThat(new HashSet<>(pipeline.published)).isEqualTo(new HashSet<>(orders));
            assertThat(pipeline.published)
                    .hasSizeLessThanOrEqualTo(
                            2000 + Publishing.PARALLEL * io.orderflow.operations.entry.BatchPublisher.MOST);
            pipeline.ledger.clear();
        }
    }

    @Test
    void anImportThatIsCancelledIsLeftInOrderAndGoesOnLater() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch stopping = new CountDownLatch(1);
        pipeline.instead = orders -> {
            if (calls.incrementAndGet() > 20) {
                awaited(stopping);
            }
            return null;
        };
        ImportWatcher cancelling = new ImportWatcher() {
            @Override
            public void changed(ImportStatus status) {
                if (status.stopping()) {
                    stopping.countDown();
                }
            }

            @Override
            public boolean cancelled() {
                return calls.get() > 20;
            }
        };
        ImportReport report = run(orders(1000), pace(FOLLOW), cancelling, store());
        assertThat(report.stopped()).isEqualTo("cancelled");
        assertThat(report.finished()).isFalse();
        assertThat(report.published())
                .isEqualTo(pipeline.published.size())
                .isBetween(200, 200 + 10 * Publishing.PARALLEL);
        ImportReport resumed = imports(store()).resume(report.id(), pace -> pace(FOLLOW), ImportWatcher.NONE);
        assertThat(resumed.whole()).isTrue();
        assertThat(pipeline.published).containsExactlyInAnyOrderElementsOf(orders(1000));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anImportThatIsCancelledBeforeItBeganPublishesNothing() throws Exception {
        ImportWatcher cancelled = new ImportWatcher() {
            @Override
            public void changed(ImportStatus status) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThat(run(orders(100), pace(FOLLOW), cancelled, store()).published())
                .isZero();
        assertThat(pipeline.requests).isZero();
    }

    @Test
    void itEndsBeforeItCostsMoreThanItMay() throws Exception {
        ImportReport report =
                run(orders(1000), new ImportPace(0, FOLLOW, SendGate.price(500)), ImportWatcher.NONE, store());
        assertThat(report.stopped()).isEqualTo("budget");
        assertThat(report.published()).isEqualTo(500);
        assertThat(report.dollars()).isEqualTo(SendGate.price(500));
        assertThat(report.finished()).isFalse();
    }

    @Test
    void withoutLinesTheRowsTellTheEnds() throws Exception {
        pipeline.tells = false;
        Order newer = new Order("O1", "U1", "Lamp", 9, OrderStatus.NEW, NOW);
        pipeline.put("O1", new OrderState(NOW, OrdersTable.eventHash(newer), NOW, NOW, Map.of()));
        Order same = order(2);
        Instant earlier = NOW.minusSeconds(1000);
        pipeline.put("O2", new OrderState(same.timestamp(), OrdersTable.eventHash(same), earlier, earlier, Map.of()));
        ImportReport report = run(50, FOLLOW);
        assertThat(known(report))
                .isEqualTo(Map.of(PlacedEnd.STORED, 48, PlacedEnd.SUPERSEDED, 1, PlacedEnd.DUPLICATE, 1));
    }

    @Test
    void whatNothingTellsOfIsUnknownAndCanBeFollowedLater() throws Exception {
        pipeline.stores = false;
        ImportReport report = run(2500, FOLLOW);
        assertThat(known(report)).isEqualTo(Map.of(PlacedEnd.UNKNOWN, 2500));
        assertThat(report.whole()).isFalse();
        assertThat(report.finished()).isTrue();
        assertThat(pipeline.rowReads)
                .as("few are looked at before the last look")
                .isLessThan(2500 * 3);
        pipeline.published.forEach(each -> pipeline.store(each, null));
        ImportReport again = imports(store()).resume(report.id(), pace -> pace, ImportWatcher.NONE);
        assertThat(known(again)).isEqualTo(Map.of(PlacedEnd.STORED, 2500));
        assertThat(pipeline.published).hasSize(2500);
    }

    @Test
    void whatTheFunctionFailsAtThreeTimesIsDeadLettered() throws Exception {
        pipeline.stores = false;
        pipeline.instead = orders -> {
            List<Answer> answers = pipeline.taken(orders);
            for (int i = 0; i < orders.size(); i++) {
                boolean dies = orders.get(i).orderId().equals("O5");
                for (int receive = 1; receive <= (dies ? 3 : 2); receive++) {
                    pipeline.line(orders.get(i), answers.get(i).messageId(), "FAILED", null, receive);
                }
                if (!dies) {
                    pipeline.store(orders.get(i), answers.get(i).messageId());
                }
            }
            return answers;
        };
        ImportReport report = run(10, FOLLOW);
        assertThat(known(report)).isEqualTo(Map.of(PlacedEnd.STORED, 9, PlacedEnd.DEAD_LETTERED, 1));
        assertThat(report.finished()).isTrue();
        assertThat(report.whole()).isFalse();
    }

    @Test
    void severalRowsOfAnOrderEndWithTheNewest() throws Exception {
        List<Order> events = IntStream.range(0, 30)
                .mapToObj(n -> new Order("O1", "U1", "Lamp", 1 + n, OrderStatus.NEW, NOW.minusSeconds(n)))
                .toList();
        ImportReport report = run(events, pace(FOLLOW), ImportWatcher.NONE, store());
        assertThat(report.head().duplicates()).isEqualTo(29);
        assertThat(report.done()).isEqualTo(30);
        assertThat(pipeline.read(List.of("O1")).get("O1").time()).isEqualTo(NOW);
    }

    @Test
    void rowsOfAnOrderWithoutATimeAreNewerOneByOne() throws Exception {
        Imports imports = imports(store());
        try (ImportDraft draft = imports.draft()) {
            for (int i = 0; i < 300; i++) {
                Order order = new Order(i % 3 == 0 ? "SAME" : "O" + i, "U1", "Lamp", 1 + i, OrderStatus.NEW, NOW);
                draft.order(i + 2, order, true);
            }
            draft.order(400, new Order("SAME", "U1", "Lamp", 999, OrderStatus.NEW, NOW.minusSeconds(1)), false);
            ImportDraft.Sum sum = draft.sum();
            assertThat(sum.duplicates()).isEqualTo(100);
            try (OpenImport open = draft.freeze(head(sum, pace(FOLLOW)));
                    FrozenRows rows = open.rows()) {
                int same = 0;
                for (FrozenRow row = rows.next(); row != null; row = rows.next()) {
                    boolean own = row.line() == 400;
                    boolean first = !row.order().orderId().equals("SAME");
                    assertThat(row.order().timestamp())
                            .isEqualTo(own ? NOW.minusSeconds(1) : first ? NOW : NOW.plusMillis(same++));
                }
                assertThat(same).isEqualTo(100);
            }
        }
    }

    @Test
    void twoDoNotWorkOnOneImport() throws Exception {
        pipeline.stores = false;
        ImportReport report = run(10, Duration.ZERO);
        ImportStore other = store();
        try (OpenImport open = store().open(report.id())) {
            assertThat(open.head()).isEqualTo(report.head());
            assertThatThrownBy(() -> imports(other).resume(report.id(), UnaryOperator.identity(), ImportWatcher.NONE))
                    .hasMessageContaining("import " + report.id() + " is worked on already");
        }
        assertThatThrownBy(() -> imports(other).resume("20200101-000000-000", pace -> pace, ImportWatcher.NONE))
                .hasMessageContaining("there is no import 20200101-000000-000");
    }

    @Test
    void draftsAndOldImportsGo() throws Exception {
        ImportStore store = store();
        ImportReport finished = run(List.of(order(1)), pace(Duration.ZERO), ImportWatcher.NONE, store);
        clock.advance(Duration.ofDays(1));
        ImportReport open = run(List.of(order(1)), new ImportPace(0, FOLLOW, 0), ImportWatcher.NONE, store);
        assertThat(open.finished()).isFalse();
        try (ImportDraft draft = store.draft(clock.instant())) {
            assertThat(store.ids()).containsExactly(open.id(), finished.id());
            store.forgetBefore(clock.instant().plusSeconds(1));
            assertThat(store.ids()).containsExactly(open.id());
            draft.order(1, order(1), false);
            assertThat(draft.sum().valid()).isEqualTo(1);
        }
        store.draft(clock.instant()).close();
        assertThat(folder.resolve("imports")).isDirectoryContaining(each -> each.endsWith(open.id()));
        assertThat(folder.resolve("imports").toFile().list()).hasSize(1);
    }

    /** A store whose imports end as if the process were killed: nothing more comes to disk, and nobody hears of it. */
    private record DyingStore(ImportStore store, int lines) implements ImportStore {
        @Override
        public ImportDraft draft(Instant at) throws IOException {
            ImportDraft draft = store.draft(at);
            return new ImportDraft() {
                @Override
                public String id() {
                    return draft.id();
                }

                @Override
                public void order(long line, Order order, boolean timeMade) throws IOException {
                    draft.order(line, order, timeMade);
                }

                @Override
                public java.io.OutputStream faulty() throws IOException {
                    return draft.faulty();
                }

                @Override
                public Sum sum() throws IOException {
                    return draft.sum();
                }

                @Override
                public FrozenRows rows() throws IOException {
                    return draft.rows();
                }

                @Override
                public void saveFaulty(Path file) throws PortException, InterruptedException {
                    draft.saveFaulty(file);
                }

                @Override
                public OpenImport freeze(ImportHead head) throws IOException {
                    return new Dying(draft.freeze(head), new AtomicInteger(lines));
                }

                @Override
                public void close() {
                    draft.close();
                }
            };
        }

        @Override
        public OpenImport open(String id) throws IOException {
            return store.open(id);
        }

        @Override
        public List<String> ids() throws IOException {
            return store.ids();
        }

        @Override
        public List<String> unfinished() throws IOException {
            return store.unfinished();
        }

        @Override
        public void forgetBefore(Instant time) throws IOException {
            store.forgetBefore(time);
        }
    }

    private record Dying(OpenImport open, AtomicInteger left) implements OpenImport {
        @Override
        public String id() {
            return open.id();
        }

        @Override
        public ImportHead head() {
            return open.head();
        }

        @Override
        public FrozenRows rows() throws IOException {
            return open.rows();
        }

        @Override
        public void history(Consumer<JournalLine> each) throws IOException {
            open.history(each);
        }

        @Override
        public void append(List<JournalLine> lines) throws IOException {
            if (left.addAndGet(-lines.size()) < 0) {
                throw new IOException("killed");
            }
            open.append(lines);
        }

        @Override
        public void ended(ImportReport report) {}

        @Override
        public void close() {
            open.close();
        }
    }
}

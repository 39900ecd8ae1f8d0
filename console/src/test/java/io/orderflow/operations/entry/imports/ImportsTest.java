package io.orderflow.operations.entry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.BatchPublisher.Answer;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.order.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is published, when, and how often. */
class ImportsTest extends ImportFixture {
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
}

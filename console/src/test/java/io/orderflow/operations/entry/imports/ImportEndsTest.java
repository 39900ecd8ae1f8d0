package io.orderflow.operations.entry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.entry.BatchPublisher.Answer;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of rows that were published, and of what is kept of them. */
class ImportEndsTest extends ImportFixture {
    @Test
    void withoutFollowingPublishedIsTheEnd() throws Exception {
        pipeline.stores = false;
        ImportReport report = run(25, Duration.ZERO);
        assertThat(known(report)).isEqualTo(Map.of(PlacedEnd.UNDER_WAY, 25));
        assertThat(report.whole()).isTrue();
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
        try (ImportDraft draft = store().draft(NOW)) {
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
}

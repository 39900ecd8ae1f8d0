package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.console.MutableClock;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.ReadMark;
import io.orderflow.operations.orders.RecentPage;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrdersTable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class DynamoDbRecentOrdersTest {
    private static final AwsTarget TARGET =
            new AwsTarget.Embedded(URI.create("http://127.0.0.1:1"), "us-east-1", "id", "key");
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final FakeIndex index = new FakeIndex();
    private final DynamoDbRecentOrders orders = new DynamoDbRecentOrders(index, "Orders", 4, TARGET, clock);

    @Test
    void readsAllShardsOfTodayNewestFirst() throws PortException {
        for (int i = 0; i < 30; i++) {
            index.store("O" + i, clock.instant().minusSeconds(i));
        }

        RecentPage page = orders.newest(20, 7);

        assertThat(ids(page)).hasSize(20).startsWith("O0", "O1", "O2").endsWith("O19");
        assertThat(page.mark().newest()).isEqualTo(clock.instant());
        assertThat(index.partitions()).allMatch(partition -> partition.startsWith("2026-11-22#"));
        assertThat(index.partitions()).hasSize(4);
    }

    @Test
    void walksBackDayByDayUntilThereIsEnoughAndNoFurtherThanAsked() throws PortException {
        index.store("NEAR", clock.instant().minus(Duration.ofDays(2)));
        index.store("FAR", clock.instant().minus(Duration.ofDays(8)));

        assertThat(ids(orders.newest(1, 7))).containsExactly("NEAR");
        assertThat(index.partitions()).contains("2026-11-20#0").doesNotContain("2026-11-19#0");

        index.requests.clear();
        assertThat(ids(orders.newest(10, 7))).containsExactly("NEAR");
        assertThat(index.partitions()).contains("2026-11-16#3").doesNotContain("2026-11-15#3");
        assertThat(ids(orders.newest(10, 28))).containsExactly("NEAR", "FAR");
    }

    @Test
    void readsOnFromTheLastRowSeenWithFiveSecondsAgain() throws PortException {
        index.store("OLD", clock.instant().minusSeconds(20));
        index.store("O1", clock.instant().minusSeconds(2));
        RecentPage first = orders.newest(100, 7);
        clock.advance(Duration.ofSeconds(1));
        index.store("LAGGED", clock.instant().minusSeconds(6));
        index.store("O2", clock.instant());

        assertThat(ids(orders.changedSince(first.mark(), 100))).containsExactly("O2", "O1", "LAGGED");
    }

    @Test
    void readsFiveMinutesAgainOnceAMinuteForWhatCameLate() throws PortException {
        index.store("O1", clock.instant());
        ReadMark mark = orders.newest(100, 7).mark();
        index.store("LATE", clock.instant().minusSeconds(200));
        List<String> seen = new ArrayList<>();
        for (int second = 1; second <= 61; second++) {
            clock.advance(Duration.ofSeconds(1));
            index.store("B" + second, clock.instant());
            RecentPage page = orders.changedSince(mark, 100);
            mark = page.mark();
            if (ids(page).contains("LATE")) {
                seen.add("after " + second + " s");
            }
        }

        assertThat(seen).containsExactly("after 60 s");
    }

    @Test
    void seesRowsOfAConsumerWhoseClockIsBehind() throws PortException {
        index.store("O1", clock.instant().minusSeconds(40));
        ReadMark mark = orders.newest(100, 7).mark();
        clock.advance(Duration.ofSeconds(1));
        index.store("O2", clock.instant().minusSeconds(40));

        assertThat(ids(orders.changedSince(mark, 100))).contains("O2");
    }

    @Test
    void readsBothDaysAroundMidnight() throws PortException {
        clock.advance(Duration.ofHours(10).minusSeconds(3)); // 23:59:57
        index.store("BEFORE", clock.instant());
        index.store("AHEAD", clock.instant().plusSeconds(10)); // a consumer that is a little ahead
        RecentPage page = orders.newest(100, 1);
        assertThat(ids(page)).containsExactly("AHEAD", "BEFORE");

        clock.advance(Duration.ofSeconds(5)); // 00:00:02
        index.store("LAGGED", clock.instant().minusSeconds(4));

        assertThat(ids(orders.changedSince(page.mark(), 100))).contains("LAGGED", "AHEAD");
    }

    @Test
    void followsPagesUpToItsLimit() throws PortException {
        index.pageSize = 3;
        for (int i = 0; i < 40; i++) {
            index.store("O" + i, clock.instant().minusSeconds(i));
        }

        assertThat(ids(orders.newest(40, 1))).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void namesAMissingTableOrIndexSoThatSetupIsOffered() {
        index.fault = ResourceNotFoundException.builder()
                .message("Requested resource not found")
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode("ResourceNotFoundException")
                        .serviceName("DynamoDb")
                        .errorMessage("Requested resource not found")
                        .build())
                .statusCode(400)
                .build();
        assertThatThrownBy(() -> orders.newest(1, 1))
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(PortException.Kind.MISSING));

        index.fault = (DynamoDbException) DynamoDbException.builder()
                .message("The table does not have the specified index: recent-orders")
                .statusCode(400)
                .build();
        assertThatThrownBy(() -> orders.newest(1, 1))
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(PortException.Kind.MISSING));
    }

    private static List<String> ids(RecentPage page) {
        return page.rows().stream().map(row -> row.order().orderId()).toList();
    }

    /** The index recent-orders, as far as its reader can tell. */
    private static final class FakeIndex implements DynamoDbClient {
        private final List<Map<String, AttributeValue>> items = new ArrayList<>();
        private final List<QueryRequest> requests = new ArrayList<>();
        private int pageSize = 1000;
        private DynamoDbException fault;

        void store(String id, Instant processedAt) {
            items.add(
                    OrdersTable.toItem(new Order(id, "U1", "Laptop", 1, OrderStatus.NEW, processedAt), processedAt, 4));
        }

        List<String> partitions() {
            return List.copyOf(new TreeSet<>(requests.stream()
                    .map(request ->
                            request.expressionAttributeValues().get(":dayShard").s())
                    .toList()));
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            if (fault != null) {
                throw fault;
            }
            requests.add(request);
            assertThat(request.indexName()).isEqualTo(OrdersTable.RECENT_ORDERS);
            assertThat(request.scanIndexForward()).isFalse();
            String partition =
                    request.expressionAttributeValues().get(":dayShard").s();
            AttributeValue from = request.expressionAttributeValues().get(":from");
            List<Map<String, AttributeValue>> matching = items.stream()
                    .filter(item -> text(item, OrdersTable.DAY_SHARD).equals(partition))
                    .filter(item ->
                            from == null || text(item, OrdersTable.PROCESSED_AT).compareTo(from.s()) >= 0)
                    .sorted(Comparator.comparing(
                                    (Map<String, AttributeValue> item) -> text(item, OrdersTable.PROCESSED_AT))
                            .reversed())
                    .toList();
            int start = 0;
            if (request.hasExclusiveStartKey()) {
                String after = text(request.exclusiveStartKey(), OrdersTable.ORDER_ID);
                while (!text(matching.get(start), OrdersTable.ORDER_ID).equals(after)) {
                    start++;
                }
                start++;
            }
            int end = Math.min(matching.size(), start + Math.min(pageSize, request.limit()));
            var answer = QueryResponse.builder().items(matching.subList(start, end));
            if (end < matching.size()) {
                answer.lastEvaluatedKey(
                        Map.of(OrdersTable.ORDER_ID, matching.get(end - 1).get(OrdersTable.ORDER_ID)));
            }
            return answer.build();
        }

        private static String text(Map<String, AttributeValue> item, String attribute) {
            return item.get(attribute).s();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }
}

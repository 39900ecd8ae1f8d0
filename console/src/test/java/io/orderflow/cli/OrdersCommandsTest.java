package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.orders.JourneySource.Part;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrdersTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersCommandsTest extends CommandFixture {
    @Test
    void findTakesItsFilterAsWordsAndSaysWhichWayItWent() throws Exception {
        store("O1", "U1");
        store("O2", "U2");

        assertThat(run("orders", "find", "user:U2", "qty>=1", "--json")).isZero();
        assertThat(json().path("index").asText()).isEqualTo("orders-by-user");
        assertThat(json().path("complete").asBoolean()).isTrue();
        assertThat(json().at("/orders/0/orderId").asText()).isEqualTo("O2");

        assertThat(run("orders", "find", "--scan", "--json")).isZero();
        assertThat(json().path("index").asText()).isEqualTo("scan");
        assertThat(err.toString()).contains("Scan: 2 rows, about 2.0 read units, less than $0.0001");
    }

    @Test
    void aBudgetStopsIt() throws Exception {
        for (int i = 0; i < 50; i++) {
            store("O" + i, "U1");
        }
        assertThat(run("orders", "find", "item:none", "--limit", "1", "--budget", "1", "--json"))
                .isZero();
        assertThat(json().path("complete").asBoolean()).isFalse();
        assertThat(json().path("stopped").asText()).isEqualTo("budget");
        assertThat(json().path("readUnits").asDouble())
                .as("its last page may exceed it")
                .isLessThan(10);
        assertThat(run("orders", "find", "--budget", "3", "--json")).isZero();
        assertThat(json().path("stopped").asText()).isEqualTo("budget");
        assertThat(run("orders", "find", "user:U1", "--budget", "0.1", "--json"))
                .isZero();
        assertThat(json().path("readUnits").asDouble()).isZero();
        assertThat(run("orders", "export", home.resolve("e.csv").toString(), "--budget", "1", "--json"))
                .isZero();
        assertThat(json().path("stopped").asText()).isEqualTo("budget");
        assertThat(run("orders", "find", "--budget", "0")).isEqualTo(2);
    }

    @Test
    void whatIsNotInTheAnswerIsSaidByEveryWayAndAnUnknownStatusToo() throws Exception {
        store("O1", "U1");
        services.orders.put(OrderRow.odd(
                "X1",
                Map.of("orderId", "X1", "userId", "U1", "status", "LOST", "timestamp", "yesterday"),
                List.of(new OrderFault("timestamp", OrderRule.NOT_A_TIMESTAMP, List.of(), "yesterday")),
                null,
                null,
                null));

        for (String filter : List.of("item~lamp", "user:U1", "stored<2d")) {
            assertThat(run("orders", "find", filter, "--json")).isZero();
            assertThat(json().path("complete").asBoolean()).as(filter).isFalse();
            assertThat(json().path("gaps").toString())
                    .as(filter)
                    .contains("1 row of the table is not in this index: --scan finds");
            assertThat(run("orders", "find", filter)).isZero();
            assertThat(out.toString()).as(filter).contains("1 row of the table is not in this index");
        }
        assertThat(run("orders", "find", "status:lost", "--scan", "--json")).isZero();
        assertThat(json().at("/orders/0/orderId").asText()).isEqualTo("X1");
        assertThat(json().path("complete").asBoolean()).isTrue();
        assertThat(json().path("gaps")).isEmpty();
        assertThat(err.toString()).contains("\"lost\" is no status of ours");
        assertThat(run("orders", "find", "after:2020-01-01", "--scan")).isZero();
        assertThat(out.toString()).contains("1 row has no timestamp that can be compared");
        assertThat(run("orders", "export", home.resolve("e.csv").toString(), "--filter", "user:U1", "--json"))
                .isZero();
        assertThat(json().path("complete").asBoolean()).isFalse();
        assertThat(json().at("/gaps/0").asText()).contains("1 row of the table is not in this index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders show _",
                "orders status _ NEW",
                "orders status O1 _ NEW",
                "orders status O1 _",
                "dead-letters show _",
                "dead-letters repair _ --body -",
                "dead-letters resume _",
                "dead-letters receipts _",
                "place --resume _",
                "place --order-id _ --user U1 --item Lamp"
            })
    void anIdThatIsEmptyIsAWrongOptionWhichIsSaidInALine(String line) throws Exception {
        List<String> args = new ArrayList<>(List.of(line.split(" ")));
        for (String none : List.of("", " ")) {
            err.getBuffer().setLength(0);
            List<String> typed =
                    args.stream().map(arg -> arg.equals("_") ? none : arg).toList();
            assertThat(run(typed.toArray(new String[0]))).isEqualTo(2);
            assertThat(err.toString().lines()).singleElement().asString().startsWith("orderflow: ");
            assertThat(services.asked).as("nothing is connected").isEmpty();
        }
    }

    @Test
    void anIdThatNoTableTakesIsAWrongOption() {
        assertThat(run("orders", "show", "x".repeat(2049))).isEqualTo(2);
        assertThat(err.toString()).contains("ORDER-ID is longer than any id: 2048 bytes");
    }

    @Test
    void aMinusInFrontOfAWordMeansNot() throws Exception {
        store("O1", "U1");
        store("O2", "U2");
        for (List<String> words :
                List.of(List.of("-id:O1"), List.of("-no", "-id:O1"), List.of("--", "-helmet", "-id:O1"))) {
            List<String> args = new ArrayList<>(List.of("orders", "find", "--json"));
            args.addAll(words);
            assertThat(run(args.toArray(new String[0]))).isZero();
            assertThat(json().at("/orders/0/orderId").asText()).isEqualTo("O2");
            assertThat(json().path("orders")).hasSize(1);
        }
        assertThat(run("orders", "find", "--limt", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--limt'");
        assertThat(run("orders", "watch", "--fro", "5")).isEqualTo(2);
    }

    @Test
    void showTellsTheRowItsJourneyAndItsGaps() throws Exception {
        store("O1", "U1");
        Instant at = services.clock().instant();
        services.journeys.add((id, since) -> new Part(
                List.of(new JourneyStep(at.minusSeconds(9), Kind.TRIED, "log", "receive 1", null)),
                List.of("log: read back to yesterday so far, there is more"),
                null));

        assertThat(run("orders", "show", "O1", "--journey", "--json")).isZero();
        assertThat(json().at("/order/quantity").asInt()).isEqualTo(1);
        assertThat(json().at("/journey/0/step").asText()).isEqualTo("TRIED");
        assertThat(json().at("/journey/0/at").asText()).endsWith("Z");
        assertThat(json().at("/gaps/0").asText()).startsWith("log: read back");
        services.journeys.clear();
        assertThat(run("orders", "show", "O404", "--json")).isEqualTo(1);
        assertThat(json().path("ok").asBoolean()).isFalse();
    }

    @Test
    void exportWritesWhatTheFilterAsksFor() throws Exception {
        store("O1", "U1");
        store("O2", "U2");
        Path file = home.resolve("orders.csv");

        assertThat(run("orders", "export", file.toString(), "--filter", "user:U2", "--json"))
                .isZero();

        assertThat(json().path("exported").asInt()).isEqualTo(1);
        assertThat(Files.readAllLines(file)).hasSize(2).last().asString().startsWith("O2,U2,");
        assertThat(run("orders", "export", file.toString()))
                .as("a file that is there")
                .isEqualTo(1);
    }

    @Test
    void whoInterruptsALongLookIsToldWhatWasFoundUntilThen() throws Exception {
        for (int i = 0; i < 20; i++) {
            store("O" + i, "U1");
        }
        services.orders.pagesOf(2);
        interruptAt("scan");

        assertThat(run("orders", "find", "--scan", "--json")).isEqualTo(2);

        assertThat(json().path("ok").asBoolean()).isFalse();
        assertThat(json().path("stopped").asText()).isEqualTo("cancelled");
        assertThat(json().path("complete").asBoolean()).isFalse();
        assertThat(json().path("orders").size()).isBetween(1, 19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qty>=1", "item:none"})
    void ofAnExportThatIsInterruptedNothingIsLeft(String filter) throws Exception {
        for (int i = 0; i < 20; i++) {
            store("O" + i, "U1");
        }
        services.orders.pagesOf(2);
        Path file = home.resolve("orders.csv");
        interruptAt("scan");

        assertThat(run("orders", "export", file.toString(), "--filter", filter, "--scan", "--json"))
                .isEqualTo(2);

        assertThat(json().path("ok").asBoolean()).isFalse();
        assertThat(file).doesNotExist();
    }

    private void interruptAt(String call) {
        services.orders.whenAsked = () -> {
            if (services.orders.calls.stream().anyMatch(each -> each.startsWith(call))) {
                services.orders.whenAsked = () -> {};
                services.interrupt();
            }
        };
    }

    @Test
    void watchTellsEachChangeOnceUntilItIsEnded() throws Exception {
        services.timePasses = true;
        store("O1", "U1");
        int[] looks = new int[1];
        services.whenPaused = () -> {
            looks[0]++;
            if (looks[0] == 4) {
                store("O2", "U2");
                store("O3", "U3");
            } else if (looks[0] == 40) {
                store("O2", "U2");
            } else if (looks[0] == 80) {
                services.interrupt();
            }
        };

        assertThat(run("orders", "watch", "user:U2")).isZero();

        assertThat(out.toString().lines().map(line -> read(line).path("orderId").asText()))
                .containsExactly("O2", "O2");
        assertThat(looks[0]).as("it ends at once").isEqualTo(80);
    }

    @Test
    void watchTellsWhatCameLateToo() {
        services.timePasses = true;
        int[] looks = new int[1];
        services.whenPaused = () -> {
            looks[0]++;
            if (looks[0] == 8) {
                store("O1", "U1");
            } else if (looks[0] == 60) {
                store("O2", "U1");
            } else if (looks[0] == 100) {
                Instant late = services.clock().instant().minusSeconds(18);
                services.orders.store(new Order("LATE", "U1", "Lamp", 1, OrderStatus.NEW, late), late);
            }
        };
        assertThat(run("orders", "watch", "--for", "65")).isZero();
        assertThat(out.toString().lines().map(line -> read(line).path("orderId").asText()))
                .containsExactly("O1", "O2", "LATE");
    }

    @Test
    void watchGoesOnBesideARowWithAnUnreadableTime() {
        services.timePasses = true;
        int[] looks = new int[1];
        services.whenPaused = () -> {
            if (++looks[0] == 4) {
                Instant at = services.clock().instant();
                Order order = new Order("BADTIME", "U1", "Lamp", 1, OrderStatus.NEW, at);
                services.orders.store(order, "2999-13-45Tx", OrdersTable.day(at) + "#0");
                store("O1", "U1");
            }
        };
        assertThat(run("orders", "watch", "--for", "9")).isZero();
        assertThat(out.toString().lines().map(line -> read(line).path("orderId").asText()))
                .containsExactly("O1");
    }

    @Test
    void watchSaysNothingOfWhatChangedBeforeItBegan() {
        Instant before = services.clock().instant().minusSeconds(60);
        for (int i = 0; i < 20_500; i++) {
            services.orders.store(new Order("O" + i, "U1", "Lamp", 1, OrderStatus.NEW, before), before);
        }
        services.timePasses = true;
        assertThat(run("orders", "watch", "--for", "2")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).doesNotContain("changed at once");
    }

    @Test
    void aTableWithoutAnIndexIsToldFromOneThatIsNotThere() {
        services.orders.withoutIndexes();
        assertThat(run("orders", "find")).isEqualTo(1);
        assertThat(err.toString()).contains("Orders has no index recent-orders: a scan (--scan) reads the whole table");
        assertThat(run("orders", "find", "user:U1")).isEqualTo(1);
        assertThat(err.toString()).contains("Orders has no index orders-by-user");
        assertThat(run("orders", "watch", "--for", "2")).isEqualTo(1);
        assertThat(err.toString()).contains("Orders has no index recent-orders");
        assertThat(run("orders", "find", "--scan")).isZero();
    }

    @Test
    void watchEndsAfterItsTime() {
        services.timePasses = true;
        assertThat(run("orders", "watch", "--for", "3")).isZero();
        assertThat(run("orders", "watch", "--for", "0")).isEqualTo(2);
    }

    private static JsonNode read(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(String id, String user) {
        Instant at = services.clock().instant();
        services.orders.store(new Order(id, user, "Lamp", 1, OrderStatus.NEW, at), at);
    }
}

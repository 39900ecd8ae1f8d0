package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.infra.doctor.FindingText;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCommandsTest {
    private static final String HEAD =
            "\"ok\":true,\"account\":\"000000000000\",\"region\":\"us-east-1\",\"endpoint\":\"http://127.0.0.1:40213\"";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeStack stack = new FakeStack(List.of());
    private final FakeServices services = new FakeServices(() -> Path.of("/tmp/home"), stack::tools);

    @BeforeEach
    void orders() {
        store("O1", "U1", "Desk lamp", 2, OrderStatus.NEW, 90);
        store("O2", "U2", "Laptop", 12, OrderStatus.SHIPPED, 60);
        store("O3", "U1", "Laptop bag", 1, OrderStatus.NEW, 5);
    }

    @Test
    void listsTheNewestOrders() {
        assertThat(run("orders", "list", "--limit", "2")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "2026-11-22T14:01:20.250Z  O3               U1                 1  NEW            18 ms  Laptop bag",
                        "2026-11-22T13:06:20.250Z  O2               U2                12  SHIPPED            –  Laptop",
                        "2 listed of 3 read by recent-orders; 2.5 read units, less than $0.0001; there are more: --limit");
        assertThat(err.toString()).startsWith("Target: account 000000000000, us-east-1");
    }

    @Test
    void ordersThatPassAFilterAreOneJsonObject() {
        assertThat(run("orders", "list", "--filter", "item~laptop stored:2026-11-22 -qty<5", "--json"))
                .isZero();
        assertThat(out.toString().strip())
                .isEqualTo("{" + HEAD
                        + ",\"index\":\"recent-orders\",\"complete\":true,\"stopped\":null,\"gaps\":[],\"seen\":3,"
                        + "\"readUnits\":4.5,\"dollars\":5.625E-7,\"orders\":[{\"orderId\":\"O2\",\"userId\":\"U2\","
                        + "\"itemName\":\"Laptop\",\"quantity\":12,\"status\":\"SHIPPED\","
                        + "\"timestamp\":\"2026-11-22T13:06:20.250Z\",\"sentAt\":null,"
                        + "\"processedAt\":\"2026-11-22T13:06:20.250Z\",\"storedAfterMs\":null}]}");
    }

    @Test
    void anOrderTellsWhenItWasSentAndHowLongItTook() {
        assertThat(run("orders", "list", "--limit", "1", "--json")).isZero();
        JsonNode order = json().get("orders").get(0);
        assertThat(order.get("sentAt").asText()).isEqualTo("2026-11-22T14:01:20.232Z");
        assertThat(order.get("storedAfterMs").asLong()).isEqualTo(18);
    }

    @Test
    void nothingFoundIsNoFailure() {
        assertThat(run("orders", "list", "--filter", "status:returned")).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("0 listed of 3 read by recent-orders; 16.5 read units, less than $0.0001");
    }

    @Test
    void aDayIsTheMachines() {
        assertThat(run("orders", "list", "--filter", "after:2026-11-22T15:00", "--json"))
                .isZero(); // 14:00 UTC
        assertThat(json().get("orders")).hasSize(1);
    }

    @Test
    void aFaultyFilterIsPointedAtBeforeAnythingIsReached() {
        assertThat(run("orders", "list", "--filter", "qty>=2 statu:new")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "orderflow: “statu” is nothing to filter by: there are user, status, qty, item, after, before,"
                                + " stored, id. Put quotes around it to look for it as text. (characters 8–12) (see"
                                + " orderflow orders find --help)",
                        "  qty>=2 statu:new",
                        "         ^^^^^");
        assertThat(out.toString()).isEmpty();
        assertThat(services.asked).isEmpty();
    }

    @Test
    void aFaultyFilterIsJsonWhereThatIsAskedFor() {
        assertThat(run("dead-letters", "list", "--filter", "age>soon", "--json"))
                .isEqualTo(2);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().get("error").asText()).startsWith("“soon” is no length of time");
        assertThat(err.toString().lines()).last().isEqualTo("      ^^^^");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders list",
                "orders export x.csv",
                "orders watch",
                "dead-letters list",
                "dead-letters export x.jsonl",
                "dead-letters redrive"
            })
    void allThatIsWrongWithAFilterIsSaidALineEach(String command) {
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of("--filter", "foo:1 ok bar:\"x y\""));
        assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(4)
                .satisfies(lines -> {
                    assertThat(lines.get(0))
                            .startsWith("orderflow: “foo” is nothing")
                            .endsWith("(characters 1–3)");
                    assertThat(lines.get(1))
                            .startsWith("orderflow: “bar” is nothing")
                            .contains("(characters 10–12)");
                })
                .endsWith("  foo:1 ok bar:\"x y\"", "  ^^^      ^^^");
        args.add("--json");
        assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(json().get("error").asText()).contains("“foo”", "“bar”");
        assertThat(json().get("filter").asText()).isEqualTo("foo:1 ok bar:\"x y\"");
        assertThat(json().get("faults")).hasSize(2);
        assertThat(json().at("/faults/1/code").asText()).isEqualTo("UNKNOWN_KEY");
        assertThat(json().at("/faults/1/start").asInt()).isEqualTo(9);
        assertThat(json().at("/faults/1/end").asInt()).isEqualTo(12);
        assertThat(services.asked).isEmpty();
    }

    @Test
    void listsDeadLettersWithTheirReasons() {
        SampleData.letters().forEach(services.letters.queue::put);
        assertThat(run("dead-letters", "list", "--filter", "rule:range field:quantity age<15m"))
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(3)
                .first()
                .asString()
                .contains(
                        "2026-11-22T13:54:20.250Z  0d7c2a90-1",
                        "ORD-55210",
                        "4  quantity must be a whole number from 1 to 1,000,000, but is 0");
        assertThat(services.letters.queue.visible()).isEqualTo(6);
    }

    @Test
    void deadLettersAreOneJsonObject() {
        SampleData.letters().forEach(services.letters.queue::put);
        assertThat(run(
                        "dead-letters",
                        "list",
                        "--filter",
                        "user:U134 -reason:valid left<20d group:quantity:RANGE id:ORD-55210",
                        "--json"))
                .isZero();
        assertThat(out.toString().strip())
                .isEqualTo("{" + HEAD + ",\"seen\":6,\"about\":6,\"complete\":true,"
                        + "\"takenAt\":\"2026-11-22T14:06:20.250Z\",\"letters\":[{\"messageId\":\"0d7c2a90-1\","
                        + "\"orderId\":\"ORD-55210\",\"userId\":\"U134\",\"sentAt\":\"2026-11-22T13:54:20.250Z\","
                        + "\"expiresAt\":\"2026-12-06T13:54:20.250Z\","
                        + "\"receives\":{\"total\":4,\"queue\":3,\"ours\":1,\"others\":0},\"evidence\":\"rule\",\"verdict\":\"MALFORMED\",\"faults\":["
                        + "{\"field\":\"quantity\",\"rule\":\"RANGE\","
                        + "\"message\":\"quantity must be a whole number from 1 to 1,000,000, but is 0\"}],\"group\":\"quantity:RANGE\",\"source\":\"OrderQueue\","
                        + "\"codeMatches\":true}]}");
    }

    @Test
    void causesAreToldWithTheirCounts() {
        SampleData.letters().forEach(services.letters.queue::put);
        assertThat(run("dead-letters", "list", "--group", "--limit", "1", "--json"))
                .isZero();
        JsonNode groups = json().get("groups");
        assertThat(json().get("letters")).hasSize(1);
        assertThat(groups.findValuesAsText("count")).containsExactly("1", "1", "1", "1", "1", "1");
        assertThat(groups.findValuesAsText("key"))
                .contains("quantity:RANGE", "message:NOT_JSON", "quantity:NOT_AN_INTEGER", "unknown");
        assertThat(groups.get(0).fieldNames())
                .toIterable()
                .containsExactly("key", "cause", "evidence", "count", "first", "last", "sample");
    }

    @Test
    void aCauseTellsTheFunctionsChangeJustBeforeIt() {
        SampleData.letters().forEach(services.letters.queue::put);
        services.letters.functionChangedAt = SampleData.NOW.minusSeconds(31 * 60);
        assertThat(run("dead-letters", "list", "--group")).isZero();
        assertThat(out.toString().lines())
                .containsOnlyOnce(
                        "        function changed 2026-11-22T13:35:20.250Z, first letter" + " 2026-11-22T13:36:20.250Z")
                .filteredOn(line -> line.contains("function changed"))
                .hasSize(4);
    }

    @Test
    void whatIsCutOffIsSaid() {
        SampleData.letters().forEach(services.letters.queue::put);
        assertThat(run("dead-letters", "list", "--limit", "2")).isZero();
        assertThat(out.toString()).contains("2 listed, 6 of the 6 looked at pass; --limit 6 lists them all");
        out.getBuffer().setLength(0);
        assertThat(run("dead-letters", "list")).isZero();
        assertThat(out.toString()).contains("6 listed, 6 of the 6 looked at pass\n");
    }

    @Test
    void whatSnsCouldNotDeliverComesWithWhatTheDoctorSees() {
        SampleData.letters().forEach(services.letters.queue::put);
        assertThat(run("dead-letters", "list", "--queue", "OrderUndelivered")).isZero();
        assertThat(err.toString()).contains("SNS keeps no reason, and setup doctor sees none now");
        stack.findings.add(new Finding(
                Severity.ERROR,
                FindingCode.TOPIC_REFUSED,
                new ResourceId(ResourceKind.QUEUE, "dev-OrderQueue"),
                FindingText.TOPIC_REFUSED,
                "OrderTopic"));
        assertThat(run("dead-letters", "list", "--queue", "OrderUndelivered")).isZero();
        assertThat(err.toString())
                .contains(
                        "as setup doctor sees it now: queue dev-OrderQueue: its policy does not let OrderTopic send to"
                                + " it; run setup apply");
        stack.failDoctor(new PortException(PortException.Kind.UNREACHABLE, "SQS", "no answer"));
        assertThat(run("dead-letters", "list", "--queue", "OrderUndelivered")).isZero();
        assertThat(err.toString()).contains("Why SNS did not deliver is not known: ");
    }

    @Test
    void theLogIsReadOnWhereSomebodyAsks() {
        SampleData.letters().forEach(services.letters.queue::put);
        services.letters.page = 1;
        for (int i = 0; i < 30; i++) {
            services.letters.lines.add(failed(i == 29 ? "0d7c2a90-3" : "other" + i));
        }
        assertThat(run("dead-letters", "list", "--group")).isZero();
        assertThat(err.toString()).contains("The function's log goes on").contains("--log-pages 40 reads on");
        assertThat(out.toString()).doesNotContain("failed:Throttled");
        err.getBuffer().setLength(0);
        assertThat(run("dead-letters", "list", "--group", "--log-pages", "40")).isZero();
        assertThat(out.toString()).contains("failed:Throttled");
        assertThat(err.toString()).doesNotContain("goes on");
    }

    private static ConsumerLine failed(String id) {
        return new ConsumerLine(
                SampleData.NOW, "FAILED", id, null, null, null, null, 3, null, "Throttled", null, List.of());
    }

    @Test
    void theLastSnapshotIsReadWithoutReceiving() {
        SampleData.letters().forEach(services.letters.queue::put);
        assertThat(run("dead-letters", "list", "--cached")).isEqualTo(1);
        assertThat(err.toString()).contains("No snapshot of OrderDLQ was taken on this computer yet");
        assertThat(run("dead-letters", "list")).isZero();
        int requests = services.letters.queue.requests;
        out.getBuffer().setLength(0);
        assertThat(run("dead-letters", "list", "--cached", "--json")).isZero();
        assertThat(services.letters.queue.requests).isEqualTo(requests);
        assertThat(json().get("letters")).hasSize(6);
        assertThat(err.toString()).contains("As of 2026-11-22T14:06:20.250Z, 0 s ago");
    }

    @Test
    void whatALargeLookCostsIsSaidFirst() {
        for (int n = 0; n < 1_001; n++) {
            services.letters.queue.put(
                    new DeadLetter("m" + n, "no order", 3, SampleData.NOW.minusSeconds(60), List.of(), Map.of()));
        }
        String cost =
                "Taking in about 1,001 letters takes about 202 requests (less than $0.0001), and counts as a receive of each";
        for (String command : new String[] {
            "list", "show m1", "export /tmp/no/such/folder/file", "redrive --all --dry-run",
        }) {
            err.getBuffer().setLength(0);
            int unused = run(("dead-letters " + command).split(" "));
            assertThat(err.toString().lines()).as(command).element(1).isEqualTo(cost);
        }
        err.getBuffer().setLength(0);
        assertThat(run("dead-letters", "list", "--cached")).isZero();
        assertThat(out.toString())
                .endsWith("100 listed, 1001 of the 1001 looked at pass; --limit 1001 lists them all\n");
        out.getBuffer().setLength(0);
        assertThat(run("dead-letters", "list", "--cached", "--json")).isZero();
        assertThat(json().get("letters")).hasSize(1_001);
        assertThat(err.toString()).doesNotContain("Taking in");
    }

    @Test
    void oneIsShownWhole() {
        SampleData.letters().forEach(services.letters.queue::put);
        assertThat(run("dead-letters", "show", "5f2c1b7e-0a1d-4f6e-9d52-7c1de00b91ab", "--json"))
                .isZero();
        assertThat(json().fieldNames())
                .toIterable()
                .containsExactly(
                        "ok",
                        "account",
                        "region",
                        "endpoint",
                        "letter",
                        "body",
                        "attributes",
                        "system",
                        "order",
                        "row",
                        "receipts");
        assertThat(json().at("/attributes/run/value").asText()).isEqualTo("42");
        assertThat(json().at("/order/quantity").asText()).isEqualTo("1.5");
        assertThat(json().at("/letter/orderId").asText()).isEqualTo("ORD-55212");
        assertThat(services.letters.queue.visible()).isEqualTo(6);
        assertThat(run("dead-letters", "show", "nothing")).isEqualTo(1);
        assertThat(err.toString().lines()).last().asString().contains("No message nothing was found in OrderDLQ");
    }

    @Test
    void whatCannotBeReadIsOneLineAndExitOne() {
        services.orders.failWith(new PortException(PortException.Kind.MISSING, "Orders", "no such table"));
        assertThat(run("orders", "list", "--json")).isEqualTo(1);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(err.toString().lines()).last().asString().startsWith("orderflow: Orders does not exist");
    }

    private void store(String id, String user, String item, int quantity, OrderStatus status, int minutesAgo) {
        var time = SampleData.NOW.minus(Duration.ofMinutes(minutesAgo));
        services.orders.store(
                new Order(id, user, item, quantity, status, time), time, id.equals("O2") ? null : time.minusMillis(18));
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(out.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.toString(), e);
        }
    }

    private int run(String... args) {
        var answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        return OrderflowCommand.commandLine(services, answer).execute(args);
    }
}

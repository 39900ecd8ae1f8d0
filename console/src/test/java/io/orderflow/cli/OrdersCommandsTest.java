package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.operations.orders.JourneySource.Part;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersCommandsTest {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeServices services = new FakeServices(() -> home, new FakeStack(SampleData.resources())::tools);

    private int run(String... args) {
        out.getBuffer().setLength(0);
        var answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        return OrderflowCommand.commandLine(services, answer).execute(args);
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

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
        assertThat(err.toString()).contains("Scan: 2 rows, about 0.5 read units, less than $0.0001");
    }

    @Test
    void aBudgetStopsIt() throws Exception {
        for (int i = 0; i < 50; i++) {
            store("O" + i, "U1");
        }
        assertThat(run("orders", "find", "item:none", "--limit", "1", "--budget", "1", "--json"))
                .isZero();
        assertThat(json().path("complete").asBoolean()).isFalse();
        assertThat(run("orders", "find", "--budget", "0")).isEqualTo(2);
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

    private void store(String id, String user) {
        Instant at = services.clock().instant();
        services.orders.store(new Order(id, user, "Lamp", 1, OrderStatus.NEW, at), at);
    }
}

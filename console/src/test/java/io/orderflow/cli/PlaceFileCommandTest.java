package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code place --file} and {@code place --resume}. */
final class PlaceFileCommandTest extends CommandFixture {
    private static final String HEADER = "orderId,userId,itemName,quantity,status,timestamp\n";
    private static final String GOOD = "O1,U1,Lamp,2,new,2026-05-03T12:00:00Z\nO2,U1,Lamp,2,new,2026-05-03T12:00:00Z\n";
    private static final String BAD = "O3,U1,Lamp,0,lost,2026-05-03T12:00:00Z\n";

    private String file(String text) throws IOException {
        return Files.writeString(home.resolve("orders.csv"), text).toString();
    }

    private static Order order(String id) {
        return new Order(id, "U1", "Lamp", 2, OrderStatus.NEW, Instant.parse("2026-05-03T12:00:00Z"));
    }

    @Test
    void aCheckSendsNothing() throws Exception {
        assertThat(run("place", "--file", file(HEADER + GOOD), "--check", "--json"))
                .isZero();
        assertThat(json())
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"ok\":true,\"account\":\"000000000000\",\"region\":\"us-east-1\","
                                + "\"endpoint\":\"http://127.0.0.1:40213\",\"import\":null,\"rows\":2,\"valid\":2,\"faulty\":0,"
                                + "\"duplicates\":0,\"published\":0,\"faultsFile\":null,\"outcomes\":{\"STORED\":0,\"REPLACED\":0,"
                                + "\"DUPLICATE\":0,\"SUPERSEDED\":0,\"DEAD_LETTERED\":0,\"REFUSED\":0,\"UNDER_WAY\":0,"
                                + "\"UNKNOWN\":0}}"));
        assertThat(err.toString()).contains("CSV, UTF-8, comma between fields, with a header");
        assertThat(services.pipeline.published).isEmpty();
        assertThat(services.questions).isEmpty();
        assertThat(services.imports(true, line -> {}).unfinished()).isEmpty();
    }

    @Test
    void aCheckWithFaultsTellsThemAndSavesTheRowsAside() throws Exception {
        assertThat(run("place", "--file", file(HEADER + GOOD + BAD), "--check", "--json"))
                .isEqualTo(2);
        assertThat(json().path("ok").asBoolean()).isFalse();
        assertThat(json().path("faulty").asInt()).isEqualTo(1);
        Path faults = Path.of(json().path("faultsFile").asText());
        assertThat(faults).isEqualTo(home.resolve("orders.faults.csv"));
        assertThat(Files.readString(faults))
                .startsWith(HEADER.strip() + ",fault")
                .contains(BAD.strip() + ",\"quantity");
        assertThat(err.toString())
                .contains("line 4 (O3): quantity must be a whole number")
                .contains("status must be one");
        assertThat(services.pipeline.published).isEmpty();
        assertThat(run("place", "--file", file(HEADER + GOOD + BAD), "--check")).isEqualTo(2);
        assertThat(out.toString()).isEqualToIgnoringNewLines("3 rows, 1 faulty. Nothing was sent.");
        assertThat(home.resolve("orders.faults-2.csv")).exists();
    }

    @Test
    void whatIsGoodIsSentOnceSomebodyAgreedAndTheRestIsLeftAside() throws Exception {
        String file = file(HEADER + GOOD + BAD);
        Path faults = home.resolve("aside.csv");
        services.replies.add("no");
        assertThat(run(
                        "place",
                        "--file",
                        file,
                        "--faults",
                        home.resolve("no.csv").toString()))
                .isEqualTo(1);
        assertThat(services.questions).containsExactly("Send 2 orders of orders.csv? Type yes: ");
        assertThat(services.pipeline.published).isEmpty();

        assertThat(run("place", "--file", file, "--faults", faults.toString(), "--yes", "--json"))
                .isEqualTo(2);
        assertThat(services.pipeline.published).containsExactlyInAnyOrder(order("O1"), order("O2"));
        assertThat(json().path("published").asInt()).isEqualTo(2);
        assertThat(json().at("/outcomes/STORED").asInt()).isEqualTo(2);
        assertThat(json().path("faultsFile").asText()).isEqualTo(faults.toString());
        assertThat(err.toString()).contains("Import " + json().path("import").asText());

        Files.writeString(faults, Files.readString(faults).replace(",0,lost,", ",2,new,"));
        assertThat(run("place", "--file", faults.toString(), "--yes", "--json")).isZero();
        assertThat(json().path("ok").asBoolean()).isTrue();
        assertThat(services.pipeline.published).contains(order("O3"));
    }

    @Test
    void withoutAStatusColumnEveryOrderIsNewWhichIsSaid() throws Exception {
        assertThat(run("place", "--file", file("orderId;userId;itemName;quantity\nO1;U1;Lamp;2\n"), "--yes", "--json"))
                .isZero();
        assertThat(services.pipeline.published)
                .singleElement()
                .extracting(Order::status)
                .isEqualTo(OrderStatus.NEW);
        assertThat(err.toString())
                .contains("semicolon between fields")
                .contains("no status column: every order is NEW")
                .contains("Publishing costs less than $0.0001")
                .as("what is no longer true when it is read")
                .doesNotContain("0 of 1 sent");
    }

    @Test
    void publishedIsTheEndWithoutFollowing() throws Exception {
        services.pipeline.stores = false;
        assertThat(run("place", "--file", file(HEADER + GOOD), "--follow", "0", "--yes", "--json"))
                .isZero();
        assertThat(json().at("/outcomes/UNDER_WAY").asInt()).isEqualTo(2);
        assertThat(run("place", "--file", file(HEADER + GOOD), "--follow", "5", "--yes", "--json"))
                .isEqualTo(2);
        assertThat(json().at("/outcomes/UNKNOWN").asInt()).isEqualTo(2);
        assertThat(run("place", "--file", file(HEADER + GOOD), "--follow", "5", "--yes"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("2 of 2 orders published", "2  unknown", "Import 20");
    }

    @Test
    void anImportIsTakenUpAgainByItsIdOrAsTheLatest() throws Exception {
        services.pipeline.instead = orders -> {
            throw new PortException(PortException.Kind.DENIED, "OrderTopic", "not allowed");
        };
        assertThat(run("place", "--file", file(HEADER + GOOD), "--yes", "--json"))
                .isEqualTo(2);
        String id = json().path("import").asText();
        assertThat(json().path("error").asText()).contains("not allowed");
        assertThat(run("place", "--resume", id)).isEqualTo(2);
        assertThat(out.toString()).contains("Something is left to be finished: place --resume " + id);
        services.pipeline.instead = null;
        assertThat(run("place", "--resume", "latest", "--json")).isZero();
        assertThat(json().path("import").asText()).isEqualTo(id);
        assertThat(services.pipeline.published).containsExactlyInAnyOrder(order("O1"), order("O2"));
        assertThat(run("place", "--resume", "latest")).isEqualTo(1);
        assertThat(err.toString()).contains("No import is left to be finished.");
        assertThat(run("place", "--resume", "../x")).isEqualTo(1);
    }

    @Test
    void columnsAreMappedAndRememberedByTheirHeader() throws Exception {
        String file = file("Nr;Kunde;Artikel;Menge;Stand\nO1;U1;Lamp;2;new\n");
        assertThat(run("place", "--file", file, "--check")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no column is userId, itemName, quantity: there are Nr, Kunde, Artikel, Menge, Stand;"
                        + " say --map COLUMN=FIELD");
        String[] mapped = {
            "place",
            "--file",
            file,
            "--check",
            "--map",
            "Nr=orderId",
            "--map",
            "Kunde=userId",
            "--map",
            "Artikel=itemName",
            "--map",
            "Menge=quantity",
            "--map",
            "Stand=status"
        };
        assertThat(run(mapped)).isZero();
        assertThat(run("place", "--file", file, "--yes")).isZero();
        assertThat(err.toString()).contains("orderId from Nr, userId from Kunde");
        assertThat(services.pipeline.published).singleElement().satisfies(order -> assertThat(order.orderId())
                .isEqualTo("O1"));
        assertThat(run("place", "--file", file, "--check", "--map", "Nr=nothing"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--map Nr=nothing: a field is one of orderId, userId");
        assertThat(run("place", "--file", file, "--check", "--map", "Nummer=orderId"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no column Nummer");
    }

    @Test
    void howAFileIsWrittenCanBeSaid() throws Exception {
        Path file = Files.write(
                home.resolve("latin.txt"), "O1:U1:Stra\u00dfe:2:new:\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run(
                        "place",
                        "--file",
                        file.toString(),
                        "--encoding",
                        "latin1",
                        "--separator",
                        ":",
                        "--no-header",
                        "--yes"))
                .isZero();
        assertThat(services.pipeline.published.get(0).itemName()).isEqualTo("Stra\u00dfe");
        assertThat(err.toString()).contains("CSV, ISO-8859-1, ':' between fields, without a header");
        assertThat(run("place", "--file", file.toString(), "--encoding", "latin-none"))
                .isEqualTo(2);
        assertThat(run("place", "--file", file.toString(), "--separator", "ab")).isEqualTo(2);
    }

    @Test
    void whatIsInTheTableIsToldOnceItsPriceIsAgreedTo() throws Exception {
        services.pipeline.store(order("O1"), "earlier");
        services.pipelineClock.advance(Duration.ofMinutes(1));
        Instant later = Instant.parse("2026-06-01T00:00:00Z");
        services.pipeline.put("O2", new OrderState(later, "aa", later, later, Map.of()));
        String file = file(HEADER + GOOD);
        services.replies.add("no");
        assertThat(run("place", "--file", file, "--check", "--against-table")).isEqualTo(1);
        assertThat(err.toString())
                .contains("Reading 2 orders in the table costs about 2 read units, less than $0.0001.");
        assertThat(services.pipeline.rowReads).isZero();
        services.replies.add("yes");
        assertThat(run("place", "--file", file, "--check", "--against-table", "--json"))
                .isZero();
        assertThat(json().path("table"))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"read\":2,\"older\":0,\"same\":1,\"newer\":1,\"orders\":["
                                + "{\"line\":2,\"orderId\":\"O1\",\"is\":\"same\"},"
                                + "{\"line\":3,\"orderId\":\"O2\",\"is\":\"newer\"}]}"));
        assertThat(err.toString()).contains("1 the same, 1 newer there");
        assertThat(run("place", "--file", file, "--against-table", "--yes", "--json"))
                .isZero();
        assertThat(json().at("/outcomes/DUPLICATE").asInt()).isEqualTo(1);
        assertThat(json().at("/outcomes/SUPERSEDED").asInt()).isEqualTo(1);
    }

    @Test
    void aReadOnlyEnvironmentChecksAndSendsNothing() throws Exception {
        services.protection =
                new Protection(new Environment("Live", Colour.RED, new Embedded(null), "", null, true, false));
        assertThat(run("place", "--file", file(HEADER + GOOD), "--check")).isZero();
        assertThat(run("place", "--file", file(HEADER + GOOD), "--yes")).isEqualTo(1);
        assertThat(err.toString()).contains("Live is read-only");
        assertThat(services.pipeline.published).isEmpty();
    }

    @Test
    void optionsOfOneOrderAndOfMany() throws Exception {
        String file = file(HEADER + GOOD);
        assertThat(run("place", "--file", file, "--user", "U1")).isEqualTo(2);
        assertThat(run("place", "--file", file, "--resume", "latest")).isEqualTo(2);
        assertThat(run("place", "--user", "U1", "--item", "Lamp", "--check")).isEqualTo(2);
        assertThat(run("place", "--user", "U1", "--item", "Lamp", "--rate", "5"))
                .isEqualTo(2);
        assertThat(run("place", "--file", file, "--rate", "0")).isEqualTo(2);
        assertThat(run("place", "--file", home.resolve("absent.csv").toString(), "--check", "--json"))
                .isEqualTo(1);
        assertThat(json().path("error").asText()).contains("is not there");
        assertThat(services.pipeline.published).isEmpty();
    }

    @Test
    void aFileWithoutRowsIsDone() throws Exception {
        assertThat(run("place", "--file", file(HEADER), "--yes", "--json")).isZero();
        assertThat(json().path("rows").asInt()).isZero();
        assertThat(services.imports(true, line -> {}).unfinished()).isEmpty();
    }
}

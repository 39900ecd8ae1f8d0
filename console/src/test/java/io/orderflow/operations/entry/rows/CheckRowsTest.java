package io.orderflow.operations.entry.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.app.UserTextFiles;
import io.orderflow.console.MutableClock;
import io.orderflow.operations.Progress;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All rows are checked; what is wrong is told by row and field, and kept to be corrected. */
class CheckRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:06:02Z");
    private static final Instant THEN = Instant.parse("2026-05-03T12:00:00Z");
    private static final String HEADER = "orderId;userId;itemName;quantity;status;timestamp\r\n";
    private static final String GOOD = "O1;U1;Stra\u00dfe;2;new;2026-05-03T12:00:00Z\r\n";

    @TempDir
    Path folder;

    private final List<Order> orders = new ArrayList<>();
    private final List<Boolean> made = new ArrayList<>();
    private ByteArrayOutputStream faulty = new ByteArrayOutputStream();

    private RowsReport check(byte[] bytes, Map<String, OrderField> named) throws Exception {
        orders.clear();
        made.clear();
        faulty = new ByteArrayOutputStream();
        OrderFile file = new OrderFile(new UserTextFiles(), Files.write(folder.resolve("orders"), bytes));
        FileForm form = file.look(FormWish.NONE, named.keySet(), Progress.NONE);
        RowSink sink = new RowSink() {
            @Override
            public void order(long line, Order order, boolean timeMade) {
                orders.add(order);
                made.add(timeMade);
            }

            @Override
            public OutputStream faulty() {
                return faulty;
            }
        };
        return new CheckRows(file, form, Columns.find(form, named), line -> "MADE-" + line, new MutableClock(NOW), sink)
                .run(Progress.NONE);
    }

    private RowsReport check(String text) throws Exception {
        return check(text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private String faulty() {
        return faulty.toString(StandardCharsets.UTF_8);
    }

    private static Order order(String id, Instant time) {
        return new Order(id, "U1", "Stra\u00dfe", 2, OrderStatus.NEW, time);
    }

    @Test
    void goodRowsAreOrders() throws Exception {
        RowsReport report = check(HEADER + GOOD + " O2 ; U1 ;Stra\u00dfe; 2 ;NEW; 2026-05-03T14:00:00+02:00 \r\n");
        assertThat(report).isEqualTo(new RowsReport(2, 0, List.of()));
        assertThat(report.valid()).isEqualTo(2);
        assertThat(orders).containsExactly(order("O1", THEN), order("O2", THEN));
        assertThat(made).containsExactly(false, false);
        assertThat(faulty()).isEmpty();
    }

    @Test
    void aMissingIdAndTimeAreMade() throws Exception {
        check("userId,itemName,quantity,status,timestamp\nU1,Stra\u00dfe,2,new,\n");
        check("userId,itemName,quantity,status\nU1,Stra\u00dfe,2,new\n");
        assertThat(orders).containsExactly(order("MADE-2", NOW));
        assertThat(made).containsExactly(true);

        check("{\"userId\":\"U1\",\"itemName\":\"Stra\u00dfe\",\"quantity\":2,\"status\":\"new\",\"timestamp\":null}\n"
                + "{\"orderId\":\"O2\",\"userId\":\"U1\",\"itemName\":\"Stra\u00dfe\",\"quantity\":2,\"status\":\"new\"}\n"
                + "{\"orderId\":\"\",\"userId\":\"U1\",\"itemName\":\"Stra\u00dfe\",\"quantity\":2,\"status\":\"new\","
                + "\"timestamp\":\"2026-05-03T12:00:00Z\",\"more\":{\"a\":[1.50]}}\n");
        assertThat(orders).containsExactly(order("MADE-1", NOW), order("O2", NOW), order("MADE-3", THEN));
        assertThat(made).containsExactly(true, true, false);
    }

    @Test
    void aMissingStatusIsMadeOnlyWhereNoColumnIsOne() throws Exception {
        check("orderId,userId,itemName,quantity\nO1,U1,Stra\u00dfe,2\n");
        assertThat(orders).extracting(Order::status).containsExactly(OrderStatus.NEW);

        assertThat(check(HEADER + "O1;U1;Stra\u00dfe;2;;\n").first())
                .extracting(RowFault::message)
                .containsExactly("status is missing");
        assertThat(check("{\"orderId\":\"O1\",\"userId\":\"U1\",\"itemName\":\"Lamp\",\"quantity\":2}\n")
                        .faulty())
                .isEqualTo(1);
    }

    @Test
    void faultsAreToldByRowAndField() throws Exception {
        RowsReport report =
                check(HEADER + GOOD + "ORD 904;U1;Lamp;1.5;lost;2026-02-30T12:00:00Z\r\n" + GOOD + "O3;U1;;0;new;\r\n");
        assertThat(report.rows()).isEqualTo(4);
        assertThat(report.faulty()).isEqualTo(2);
        assertThat(report.first())
                .extracting(RowFault::line, RowFault::orderId, RowFault::field, RowFault::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "ORD 904", "orderId", "ORD 904"),
                        org.assertj.core.groups.Tuple.tuple(3L, "ORD 904", "quantity", "1.5"),
                        org.assertj.core.groups.Tuple.tuple(3L, "ORD 904", "status", "lost"),
                        org.assertj.core.groups.Tuple.tuple(3L, "ORD 904", "timestamp", "2026-02-30T12:00:00Z"),
                        org.assertj.core.groups.Tuple.tuple(5L, "O3", "itemName", null),
                        org.assertj.core.groups.Tuple.tuple(5L, "O3", "quantity", "0"));
        assertThat(orders).hasSize(2);
    }

    @Test
    void faultyRowsCanBeCorrectedAndImportedAsTheyAre() throws Exception {
        String bad = "O2;U1;\"27\"\" wide;\nblack\";1.5;new;2026-05-03T12:00:00Z\r\n";
        check(HEADER + GOOD + bad);
        assertThat(faulty())
                .isEqualTo(HEADER.replace("\r\n", ";fault\r\n")
                        + bad.replace("Z\r\n", "Z;")
                        + "\"itemName must not hold control characters, but holds U+000A; quantity must be a whole"
                        + " number from 1 to 1,000,000, but is 1.5\"\r\n");

        String again = faulty();
        RowsReport report = check(again);
        assertThat(report.faulty()).isEqualTo(1);
        assertThat(faulty()).isEqualTo(again);

        report = check(again.replace("\nblack", " black").replace("1.5;", "15;"));
        assertThat(report.faulty()).isZero();
        assertThat(orders).containsExactly(new Order("O2", "U1", "27\" wide; black", 15, OrderStatus.NEW, THEN));
    }

    @Test
    void aQuoteThatIsNotClosedIsNamedWithTheLinesThatItTook() throws Exception {
        String good = GOOD.replace("O1", "O7");
        RowsReport report = check(HEADER + GOOD + GOOD + "O4;U1;\"Lamp;1;new;2026-05-03T12:00:00Z\r\n" + good + good);

        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.first()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(4);
            assertThat(fault.orderId()).isEqualTo("O4");
            assertThat(fault.message())
                    .isEqualTo("a quote opened in line 4 is not closed: the 3 lines 4 to 6 were read as one row");
        });
        String again = faulty();
        assertThat(check(again).first())
                .as("closed by what saved it, and still not one order")
                .extracting(RowFault::message)
                .startsWith("a quote may be left open in line 2: the 3 lines 2 to 4 were read as one row");
        check(again.replace("\"Lamp", "Lamp").replaceFirst("Z\";.*", "Z\r\n"));
        assertThat(orders).extracting(Order::orderId).containsExactly("O4", "O7", "O7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Lamp;1;new;", "\"Lamp\"\";1;new;\n", "\"Lamp", "\""})
    void aQuoteThatTheEndOfTheFileClosesIsOpen(String end) throws Exception {
        RowsReport report = check(HEADER + GOOD + "O4;U1;" + end);
        assertThat(report.valid()).isEqualTo(1);
        assertThat(report.first()).singleElement().satisfies(fault -> assertThat(fault.message())
                .isEqualTo(
                        "a quote opened in line 3 is not closed: line 3 was read to the end of the file as one field"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O2;U1;\"Lamp\";1;\"new\";\"\"",
                "O2;U1;\"Lamp\";1;\"new\"",
                "O2;U1;Lamp;1;\"new\"\r",
                "O2;U1;27\" Lamp;1;new\n\n"
            })
    void aQuoteThatIsClosedAtTheEndOfTheFileIsNoFault(String end) throws Exception {
        assertThat(check(HEADER + GOOD + end)).isEqualTo(new RowsReport(2, 0, List.of()));
    }

    @Test
    void anOpenQuoteThatAnotherClosesIsGuessed() throws Exception {
        RowsReport report = check(HEADER + "O4;U1;\"Lamp;1;new;\r\n" + GOOD + "O6;U1;27\";1;new;\r\n" + GOOD);
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.first().get(0).message())
                .isEqualTo("a quote may be left open in line 2: the 3 lines 2 to 4 were read as one row");
        assertThat(report.first()).extracting(RowFault::field).contains("itemName");
    }

    @Test
    void faultyRowsKeepTheirEncodingAndTheirMissingHeader() throws Exception {
        String row = "O1;U1;Stra\u00dfe;0;new;2026-05-03T12:00:00Z";
        check((row + "\n").getBytes(Charset.forName("windows-1252")), Map.of());
        assertThat(faulty.toString("windows-1252")).startsWith(row + ";quantity must be");
        byte[] corrected = faulty.toString("windows-1252").replace(";0;", ";2;").getBytes("windows-1252");
        assertThat(check(corrected, Map.of()).faulty()).isZero();
        assertThat(orders).containsExactly(order("O1", THEN));

        check(("\ufeff" + row + "\n").getBytes(StandardCharsets.UTF_16LE), Map.of());
        assertThat(faulty.toString(StandardCharsets.UTF_16LE)).startsWith("\ufeff" + row);
    }

    @Test
    void faultyLinesOfJsonGetAFaultThatTheNextImportPassesOver() throws Exception {
        String line =
                "{\"orderId\":\"O1\",\"userId\":\"U1\",\"itemName\":\"Stra\u00dfe\",\"quantity\":\"2\",\"more\":[1.50,{}],"
                        + "\"status\":\"new\",\"timestamp\":\"2026-05-03T12:00:00Z\"}";
        RowsReport report = check(line + "\n{\"broken\n");
        assertThat(report.faulty()).isEqualTo(2);
        assertThat(report.first().get(0).orderId()).isEqualTo("O1");
        assertThat(faulty())
                .isEqualTo(
                        line.replace("Z\"}", "Z\",") + "\"fault\":\"quantity must be a whole number, not text, but is"
                                + " \\\"2\\\"\"}\n{\"text\":\"{\\\"broken\",\"fault\":\"message is not JSON (line 1, column 9)\"}\n");
        String again = faulty();
        assertThat(check(again).faulty()).isEqualTo(2);
        assertThat(faulty()).startsWith(again.substring(0, again.indexOf('\n')));
        assertThat(check(again.substring(0, again.indexOf('\n')).replace("\"quantity\":\"2\"", "\"quantity\":2"))
                        .faulty())
                .isZero();
        assertThat(orders).containsExactly(order("O1", THEN));
    }

    @Test
    void columnsOfOtherNamesAreMapped() throws Exception {
        String text = "Nr;Kunde;Artikel;Menge;Stand\n7;U1;Stra\u00dfe;2;new\n";
        check(
                text.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "nr",
                        OrderField.ORDER_ID,
                        "Kunde",
                        OrderField.USER_ID,
                        "3",
                        OrderField.ITEM_NAME,
                        "Menge",
                        OrderField.QUANTITY,
                        "Stand",
                        OrderField.STATUS));
        assertThat(orders).containsExactly(order("7", NOW));

        check(
                "{\"nr\":\"7\",\"userId\":\"U1\",\"itemName\":\"Stra\u00dfe\",\"quantity\":2,\"status\":\"new\"}"
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("nr", OrderField.ORDER_ID));
        assertThat(orders).containsExactly(order("7", NOW));
    }

    @Test
    void namesInAnySpellingAreKnownAndOthersAreIgnored() throws Exception {
        FileForm form = form("Order ID,USER_ID,Item Name,qty,Status,Remark,fault");
        Columns columns = Columns.find(form, Map.of());
        assertThat(columns.names(form))
                .containsExactly(
                        Map.entry(OrderField.ORDER_ID, "Order ID"),
                        Map.entry(OrderField.USER_ID, "USER_ID"),
                        Map.entry(OrderField.ITEM_NAME, "Item Name"),
                        Map.entry(OrderField.QUANTITY, "qty"),
                        Map.entry(OrderField.STATUS, "Status"));
        assertThat(columns.ignored()).containsExactly("Remark");
        assertThat(columns.missing(form)).isEmpty();
        FileForm lacking = form("orderId,Kunde,Artikel");
        assertThat(Columns.find(lacking, Map.of()).missing(lacking))
                .containsExactly(OrderField.USER_ID, OrderField.ITEM_NAME, OrderField.QUANTITY);
        assertThat(Columns.find(lacking, Map.of()).statusMade(lacking)).isTrue();
        assertThat(columns.statusMade(form)).isFalse();
    }

    @Test
    void whatCannotBeMappedIsSaid() throws Exception {
        FileForm form = form("id,orderId,userId,item,qty,status");
        assertThatThrownBy(() -> Columns.find(form, Map.of()))
                .hasMessage("the columns id and orderId would both be orderId: say which one is");
        assertThat(Columns.find(form, Map.of("id", OrderField.ORDER_ID)).names(form))
                .containsEntry(OrderField.ORDER_ID, "id");
        assertThatThrownBy(() -> Columns.find(form, Map.of("Kunde", OrderField.USER_ID)))
                .hasMessage("there is no column Kunde: there are id, orderId, userId, item, qty, status");
    }

    @Test
    void moreFieldsThanTheHeaderHasAreAFault() throws Exception {
        RowsReport report =
                check(HEADER + "O1;U1;Lamp; black;1;new;2026-05-03T12:00:00Z\n" + GOOD.replace("\r\n", ";;\r\n"));
        assertThat(report.faulty()).isEqualTo(1);
        assertThat(report.first().get(0).message())
                .isEqualTo(
                        "the row has 7 fields, the header 6: put a value that has the separator in it between quotes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3000})
    void manyFaultsAreCountedAndTheFirstAreTold(int rows) throws Exception {
        RowsReport report = check(HEADER + "O1;U1;Lamp;0;lost;\n".repeat(rows));
        assertThat(report.faulty()).isEqualTo(rows);
        assertThat(report.first()).hasSize(Math.min(2 * rows, CheckRows.MOST_FAULTS));
        assertThat(faulty().lines().count()).isEqualTo(rows == 0 ? 0 : rows + 1);
    }

    private FileForm form(String header) throws Exception {
        Path path = Files.writeString(folder.resolve("header.csv"), header + "\n");
        return new OrderFile(new UserTextFiles(), path).look(FormWish.NONE, java.util.Set.of(), Progress.NONE);
    }
}

package io.orderflow.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.StoredOrder;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderExportTest {
    private static final Instant AT = Instant.parse("2026-11-22T14:00:00Z");

    @TempDir
    Path folder;

    @Test
    void csvHasAHeaderAndNoFormulas() throws Exception {
        Path file = folder.resolve("orders.csv");

        assertThat(OrderExport.write(file, rows(row("O1", "=1+1"), row("O2", "a \"b\", c")), Progress.NONE))
                .isEqualTo(2);

        assertThat(Files.readString(file))
                .isEqualTo("orderId,userId,itemName,quantity,status,timestamp,sentAt,processedAt,storedAfterMs\r\n"
                        + "O1,U1,'=1+1,1,NEW,2026-11-22T14:00:00.000Z,2026-11-22T14:00:00.000Z,2026-11-22T14:00:00.061Z,61\r\n"
                        + "O2,U1,\"a \"\"b\"\", c\",1,NEW,2026-11-22T14:00:00.000Z,2026-11-22T14:00:00.000Z,"
                        + "2026-11-22T14:00:00.061Z,61\r\n");
    }

    @Test
    void anyOtherNameIsJsonLines() throws Exception {
        Path file = folder.resolve("orders.jsonl");

        OrderExport.write(file, rows(row("O1", "Lamp")), Progress.NONE);

        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .startsWith("{\"orderId\":\"O1\",\"userId\":\"U1\"");
    }

    @Test
    void aRowIsWrittenAsItIsStored() throws Exception {
        OrderRow row = row("O1", "Lamp")
                .with(Map.of(
                        "orderId",
                        value("S", "O1"),
                        "itemName",
                        new RowValue("M", "shown", Map.of("a", List.of(true))),
                        "userId",
                        new RowValue("B", "AQI=", Map.of("B", "AQI=")),
                        "quantity",
                        new RowValue("N", "-1E20", new BigDecimal("-1E20")),
                        "status",
                        value("S", "new"),
                        "timestamp",
                        value("S", "2026-11-22T16:00:00+02:00"),
                        "more",
                        value("N", new BigDecimal("1.50")),
                        "a",
                        new RowValue("NULL", "null", null)));

        OrderExport.write(folder.resolve("orders.jsonl"), rows(row), Progress.NONE);
        OrderExport.write(folder.resolve("orders.csv"), rows(row), Progress.NONE);

        assertThat(Files.readString(folder.resolve("orders.jsonl")))
                .isEqualTo(
                        "{\"orderId\":\"O1\",\"userId\":{\"B\":\"AQI=\"},\"itemName\":{\"a\":[true]},\"quantity\":-1E+20,"
                                + "\"status\":\"new\",\"timestamp\":\"2026-11-22T16:00:00+02:00\",\"a\":null,\"more\":1.50}\n");
        assertThat(Files.readAllLines(folder.resolve("orders.csv")).get(1))
                .isEqualTo(
                        "O1,\"{\"\"B\"\":\"\"AQI=\"\"}\",\"{\"\"a\"\":[true]}\",-1E+20,new,2026-11-22T16:00:00+02:00,,,61");
    }

    @Test
    void nothingIsLeftWhereTheRowsCannotBeReadAndTheFaultIsTheirs() {
        Path file = folder.resolve("orders.csv");
        var denied = new PortException(PortException.Kind.DENIED, "Orders", "access denied");

        assertThatThrownBy(() -> OrderExport.write(
                        file,
                        () -> {
                            throw denied;
                        },
                        Progress.NONE))
                .isSameAs(denied);
        assertThat(folder).isEmptyDirectory();
    }

    private static OrderExport.Rows rows(OrderRow... rows) {
        Iterator<OrderRow> all = List.of(rows).iterator();
        return () -> all.hasNext() ? List.of(all.next()) : List.of();
    }

    private static OrderRow row(String id, String item) {
        OrderRow row =
                OrderRow.of(new StoredOrder(new Order(id, "U1", item, 1, OrderStatus.NEW, AT), AT.plusMillis(61), AT));
        Map<String, RowValue> attributes = new HashMap<>();
        row.fields().forEach((name, value) -> attributes.put(name, value(value instanceof Number ? "N" : "S", value)));
        attributes.remove("storedAfterMs");
        return row.with(attributes);
    }

    private static RowValue value(String type, Object json) {
        return new RowValue(type, String.valueOf(json), json);
    }
}

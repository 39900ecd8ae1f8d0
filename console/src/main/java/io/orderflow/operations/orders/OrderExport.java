package io.orderflow.operations.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.CsvText;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.files.NewFile;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Orders in a file of their own: CSV where its name ends in .csv, else JSON Lines. JSON Lines have rows as they are stored, with
 * all their attributes ({@link RowValue#json}); CSV has the columns of an order, texts and numbers as they are stored, other
 * values as JSON. A cell that a spreadsheet would take for a formula begins with an apostrophe
 * (<a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>).
 */
public final class OrderExport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ATTRIBUTES =
            List.of("orderId", "userId", "itemName", "quantity", "status", "timestamp", "sentAt", "processedAt");

    /** Hands over rows with their attributes, some at a time; an empty list at the end. */
    @FunctionalInterface
    public interface Rows {
        List<OrderRow> next() throws PortException, InterruptedException;
    }

    private OrderExport() {}

    /**
     * Writes them.
     *
     * @param named a new file
     * @return how many were written
     * @throws InterruptedException when cancelled: nothing is left of it
     */
    public static long write(Path named, Rows rows, Progress progress) throws PortException, InterruptedException {
        boolean csv = named.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        long[] written = new long[1];
        try {
            NewFile.write(named, out -> write(csv, rows, progress, out, written));
        } catch (UnreadException e) {
            throw e.fault;
        }
        return written[0];
    }

    private static void write(boolean csv, Rows rows, Progress progress, Writer out, long[] written)
            throws IOException, InterruptedException {
        if (csv) {
            out.write(CsvText.line(ATTRIBUTES) + ",storedAfterMs\r\n");
        }
        try {
            for (List<OrderRow> some = rows.next(); !some.isEmpty(); some = rows.next()) {
                for (OrderRow row : some) {
                    out.write(csv ? csv(row) + "\r\n" : json(fields(row)) + "\n");
                }
                written[0] += some.size();
                progress.update(written[0], -1, "Writing");
                if (progress.cancelled()) {
                    throw new InterruptedException("cancelled");
                }
            }
        } catch (PortException e) {
            throw new UnreadException(e);
        }
    }

    /** The rows could not be read: not a fault of the file. */
    private static final class UnreadException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final PortException fault;

        UnreadException(PortException fault) {
            super(fault);
            this.fault = fault;
        }
    }

    private static Map<String, RowValue> attributes(OrderRow row) {
        return Objects.requireNonNull(row.attributes(), "a whole row");
    }

    private static String csv(OrderRow row) {
        Map<String, RowValue> attributes = attributes(row);
        List<Object> cells = new ArrayList<>();
        ATTRIBUTES.forEach(name -> cells.add(cell(attributes.get(name))));
        Duration after = row.storedAfter();
        cells.add(after == null ? "" : (Object) after.toMillis());
        return CsvText.line(cells);
    }

    private static Object cell(@Nullable RowValue value) {
        if (value == null) {
            return "";
        }
        boolean minus = value.type().equals("N") && value.text().startsWith("-"); // no formula
        return minus ? new BigDecimal(value.text()) : value.plain() ? value.text() : json(value.json());
    }

    /** Those of an order first. */
    private static Map<String, @Nullable Object> fields(OrderRow row) {
        Map<String, RowValue> attributes = attributes(row);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Stream.concat(
                        ATTRIBUTES.stream().filter(attributes::containsKey),
                        attributes.keySet().stream().sorted())
                .distinct()
                .forEach(name -> fields.put(
                        name, Objects.requireNonNull(attributes.get(name)).json()));
        return fields;
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An order cannot be written as JSON", e);
        }
    }
}

package io.orderflow.cli;

import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.TableComparison;
import io.orderflow.operations.entry.rows.Columns;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import io.orderflow.operations.entry.rows.RowFault;
import io.orderflow.operations.entry.rows.RowsReport;
import io.orderflow.operations.entry.rows.TextEncoding;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.Formats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An import as the commands tell and answer it. */
final class ImportAnswer {
    private static final int MOST_LINES = 20;
    private static final double PER_ORDER = 0.50 / 1_000_000;

    private ImportAnswer() {}

    static List<String> lines(FileForm form, Columns columns) {
        List<String> lines = new ArrayList<>();
        lines.add(
                form.kind() == Kind.JSON_LINES
                        ? "JSON Lines, " + encoding(form.encoding())
                        : "CSV, " + encoding(form.encoding()) + ", " + separator(form.separator()) + " between fields"
                                + (form.header() ? ", with a header" : ", without a header"));
        String names = columns.names(form).entrySet().stream()
                .filter(each -> !each.getKey().wireName().equals(each.getValue()))
                .map(each -> each.getKey().wireName() + " from " + SnapshotOptions.line(each.getValue()))
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            lines.add("  " + names);
        }
        if (columns.statusMade(form)) {
            lines.add("  no status column: every order is " + OrderStatus.NEW);
        }
        if (!columns.ignored().isEmpty()) {
            lines.add("  not imported: " + SnapshotOptions.line(String.join(", ", columns.ignored())));
        }
        return lines;
    }

    private static String encoding(TextEncoding encoding) {
        return encoding.charset().name()
                + switch (encoding.how()) {
                    case MARKED -> " by its byte order mark";
                    case GUESSED -> ", as it is no UTF-8 (else say --encoding)";
                    case FITS, NAMED -> "";
                };
    }

    private static String separator(char separator) {
        return switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            default -> "'" + separator + "'";
        };
    }

    static String missing(FileForm form, List<OrderField> missing) {
        String fields = missing.stream().map(OrderField::wireName).collect(Collectors.joining(", "));
        String there = form.header()
                ? "there are " + SnapshotOptions.line(String.join(", ", form.first()))
                : "there is no header (else say --header), and " + form.first().size() + " columns";
        return "no column is " + fields + ": " + there + "; say --map COLUMN=FIELD";
    }

    static List<String> lines(CheckedFile checked, @Nullable Path faulty) {
        List<String> lines = new ArrayList<>();
        RowsReport report = checked.report();
        long repeated = checked.sum().duplicates();
        lines.add(count(report.rows(), "row", "rows") + ": " + number(report.valid()) + " valid, "
                + number(report.faulty()) + " faulty"
                + (repeated == 0 ? "" : ", " + number(repeated) + " of an order that came before"));
        List<RowFault> first = report.first();
        first.stream()
                .limit(MOST_LINES)
                .forEach(fault -> lines.add("  line " + fault.line()
                        + (fault.orderId() == null ? "" : " (" + SnapshotOptions.line(fault.orderId()) + ")") + ": "
                        + SnapshotOptions.line(fault.message())));
        if (first.size() > MOST_LINES) {
            lines.add("  …");
        }
        if (faulty != null) {
            lines.add("The faulty rows are in " + faulty + ": correct them there, and import that file.");
        }
        return lines;
    }

    static List<String> lines(TableComparison table) {
        List<String> lines = new ArrayList<>();
        lines.add("In the table already: " + number(table.older()) + " older there and to be replaced, "
                + number(table.same()) + " the same, " + number(table.newer()) + " newer there and not changed");
        table.first().stream()
                .limit(MOST_LINES)
                .forEach(there -> lines.add("  line " + there.line() + " (" + there.orderId() + "): "
                        + SnapshotOptions.lower(there.kind()) + " in the table"));
        if (table.first().size() > MOST_LINES) {
            lines.add("  …");
        }
        return lines;
    }

    /** What it will cost about, and how long ends are waited for. */
    static String costs(ImportHead head) {
        long follow = head.pace().follow().toSeconds();
        return "Publishing costs " + Formats.aboutDollars(head.valid() * PER_ORDER) + "; "
                + (follow == 0
                        ? "nothing is followed"
                        : String.format(
                                Locale.ROOT,
                                "followed until %,d s after the last order was sent or its end told",
                                follow));
    }

    static String checked(ImportHead head) {
        return count(head.rows(), "row", "rows") + ", " + number(head.faulty()) + " faulty.";
    }

    /** Of a file that was only checked. */
    static void putUnsent(Map<String, Object> json, ImportHead head, @Nullable TableComparison table) {
        json.put("import", null);
        put(json, head);
        json.put("published", 0);
        json.put("faultsFile", head.faultsFile());
        json.put("outcomes", outcomes(Map.of()));
        put(json, table);
    }

    static void put(Map<String, Object> json, ImportReport report, @Nullable TableComparison table) {
        json.put("import", report.id());
        put(json, report.head());
        json.put("published", report.published());
        json.put("faultsFile", report.head().faultsFile());
        json.put("outcomes", outcomes(report.ends()));
        json.put("stopped", report.stopped());
        put(json, table);
        if (report.fault() != null) {
            json.put("error", report.fault());
        }
    }

    private static void put(Map<String, Object> json, ImportHead head) {
        json.put("rows", head.rows());
        json.put("valid", head.valid());
        json.put("faulty", head.faulty());
        json.put("duplicates", head.duplicates());
    }

    private static Map<String, Object> outcomes(Map<PlacedEnd, Integer> counts) {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        for (PlacedEnd end : PlacedEnd.values()) {
            outcomes.put(end.name(), counts.getOrDefault(end, 0));
        }
        return outcomes;
    }

    private static void put(Map<String, Object> json, @Nullable TableComparison table) {
        if (table == null) {
            return;
        }
        Map<String, Object> there = new LinkedHashMap<>();
        there.put("read", table.read());
        there.put("older", table.older());
        there.put("same", table.same());
        there.put("newer", table.newer());
        List<Map<String, Object>> orders = new ArrayList<>();
        for (TableComparison.There each : table.first()) {
            Map<String, Object> order = new LinkedHashMap<>();
            order.put("line", each.line());
            order.put("orderId", each.orderId());
            order.put("is", SnapshotOptions.lower(each.kind()));
            orders.add(order);
        }
        there.put("orders", orders);
        json.put("table", there);
    }

    static List<String> lines(ImportReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(number(report.published()) + " of " + count(report.head().valid(), "order", "orders") + " published");
        for (PlacedEnd end : PlacedEnd.values()) {
            int count = report.count(end);
            if (count > 0) {
                lines.add(String.format(Locale.ROOT, "%,10d  %s", count, SnapshotOptions.lower(end)));
            }
        }
        if (report.head().faulty() > 0) {
            lines.add(count(report.head().faulty(), "row is", "rows are") + " faulty: "
                    + report.head().faultsFile());
        }
        if (report.stopped() != null) {
            lines.add("Stopped: " + report.stopped());
        }
        if (report.fault() != null) {
            lines.add("Ended early: " + report.fault());
        }
        if (!report.finished()) {
            lines.add("Something is left to be finished: place --resume " + report.id());
        }
        lines.add("Import " + report.id());
        return lines;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String count(long number, String one, String many) {
        return PlaceFile.count(number, one, many);
    }
}

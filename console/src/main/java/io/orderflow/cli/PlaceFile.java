package io.orderflow.cli;

import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.entry.rows.FormWish;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code place} imports a file of orders, or takes an import up again. */
final class PlaceFile {
    static final String LATEST = "latest";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Import a file of orders: CSV (its encoding, separator and header are found out and said) or JSON"
                            + " Lines. A row without an id or a time gets one; in CSV without a status column every order is NEW,"
                            + " else a row without a status is faulty. All rows are checked before the first is sent; faulty ones are saved aside.")
    @Nullable
    Path file;

    @Option(names = "--check", description = "With --file: check all rows, and send none.")
    boolean check;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            description =
                    "Which of its columns, by name or number, is which field: orderId, userId, itemName, quantity,"
                            + " status, timestamp. Remembered for files with the same header.")
    Map<String, String> map = new LinkedHashMap<>();

    @Option(names = "--encoding", paramLabel = "NAME", description = "E.g. UTF-8, windows-1252, ISO-8859-1.")
    @Nullable
    String encoding;

    @Option(names = "--separator", paramLabel = "CHARACTER", description = "Between fields: , ; | or tab.")
    @Nullable
    String separator;

    @Option(names = "--header", negatable = true, description = "Whether the first row names the columns.")
    @Nullable
    Boolean header;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description =
                    "Where faulty rows are saved, to be corrected and imported as they are. Default: beside the file,"
                            + " as orders.faults.csv.")
    @Nullable
    Path faults;

    @Option(
            names = "--against-table",
            description =
                    "With --file: tell which orders are in the table already, and which are newer there. It costs a"
                            + " read unit an order, which is said and asked first.")
    boolean againstTable;

    @Option(names = "--rate", paramLabel = "N", description = "Orders a second at most. As fast as it goes.")
    @Nullable
    Integer rate;

    @Option(names = "--most-dollars", paramLabel = "D", description = "Stop before it costs more than that.")
    @Nullable
    Double mostDollars;

    @Option(
            names = "--resume",
            paramLabel = "ID|" + LATEST,
            description =
                    "Take up an import that was killed, cancelled or failed: the rest is sent, as the same events.")
    @Nullable
    String resume;

    @Option(names = "--yes", description = "Do not ask: of a file, and where nothing would keep orders.")
    boolean yes;

    /** Whether a file or an import is meant, and no single order. */
    boolean wanted() {
        return file != null || resume != null;
    }

    void check(TargetCommand command) {
        if (file != null && resume != null) {
            throw command.wrong("--file begins an import, --resume goes on with one: leave one of them out");
        }
        if (resume != null) {
            command.mustBeId("--resume", resume);
        }
        boolean forFile = check || !map.isEmpty() || encoding != null || separator != null || header != null;
        if (file == null && (forFile || faults != null || againstTable)) {
            throw command.wrong(
                    "--check, --map, --encoding, --separator, --header, --faults and --against-table belong to"
                            + " --file");
        }
        if (!wanted() && (rate != null || mostDollars != null)) {
            throw command.wrong("--rate and --most-dollars belong to --file or --resume");
        }
        if (rate != null && rate < 1) {
            throw command.wrong("--rate must be 1 or more");
        }
        if (mostDollars != null && !(mostDollars > 0)) {
            throw command.wrong("--most-dollars must be more than 0");
        }
        var unused = List.of(wish(command), named(command));
    }

    FormWish wish(TargetCommand command) {
        return new FormWish(charset(command), character(command), header);
    }

    private @Nullable Charset charset(TargetCommand command) {
        try {
            return encoding == null ? null : Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw command.wrong("--encoding '" + SnapshotOptions.line(String.valueOf(encoding))
                    + "' is not known: use UTF-8, windows-1252, ISO-8859-1 or another that Java knows");
        }
    }

    private @Nullable Character character(TargetCommand command) {
        if (separator == null) {
            return null;
        }
        String text = separator.equalsIgnoreCase("tab") || separator.equals("\\t") ? "\t" : separator;
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw command.wrong("--separator is one character, such as ; or the word tab");
        }
        return text.charAt(0);
    }

    Map<String, OrderField> named(TargetCommand command) {
        Map<String, OrderField> named = new LinkedHashMap<>();
        map.forEach((column, field) -> named.put(
                column,
                OrderField.named(field.strip())
                        .orElseThrow(() -> command.wrong("--map " + SnapshotOptions.line(column) + "="
                                + SnapshotOptions.line(field) + ": a field is one of "
                                + Arrays.stream(OrderField.values())
                                        .map(OrderField::wireName)
                                        .collect(Collectors.joining(", "))))));
        return named;
    }

    /** @param follow in seconds; null for as it is */
    ImportPace pace(ImportPace before, @Nullable Integer follow) {
        return new ImportPace(
                rate == null ? before.rate() : rate,
                follow == null ? before.follow() : Duration.ofSeconds(follow),
                mostDollars == null ? before.mostDollars() : mostDollars);
    }

    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}

package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.imports.AgainstTable;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.entry.imports.TableComparison;
import io.orderflow.operations.entry.rows.Columns;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.OrderFile;
import io.orderflow.operations.entry.rows.RememberedColumns;
import io.orderflow.text.Formats;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One run of {@link PlaceFile}. */
final class PlaceFileRun {
    private static final String UNSENT = "Nothing was sent.";

    private final CancellableCommand command;
    private final PlaceFile options;
    private final ChangeOptions change;
    private final Connection connection;
    private final Imports imports;
    private final Answer answer;
    private final @Nullable Integer follow;

    PlaceFileRun(
            CancellableCommand command, PlaceFile options, ChangeOptions change, PlaceOne shared, Connection connection)
            throws PortException {
        this.command = command;
        this.options = options;
        this.change = change;
        this.follow = shared.follow;
        this.connection = connection;
        this.answer = command.answer();
        this.imports = connection.imports(!shared.withoutGroup, answer::say);
    }

    int run() throws PortException, InterruptedException {
        return options.resume == null ? imported(Objects.requireNonNull(options.file)) : resumed(options.resume);
    }

    private int resumed(String named) throws PortException, InterruptedException {
        if (!change.confirmed(connection, command.services(), answer, true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        String id = named.equalsIgnoreCase(PlaceFile.LATEST) ? null : named;
        ImportReport report = imports.resume(id, before -> options.pace(before, follow), watch());
        return told(report, null);
    }

    private ImportWatch watch() {
        return new ImportWatch(answer, command.services());
    }

    private int imported(Path path) throws PortException, InterruptedException {
        OrderFile file = new OrderFile(command.services().textFiles(), path);
        Map<String, OrderField> named = options.named(command);
        FileForm form = file.look(options.wish(command), named.keySet(), progress());
        var remembered = new RememberedColumns(command.services().memory(command.target()));
        Columns columns = columns(form, named.isEmpty() ? remembered.of(form) : named);
        if (!named.isEmpty()) {
            remembered.keep(form, named);
        }
        ImportAnswer.lines(form, columns).forEach(answer::say);
        try (CheckedFile checked = imports.check(file, form, columns, command.shares())) {
            Path faulty = checked.saveFaulty(options.faults);
            ImportAnswer.lines(checked, faulty).forEach(answer::say);
            TableComparison table = options.againstTable ? compared(checked) : null;
            if (options.againstTable && table == null) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            return sent(checked, head(checked, faulty), table);
        }
    }

    private Progress progress() {
        return command.progress();
    }

    private Columns columns(FileForm form, Map<String, OrderField> named) {
        try {
            Columns columns = Columns.find(form, named);
            List<OrderField> missing = columns.missing(form);
            if (!missing.isEmpty()) {
                throw command.wrong(ImportAnswer.missing(form, missing));
            }
            return columns;
        } catch (Columns.MismatchException e) {
            throw command.wrong(SnapshotOptions.line(String.valueOf(e.getMessage())) + ": use --map");
        }
    }

    /** Null where nobody agreed to what it costs. */
    private @Nullable TableComparison compared(CheckedFile checked) throws PortException, InterruptedException {
        long orders = checked.orders();
        String costs = "Reading " + PlaceFile.count(orders, "order", "orders") + " in the table costs about "
                + PlaceFile.count(orders, "read unit", "read units") + ", "
                + Formats.dollars(AgainstTable.price(orders));
        answer.say(costs + ".");
        if (!options.yes) {
            String reply = command.services()
                    .cancel()
                    .asking(() -> command.services().prompt().ask("Read them? Type yes: "));
            if (reply == null || !reply.strip().equalsIgnoreCase("yes")) {
                answer.failure("nothing was read and nothing was sent"
                        + (reply == null ? ": there is no terminal to ask on, add --yes to go ahead" : ""));
                return null;
            }
        }
        TableComparison table = imports.against(checked).run(progress());
        ImportAnswer.lines(table).forEach(answer::say);
        return table;
    }

    private ImportHead head(CheckedFile checked, @Nullable Path faulty) {
        ImportPace usual = new ImportPace(0, imports.follow(), Double.POSITIVE_INFINITY);
        return checked.head(
                options.pace(usual, follow),
                faulty,
                command.commandLine(),
                command.services().clock().instant());
    }

    private int sent(CheckedFile checked, ImportHead head, @Nullable TableComparison table)
            throws PortException, InterruptedException {
        if (options.check || head.valid() == 0) {
            return unsent(head, table);
        }
        if (!PathLines.agreed(connection.placing(true, line -> {}).path(), options.yes, command)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        answer.say(ImportAnswer.costs(head));
        String question = "Send " + PlaceFile.count(head.valid(), "order", "orders") + " of "
                + checked.path().getFileName() + "?";
        if (!change.agreed(connection, command.services(), answer, question, options.yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        answer.say("Import " + checked.id());
        return told(imports.run(checked, head, watch()), table);
    }

    private int unsent(ImportHead head, @Nullable TableComparison table) {
        boolean whole = head.faulty() == 0;
        if (command.json()) {
            Map<String, Object> json = command.answered(connection);
            json.put("ok", whole);
            ImportAnswer.putUnsent(json, head, table);
            answer.json(json);
        } else {
            answer.line(ImportAnswer.checked(head) + " " + UNSENT);
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private int told(ImportReport report, @Nullable TableComparison table) {
        if (command.json()) {
            Map<String, Object> json = command.answered(connection);
            json.put("ok", report.whole());
            ImportAnswer.put(json, report, table);
            answer.json(json);
        } else {
            ImportAnswer.lines(report).forEach(answer::line);
        }
        return report.whole() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }
}

package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.files.ReceiptFile;
import io.orderflow.operations.deadletter.redrive.EarlierRedrive;
import io.orderflow.operations.deadletter.redrive.MoveProgress;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptChain;
import io.orderflow.operations.deadletter.redrive.ReceiptPage;
import io.orderflow.operations.deadletter.redrive.ReceiptSearch;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters receipts}. */
@Command(
        name = "receipts",
        mixinStandardHelpOptions = true,
        description =
                "Tells what was done with dead letters from this computer, oldest first, and beside it what SQS itself"
                        + " moved; with a receipt's id, what became of each of its letters.")
final class DeadLettersReceiptsCommand extends TargetCommand {
    private static final int LONGEST = 2000;
    private static final int MOST_LETTERS = 100;

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "One of them.")
    @Nullable
    String id;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Those with that text in id, command line, note, user or queue, or in the order's id or a"
                    + " MessageId of a letter that they sent.")
    @Nullable
    String search;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write the receipt to a new file: a line of JSON for the whole, then one for each letter; a"
                    + " page for people where its name ends with .txt.")
    @Nullable
    Path export;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Write the receipt to a new file as a page for people.")
    @Nullable
    Path page;

    @Option(
            names = "--forget",
            description = "Delete what the receipt holds of customers' data; what was done stays told.")
    boolean forget;

    @Option(
            names = "--forget-all",
            description =
                    "Delete what is kept of letters on this computer: the last snapshots, backups and every receipt"
                            + " that is finished. By itself it is deleted after 30 days.")
    boolean forgetAll;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    DeadLettersReceiptsCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (id != null) {
            mustBeId("ID", id);
        }
        if ((forget || export != null || page != null) && id == null) {
            throw wrong("--forget, --export and --page need the ID of a receipt");
        }
        if (id != null && (forgetAll || search != null)) {
            throw wrong("--forget-all and --search take no ID");
        }
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        ReceiptStore receipts = connection.redrives().redrives().receipts();
        try {
            if (forgetAll) {
                return allForgotten(connection);
            }
            if (id == null) {
                all(connection, receipts);
            } else if (forget) {
                receipts.forget(id, services().clock().instant());
                answerWith(connection, "Forgotten");
            } else if (export != null || page != null) {
                exported(connection, receipts.read(id), receipts.chain().lines());
            } else {
                one(connection, receipts.read(id), receipts.chain().lines());
            }
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED, "receipts", Reason.line(String.valueOf(e.getMessage()) + "."), e);
        }
        return CommandLine.ExitCode.OK;
    }

    private int allForgotten(ConsoleServices.Connection connection) throws PortException {
        String question = "Delete the last snapshots, all backups and all finished receipts of this environment?";
        if (!change.agreed(connection, services(), answer(), question, yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        KeptFolder.Forgotten gone = connection.keptLetters().forgetAll();
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("receipts", gone.receipts());
            json.put("backups", gone.backups());
            json.put("snapshots", gone.snapshots());
            json.put("unfinished", gone.unfinished());
            answer().json(json);
        } else {
            answer().line("Forgotten: " + gone.receipts() + " receipts, " + gone.backups() + " backups, "
                    + gone.snapshots() + " snapshots"
                    + (gone.unfinished() > 0
                            ? "; kept: " + gone.unfinished() + " receipts that are not finished"
                            : ""));
        }
        return CommandLine.ExitCode.OK;
    }

    private void exported(ConsoleServices.Connection connection, Receipt receipt, List<ReceiptSummary> chain)
            throws PortException, InterruptedException {
        List<String> files = new ArrayList<>();
        if (export != null) {
            boolean plain = export.toString().toLowerCase(Locale.ROOT).endsWith(".txt");
            write(export, plain, receipt, chain);
            files.add(export.toString());
        }
        if (page != null) {
            write(page, true, receipt, chain);
            files.add(page.toString());
        }
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("files", files);
            answer().json(json);
        } else {
            files.forEach(file -> answer().line("Written to " + file));
        }
    }

    private static void write(Path file, boolean plain, Receipt receipt, List<ReceiptSummary> chain)
            throws PortException, InterruptedException {
        if (plain) {
            ReceiptFile.page(file, receipt, chain, text -> VisibleText.line(text, LONGEST));
        } else {
            ReceiptFile.jsonLines(file, receipt);
        }
    }

    private void answerWith(ConsoleServices.Connection connection, String line) {
        if (json()) {
            answer().json(answered(connection));
        } else {
            answer().line(line);
        }
    }

    private void one(ConsoleServices.Connection connection, Receipt receipt, List<ReceiptSummary> chain) {
        if (json()) {
            RedriveReport report = receipt.report();
            Map<String, Object> json = answered(connection);
            json.put("act", receipt.order().act().name());
            json.put("startedAt", OrderTimestamp.format(receipt.startedAt()));
            json.put(
                    "who",
                    who(receipt.order().who().caller(), receipt.order().who().userAtHost()));
            json.put("queue", receipt.order().queue());
            json.put("to", receipt.order().to().name());
            json.put("commandLine", receipt.order().commandLine());
            json.put("recipe", receipt.order().recipe());
            json.put("finished", report.finished());
            RedriveAnswer.put(json, report, null, true);
            json.put("note", receipt.order().note());
            MoveProgress task = receipt.task();
            if (task != null) {
                json.put("set", RedriveAnswer.set(null, 0));
                json.put("task", task.fields());
            }
            json.put("requests", requests(receipt, report, chain));
            answer().json(json);
            return;
        }
        ReceiptPage.write(receipt, chain, SnapshotOptions::line, answer()::line);
    }

    /** As its last end told, and since. */
    private static long requests(Receipt receipt, RedriveReport report, List<ReceiptSummary> chain) {
        return chain.stream()
                .filter(line -> line.receipt().equals(receipt.id()))
                .map(line -> line.counts().get("requests"))
                .filter(Objects::nonNull)
                .reduce(report.requests(), Math::max);
    }

    private void all(ConsoleServices.Connection connection, ReceiptStore receipts) throws IOException, PortException {
        ReceiptChain chain = receipts.chain();
        List<EarlierRedrive> letters = List.of();
        List<ReceiptSummary> lines = chain.lines();
        if (search != null) {
            ReceiptSearch found = ReceiptSearch.of(receipts, lines, search);
            letters = found.letters();
            lines = found.lines();
        }
        List<String> unfinished = receipts.unfinished();
        List<MoveTask> moves = new ArrayList<>();
        if (search == null) {
            try {
                moves.addAll(connection.letters().moves().list());
            } catch (PortException e) {
                answer().say("What SQS itself moved is not known: " + answer().fault(e));
            }
        }
        if (chain.broken() != null) {
            answer().say("The chain of receipts is broken at line " + chain.broken()
                    + ": somebody changed or took out a line");
        }
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put(
                    "receipts",
                    lines.stream().map(DeadLettersReceiptsCommand::fields).toList());
            if (search != null) {
                json.put("letters", letters.stream().map(EarlierRedrive::fields).toList());
            }
            json.put("unfinished", unfinished);
            json.put("brokenAt", chain.broken());
            json.put(
                    "moves",
                    moves.stream().map(DeadLettersReceiptsCommand::fields).toList());
            answer().json(json);
            return;
        }
        lines.forEach(line -> answer().line(OrderTimestamp.format(line.at()) + "  " + line.act() + "  " + line.receipt()
                + "  " + line.who().userAtHost() + "  " + new TreeMap<>(line.counts()) + "  "
                + SnapshotOptions.line(line.text())));
        letters.stream().limit(MOST_LETTERS).forEach(each -> answer().line(
                        "  " + SnapshotOptions.line(ReceiptPage.line(each))));
        if (letters.size() > MOST_LETTERS) {
            answer().line("  … and " + (letters.size() - MOST_LETTERS) + " more letters");
        }
        if (search != null) {
            return;
        }
        moves.forEach(move ->
                answer().line("Move task, " + SnapshotOptions.lower(move.state()) + ", " + move.moved() + " moved"));
        unfinished.forEach(each -> answer().line("Unfinished: dead-letters resume " + each));
    }

    private static Map<String, Object> fields(ReceiptSummary line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", OrderTimestamp.format(line.at()));
        fields.put("act", line.act());
        fields.put("receipt", line.receipt().isEmpty() ? null : line.receipt());
        fields.put("who", who(line.who().caller(), line.who().userAtHost()));
        fields.put("queue", line.queue());
        fields.put("to", line.to());
        fields.put("set", line.setHash());
        fields.put("commandLine", line.text());
        fields.put("note", line.note());
        fields.put("counts", new TreeMap<>(line.counts()));
        return fields;
    }

    private static Map<String, Object> fields(MoveTask task) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", task.state().name().toLowerCase(Locale.ROOT));
        fields.put("moved", task.moved());
        fields.put("toMove", task.toMove() < 0 ? null : task.toMove());
        fields.put("failure", task.failure());
        return fields;
    }

    private static Map<String, Object> who(String caller, String user) {
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("caller", caller);
        who.put("user", user);
        return who;
    }
}

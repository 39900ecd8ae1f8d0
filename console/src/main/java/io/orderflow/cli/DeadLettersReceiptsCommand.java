package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptChain;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.order.OrderTimestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    @Parameters(arity = "0..1", paramLabel = "ID", description = "One of them.")
    @Nullable
    String id;

    @Option(
            names = "--forget",
            description = "Delete what the receipt holds of customers' data; what was done stays told.")
    boolean forget;

    DeadLettersReceiptsCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (forget && id == null) {
            throw wrong("--forget needs the ID of a receipt");
        }
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException {
        sayTarget(connection);
        ReceiptStore receipts = connection.redrives().redrives().receipts();
        try {
            if (id == null) {
                all(connection, receipts);
            } else if (forget) {
                receipts.forget(id, services().clock().instant());
                answerWith(connection, "Forgotten");
            } else {
                one(connection, receipts.read(id));
            }
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED, "receipts", Reason.line(String.valueOf(e.getMessage()) + "."), e);
        }
        return CommandLine.ExitCode.OK;
    }

    private void answerWith(ConsoleServices.Connection connection, String line) {
        if (json()) {
            answer().json(answered(connection));
        } else {
            answer().line(line);
        }
    }

    private void one(ConsoleServices.Connection connection, Receipt receipt) {
        RedriveReport report = receipt.report();
        if (json()) {
            Map<String, Object> json = answered(connection);
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
            answer().json(json);
            return;
        }
        answer().line(OrderTimestamp.format(receipt.startedAt()) + "  "
                + receipt.order().who().userAtHost() + "  "
                + SnapshotOptions.line(receipt.order().commandLine()));
        RedriveAnswer.lines(report).forEach(answer()::line);
        report.letters().forEach(letter -> answer().line("  " + letter.messageId() + "  "
                + (letter.newMessageId() == null ? "-" : letter.newMessageId()) + "  "
                + (letter.end() == null ? "not sent" : SnapshotOptions.lower(letter.end()))
                + (letter.reason() == null ? "" : "  " + SnapshotOptions.line(letter.reason()))));
    }

    private void all(ConsoleServices.Connection connection, ReceiptStore receipts) throws IOException, PortException {
        ReceiptChain chain = receipts.chain();
        List<String> unfinished = receipts.unfinished();
        List<MoveTask> moves = new ArrayList<>();
        try {
            moves.addAll(connection.letters().moves().list());
        } catch (PortException e) {
            answer().say("What SQS itself moved is not known: " + answer().fault(e));
        }
        if (chain.broken() != null) {
            answer().say("The chain of receipts is broken at line " + chain.broken()
                    + ": somebody changed or took out a line");
        }
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put(
                    "receipts",
                    chain.lines().stream()
                            .map(DeadLettersReceiptsCommand::fields)
                            .toList());
            json.put("unfinished", unfinished);
            json.put("brokenAt", chain.broken());
            json.put(
                    "moves",
                    moves.stream().map(DeadLettersReceiptsCommand::fields).toList());
            answer().json(json);
            return;
        }
        chain.lines().forEach(line -> answer().line(
                        OrderTimestamp.format(line.at()) + "  " + line.act() + "  " + line.receipt()
                                + "  " + line.who().userAtHost() + "  " + line.counts() + "  "
                                + SnapshotOptions.line(line.text())));
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
        fields.put("counts", line.counts());
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

package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.LetterDetails;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Receives;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.redrive.EarlierRedrive;
import io.orderflow.operations.deadletter.redrive.EarlierRedrives;
import io.orderflow.operations.deadletter.redrive.ReceiptPage;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.text.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows one dead letter whole. SQS gives messages out in no order: the queue is received from until"
                        + " it is found, and everything is released again.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:found", "1:error, or not found", "2:wrong options"})
final class DeadLettersShowCommand extends CancellableCommand {
    @Mixin
    SnapshotOptions which = new SnapshotOptions();

    @Parameters(paramLabel = "MESSAGE-ID", description = "SQS's id of it, as list tells.")
    String messageId = "";

    DeadLettersShowCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        mustBeId("MESSAGE-ID", messageId);
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        DeadLetterTools tools = connection.letters();
        try (Snapshot snapshot = taken(connection, tools)) {
            LetterRow row = snapshot.find(messageId)
                    .orElseThrow(() -> new PortException(
                            PortException.Kind.REFUSED,
                            which.place().queue(),
                            Reason.line("No message " + SnapshotOptions.line(messageId) + " was found in "
                                    + snapshot.head().queue() + ": it may be gone, or held by somebody else."),
                            null));
            LetterDetails details = tools.details(which.place(), row);
            EarlierRedrives earlier =
                    connection.redrives().redrives().receipts().earlier();
            List<EarlierRedrive> redrives = earlier.now(row);
            if (json()) {
                Map<String, Object> json = answered(connection);
                json.putAll(details.fields());
                json.put(
                        "receipts",
                        redrives.stream().map(EarlierRedrive::fields).toList());
                answer().json(json);
            } else {
                tell(details, redrives, earlier.of(row.id()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CommandLine.ExitCode.OK;
    }

    private Snapshot taken(ConsoleServices.Connection connection, DeadLetterTools tools)
            throws PortException, InterruptedException {
        if (which.cached) {
            return which.released(connection, answer(), services());
        }
        SnapshotOptions.sayCost(tools, which.place(), answer());
        Snapshot snapshot = tools.look(which.place()).upTo(messageId).run(progress());
        SnapshotOptions.release(snapshot, answer());
        return which.readOn(snapshot, tools, answer(), services());
    }

    private void tell(LetterDetails details, List<EarlierRedrive> redrives, int deaths) {
        LetterRow row = details.row();
        Receives receives = row.receives();
        say("Message", row.id());
        say("Order", Objects.requireNonNullElse(row.orderId(), "unreadable"));
        say("Sent", OrderTimestamp.format(row.sentAt()) + ", lost on " + OrderTimestamp.format(row.expiresAt()));
        say(
                "Receives",
                "about " + receives.total() + ": " + receives.queue() + " by the queue, " + receives.ours()
                        + " by our snapshots, " + receives.others() + " by others");
        say("Verdict", row.judgement().verdict() + ", " + row.judgement().cause());
        for (OrderFault fault : row.faults()) {
            say("", fault.message());
        }
        details.letter()
                .attributes()
                .forEach(each -> say("Attribute", each.name() + " (" + each.type() + ") " + each.value()));
        details.letter().system().forEach((name, value) -> say("System", name + " " + value));
        say("Row", details.stored() == null ? "none" : details.stored().fields().toString());
        if (deaths > 0) {
            say("Died again", deaths + (deaths == 1 ? " time" : " times") + " after redrives from this computer");
        }
        for (EarlierRedrive each : redrives) {
            say("Redrive", ReceiptPage.line(each));
        }
        for (String line : details.order().split("\\R", -1)) {
            answer().line("  " + VisibleText.line(line, Integer.MAX_VALUE));
        }
    }

    private void say(String name, String text) {
        answer().line(String.format(Locale.ROOT, "%-10s %s", name, SnapshotOptions.line(text)));
    }
}

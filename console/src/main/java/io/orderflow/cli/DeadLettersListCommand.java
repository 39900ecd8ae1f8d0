package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.UndeliveredCauses;
import io.orderflow.operations.deadletter.redrive.StatePage;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.text.StackTexts;
import io.orderflow.text.VisibleText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow dead-letters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in the whole queue and lists what is there and why, the longest waiting first. Every message is"
                    + " received and released at once: each look raises its receive count.",
            "Filter keys: reason: rule: field: group: age: left: receives: id: user:, as in rule:range,wrong_type"
                    + " field:quantity age>1h left<24h receives>=4; other words are looked for in reasons and bodies."
        })
final class DeadLettersListCommand extends ListCommand<LetterRow> {
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_REASON = 100;

    private final ConsoleServices services;

    @Mixin
    SnapshotOptions which = new SnapshotOptions();

    @Option(names = "--group", description = "Tell the causes too, the most frequent first.")
    boolean group;

    @Option(
            names = "--page",
            description = "Tell instead the state of the whole queue on one page, to be pasted where people talk.")
    boolean page;

    private List<String> state = List.of();

    DeadLettersListCommand(ConsoleServices services, Answer answer) {
        super(services, answer, LetterRow.KEYS, "letters");
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        services.cancel().hear(answer);
        try {
            return super.call();
        } catch (InterruptedException e) {
            return services.cancel().ended(e);
        }
    }

    @Override
    int leastLook() {
        return 0; // it takes in all of them anyway
    }

    @Override
    Found<LetterRow> look(Connection connection, int most) throws PortException, InterruptedException {
        Snapshot snapshot = which.released(connection, answer, services);
        if (page) {
            state = StatePage.read(
                    snapshot,
                    connection.where().line(),
                    connection.redrives().redrives().receipts(),
                    services.clock().instant(),
                    SnapshotOptions::line);
        }
        if (which.place() == LetterPlace.ORDER_UNDELIVERED && !snapshot.rows().isEmpty()) {
            sayWhyUndelivered(connection);
        }
        return new Found<>(snapshot.rows(), SnapshotOptions.about(snapshot), snapshot);
    }

    /** Of what SNS could not deliver nothing tells why; what refuses it now may be the reason. */
    private void sayWhyUndelivered(Connection connection) {
        List<Finding> causes;
        try {
            causes = UndeliveredCauses.of(
                    connection.stack(UnaryOperator.identity()).doctor().examine(),
                    connection.nameOf(WatchedQueue.ORDER_QUEUE));
        } catch (PortException e) {
            answer.say("Why SNS did not deliver is not known: " + answer.fault(e));
            return;
        }
        causes.forEach(each -> answer.say("Why SNS may not have delivered, as setup doctor sees it now: "
                + SnapshotOptions.line(StackTexts.name(each.resource()) + ": " + each.what()) + "; " + each.fix()));
        if (causes.isEmpty()) {
            answer.say("Why SNS did not deliver is not known: SNS keeps no reason, and setup doctor sees none now");
        }
    }

    @Override
    boolean listsRows() {
        return !page;
    }

    @Override
    Map<String, Object> fields(LetterRow row) {
        return row.fields();
    }

    @Override
    void addTo(Map<String, Object> json, List<LetterRow> passed) {
        if (group) {
            json.put(
                    "groups",
                    LetterGroup.of(passed).stream().map(LetterGroup::fields).toList());
        }
        if (page) {
            json.put("page", state);
        }
    }

    @Override
    void lines(List<LetterRow> passed) {
        state.forEach(answer::line);
        if (group) {
            for (LetterGroup each : LetterGroup.of(passed)) {
                answer.line(String.format(
                        Locale.ROOT,
                        "%6d  %-7s  %s  %s",
                        each.count(),
                        SnapshotOptions.lower(each.evidence()),
                        SnapshotOptions.line(each.key()),
                        SnapshotOptions.line(each.cause())));
                Instant changed = each.changedBefore();
                if (changed != null) {
                    answer.line("        function changed " + OrderTimestamp.format(changed) + ", first letter "
                            + OrderTimestamp.format(each.first()));
                }
            }
        }
    }

    @Override
    String line(LetterRow row) {
        String order = Objects.requireNonNullElse(row.orderId(), "unreadable");
        List<OrderFault> faults = row.faults();
        String reason =
                faults.isEmpty() ? row.judgement().cause() : faults.get(0).message();
        return String.format(
                Locale.ROOT,
                "%s  %-36s  %-16s %3d  %s%s",
                OrderTimestamp.format(row.sentAt()),
                row.id(),
                VisibleText.line(order, LONGEST_ID),
                row.received(),
                VisibleText.line(reason, LONGEST_REASON),
                faults.size() > 1 ? ", and " + (faults.size() - 1) + " more" : "");
    }
}

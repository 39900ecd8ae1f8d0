package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetterRow;
import io.orderflow.operations.deadletter.DeadLetterSample;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.VisibleText;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code orderflow dead-letters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Looks into OrderDLQ and lists what is there and why, the longest waiting first. A look receives up to as"
                    + " many messages as are listed, with a filter at least 200, and releases them at once: each look"
                    + " raises their receive count.",
            "Filter keys: reason: rule: field: age: receives: id: user:, as in rule:range,wrong_type field:quantity age>1h"
                    + " receives>=4; other words are looked for in reasons and bodies."
        })
final class DeadLettersListCommand extends ListCommand<DeadLetterRow> {
    private static final int LOOK = 200;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_REASON = 100;

    private final Clock clock;

    DeadLettersListCommand(ConsoleServices services, Answer answer) {
        super(services, answer, DeadLetterRow.KEYS, "letters");
        this.clock = services.clock();
    }

    @Override
    int leastLook() {
        return LOOK;
    }

    @Override
    Found<DeadLetterRow> look(Connection connection, int most) throws PortException {
        DeadLetterSample sample = connection.deadLetters().peek(most, Progress.NONE);
        var diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(clock)));
        List<DeadLetterRow> rows = sample.letters().stream()
                .map(letter -> new DeadLetterRow(letter, diagnoser.diagnose(letter)))
                .sorted(DeadLetterRow.LONGEST_WAITING_FIRST)
                .toList();
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("about", sample.approximateTotal());
        about.put("complete", rows.size() >= sample.approximateTotal());
        about.put("takenAt", OrderTimestamp.format(clock.instant()));
        return new Found<>(rows, about);
    }

    @Override
    Map<String, Object> fields(DeadLetterRow row) {
        return row.fields();
    }

    @Override
    String line(DeadLetterRow row) {
        String order = Objects.requireNonNullElse(row.diagnosis().orderId(), "unreadable");
        List<OrderFault> faults = row.faults();
        String reason = faults.isEmpty() ? "valid now" : faults.get(0).message();
        return String.format(
                Locale.ROOT,
                "%s  %-36s  %-16s %3d  %s%s",
                OrderTimestamp.format(row.letter().sentAt()),
                row.id(),
                VisibleText.line(order, LONGEST_ID),
                row.letter().receiveCount(),
                VisibleText.line(reason, LONGEST_REASON),
                faults.size() > 1 ? ", and " + (faults.size() - 1) + " more" : "");
    }
}

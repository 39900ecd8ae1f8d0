package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.OrderText;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * One letter with another body, as somebody wrote it.
 *
 * @param body the whole body that is sent
 * @param faults what the rule book has against it; empty where it takes it
 */
public record RepairOne(LetterRow row, String body, List<OrderFault> faults) {
    public RepairOne {
        faults = List.copyOf(faults);
    }

    /**
     * With an order's text in the old one's place.
     *
     * @param before the letter's body
     * @param given as {@link OrderText#replaced} takes it
     */
    public static RepairOne of(LetterRow row, String before, String given, Clock clock) {
        String body = OrderText.replaced(before, given);
        Diagnosis diagnosis = new Diagnoser(new OrderMessageCodec(new OrderValidator(clock))).diagnose(body);
        return new RepairOne(row, body, diagnosis instanceof Diagnosis.Faulty faulty ? faulty.faults() : List.of());
    }

    /**
     * The set of this one letter. Somebody who has looked at it wants it sent, also where it would be left out of many; but
     * not what would fail again.
     *
     * @throws PortException with one line, when the rule book refuses it
     */
    public FrozenSet freeze(OrderRows rows, ExecutorService threads, Clock clock, Progress progress)
            throws PortException, InterruptedException {
        if (!faults.isEmpty()) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "Repair",
                    Reason.line("The new body would fail again, and was not sent: "
                            + faults.get(0).messageWithoutValue() + "."),
                    null);
        }
        return new Freeze(
                        rows,
                        threads,
                        clock,
                        List.of(row),
                        letter -> body,
                        EnumSet.of(LeftOut.STORED, LeftOut.FOREIGN, LeftOut.LOOPED))
                .run(progress);
    }
}

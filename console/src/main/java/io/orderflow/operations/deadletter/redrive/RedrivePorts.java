package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;
import java.util.function.Function;

/**
 * What a redrive reaches.
 *
 * @param queues a queue of dead letters by its name
 * @param targets where letters are sent
 * @param deadLetterQueue where what fails again goes
 */
public record RedrivePorts(
        Function<String, LetterQueue> queues,
        Function<Destination, LetterTarget> targets,
        FunctionLog log,
        OrderRows rows,
        QueueMark mark,
        String deadLetterQueue) {}

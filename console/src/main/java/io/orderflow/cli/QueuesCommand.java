package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.queues.ConsumerState;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code orderflow queues}: how many messages wait, and whether something takes them. */
@Command(
        name = "queues",
        mixinStandardHelpOptions = true,
        description = "Shows how many messages are in each queue (approximate, as SQS counts) and whether the consumer"
                + " runs.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "1:error", "2:wrong options"})
final class QueuesCommand extends TargetCommand {
    QueuesCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection) throws PortException {
        sayTarget(connection);
        QueueDepths depths = connection.depths();
        Map<String, Object> queues = new LinkedHashMap<>();
        for (WatchedQueue queue : WatchedQueue.values()) {
            QueueDepth depth = depths.read(queue);
            String name = connection.nameOf(queue);
            if (json()) {
                queues.put(
                        name,
                        Map.of("visible", depth.visible(), "inFlight", depth.inFlight(), "delayed", depth.delayed()));
            } else {
                answer().line(String.format(
                        Locale.ROOT,
                        "%-24s %d visible, %d in flight, %d delayed",
                        name,
                        depth.visible(),
                        depth.inFlight(),
                        depth.delayed()));
            }
        }
        ConsumerState consumer = connection.consumer().read();
        String state = consumer.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("ok", true);
            object.put("queues", queues);
            object.put("consumer", state);
            answer().json(object);
        } else {
            answer().line("Consumer: " + state + (consumer.note().isEmpty() ? "" : ", " + consumer.note()));
        }
        return CommandLine.ExitCode.OK;
    }
}

package io.orderflow.app;

import io.orderflow.aws.GroupedPublishing;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.orders.OrderTools;
import org.slf4j.LoggerFactory;

/**
 * What the window's tabs work with at an open target.
 *
 * @param letters what can be done with its dead letters, and {@code redrives} what it takes to send them again
 * @param kept what is kept of them on this computer
 * @param placing of orders one by one, and {@code imports} of files of them
 * @param groups of what is published by both
 */
record OpenTools(
        DeadLetterTools letters,
        RedriveTools redrives,
        KeptFolder kept,
        PlacingTools placing,
        Imports imports,
        GroupedPublishing groups,
        OrderTools orders) {

    static OpenTools of(TargetConnection connection, StackSpec spec) throws PortException {
        var log = LoggerFactory.getLogger(OpenTools.class);
        var groups = new GroupedPublishing(true, log::info);
        return new OpenTools(
                connection.letters(),
                connection.redrives(),
                connection.keptLetters(),
                connection.placing(spec, groups),
                connection.imports(spec, groups),
                groups,
                connection.orders(builder -> builder.shards(spec.options().shards())));
    }
}

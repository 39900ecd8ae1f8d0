package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderPath;
import io.orderflow.operations.entry.OrderPath.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says before something is published what is in its way. */
final class PathLines {
    private PathLines() {}

    /**
     * Says it, and asks where orders would be lost.
     *
     * @param yes nobody is to be asked
     */
    static boolean agreed(OrderPath path, boolean yes, TargetCommand command) throws PortException {
        List<Trouble> troubles = path.read();
        troubles.forEach(each -> command.answer().say(line(each)));
        if (yes || troubles.stream().noneMatch(Trouble::loses)) {
            return true;
        }
        ConsoleServices services = command.services();
        String reply = services.cancel().asking(() -> services.prompt().ask("Publish all the same? Type yes: "));
        boolean agreed = reply != null && reply.strip().equalsIgnoreCase("yes");
        if (!agreed) {
            command.answer()
                    .failure("nothing was sent: OrderQueue does not hear of OrderTopic"
                            + (reply == null ? "; there is no terminal to ask on, add --yes to publish" : ""));
        }
        return agreed;
    }

    /** Why nothing may be told of an order that was published; null where nothing is in its way. */
    static @Nullable String reason(OrderPath path) throws PortException {
        return path.read().stream()
                .filter(each -> each != Trouble.NOT_PERMITTED)
                .findFirst()
                .map(PathLines::line)
                .orElse(null);
    }

    private static String line(Trouble trouble) {
        return switch (trouble) {
            case NOT_SUBSCRIBED ->
                "OrderQueue has no subscription of OrderTopic: orders would be lost; setup apply makes it";
            case PAUSED -> "The consumer is paused: orders will wait in OrderQueue";
            case NO_CONSUMER -> "There is no consumer: orders will wait in OrderQueue; setup apply makes it";
            case FAILING -> "The consumer fails: orders may be tried again, and die";
            case NOT_PERMITTED -> "Whether orders get through cannot be told: these credentials may not see it";
        };
    }
}

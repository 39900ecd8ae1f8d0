package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.LetterBackup;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.QueueFacts;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What it takes to redrive, for the window and the commands alike. Thread-safe.
 *
 * @param queues of the target by name, and {@code targets} where letters can be sent
 * @param backup keeps what is deleted
 * @param places what each queue of dead letters is called here
 * @param orderQueue the consumer's queue, and {@code topic} the one that every subscriber hears, by name
 */
public record RedriveTools(
        Redrives redrives,
        Actor who,
        Function<String, LetterQueue> queues,
        Function<Destination, LetterTarget> targets,
        LetterBackup backup,
        Map<LetterPlace, String> places,
        String orderQueue,
        String topic) {
    /** What the specification says, where the endpoint does not. */
    private static final int RECEIVES = 3;

    private static final String ORDER_QUEUE = "OrderQueue";
    private static final String TOPIC = "topic";

    public RedriveTools {
        places = Map.copyOf(places);
    }

    /** @param to {@code OrderQueue}, {@code OrderDLQ}, {@code OrderUndelivered}, {@code topic}, or another queue's name */
    public Destination destination(String to) {
        if (to.equalsIgnoreCase(ORDER_QUEUE) || to.equals(orderQueue)) {
            return new Destination(Destination.Kind.ORDER_QUEUE, orderQueue);
        }
        for (LetterPlace place : LetterPlace.values()) {
            if (to.equalsIgnoreCase(place.queue())) {
                return new Destination(Destination.Kind.QUEUE, place(place));
            }
        }
        return to.equalsIgnoreCase(TOPIC)
                ? new Destination(Destination.Kind.TOPIC, topic)
                : new Destination(Destination.Kind.QUEUE, to);
    }

    /**
     * An order with the defaults for where the letters are and go; asks the queues.
     *
     * @param commandLine the same act as a command
     * @throws PortException of kind {@code REFUSED} also when there is no queue of that name
     */
    public RedriveOrder order(LetterPlace place, Destination to, String commandLine) throws PortException {
        mustExist(to);
        String from = place(place);
        QueueFacts dead =
                queues.apply(places.getOrDefault(LetterPlace.ORDER_DLQ, from)).facts();
        QueueFacts live = queues.apply(orderQueue).facts();
        int receives = dead.sources().getOrDefault(live.arn(), RECEIVES);
        return RedriveOrder.of(from, to, receives, live.visibility(), who, commandLine)
                .withRamp(RedriveOrder.RAMP, RedriveOrder.STOP_AT_PERCENT);
    }

    /**
     * Refuses another queue that is not there; where its attributes may not be asked, sending tells.
     *
     * @throws PortException with one line
     */
    public void mustExist(Destination to) throws PortException {
        String queue = to.name();
        if (to.kind() != Destination.Kind.QUEUE) {
            return;
        }
        try {
            QueueFacts unused = queues.apply(queue).facts();
        } catch (PortException e) {
            if (e.kind() == PortException.Kind.MISSING) {
                Reason reason = new Reason(
                        "no_queue", List.of(queue), queue + ": there is no such queue here; check its name.");
                throw new PortException(PortException.Kind.REFUSED, queue, reason, e);
            }
            if (e.kind() != PortException.Kind.DENIED) {
                throw e;
            }
        }
    }

    /** How many messages are in the queue that nobody holds: those that came after a snapshot that holds what it saw. */
    public long late(LetterPlace place) throws PortException {
        return queues.apply(place(place)).facts().visible();
    }

    /** What it is called here. */
    public String place(LetterPlace place) {
        String name = places.get(place);
        if (name == null) {
            throw new IllegalArgumentException("no queue " + place);
        }
        return name;
    }
}

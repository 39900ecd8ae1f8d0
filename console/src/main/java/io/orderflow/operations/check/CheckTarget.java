package io.orderflow.operations.check;

import io.orderflow.operations.PortException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What {@link Check} needs of an AWS. Every call blocks.
 */
public interface CheckTarget {

    /** Names of the stack's resources that orders cannot flow without and that do not exist yet. */
    List<String> missing() throws PortException;

    /** What is there and not as by default, a line a resource; it is left as it is. */
    List<String> differences() throws PortException;

    /** Creates what is missing and changes nothing that is there; answers how many resources were created. */
    int setUp(Consumer<String> progress) throws PortException;

    /** Publishes a body to OrderTopic as it is. */
    void publish(String body) throws PortException;

    /** Those of the orders that are in the table now. */
    Set<String> stored(Collection<String> orderIds) throws PortException;

    /** How often, at a guess, messages wait in OrderDLQ; may lag. */
    long deadLetterDepth() throws PortException;

    /** Looks at the dead letters whose body holds {@code text}; each look adds one to their receive count. */
    List<DeadLetterSeen> deadLettersHolding(String text) throws PortException;

    /** The receive counts with which the function was given the message, in order, read from its own log. */
    List<Integer> deliveries(String messageId) throws PortException;

    /**
     * Sends {@code repairedBody} to OrderQueue and, once that is safe, deletes the dead letter.
     *
     * @param letter one that {@link #deadLettersHolding} has shown
     */
    void redriveRepaired(DeadLetterSeen letter, String repairedBody) throws PortException;

    /**
     * A message in OrderDLQ as one look showed it.
     *
     * @param messageId SQS's id, the same as in the source queue
     * @param receiveCount deliveries so far, this look included
     */
    record DeadLetterSeen(String messageId, int receiveCount, String body) {}
}

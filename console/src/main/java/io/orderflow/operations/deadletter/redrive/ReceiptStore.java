package io.orderflow.operations.deadletter.redrive;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Receipts of one environment. They hold customers' data. Blocks. Thread-safe. */
public interface ReceiptStore {

    /**
     * Puts a frozen set on disk before anything of it is sent.
     *
     * @param at now
     * @param letters read once
     */
    OpenReceipt create(RedriveOrder order, Instant at, Iterable<FrozenLetter> letters) throws IOException;

    /**
     * Takes a receipt up again.
     *
     * @throws ReceiptInUseException when another process works on it
     */
    OpenReceipt open(String id) throws IOException;

    /** What the receipt tells, without working on it. */
    Receipt read(String id) throws IOException;

    /** What the receipt tells, and of its letters only what they are called: quick to be read. */
    Receipt outline(String id) throws IOException;

    /** How much was written of what happened: another number when something has happened since. */
    long written(String id) throws IOException;

    /** What they tell of letters that were redriven before; one for all, so that each receipt is read once. */
    EarlierRedrives earlier();

    /** Tells this folder apart from others of the same user on the same computer; short, and the same at every start. */
    String owner();

    /** Receipts of moves by SQS whose end was not seen, the newest first; one that another process works on may be among them. */
    List<String> unendedMoves() throws IOException;

    /** Their ids, the newest first. */
    List<String> ids() throws IOException;

    /** Receipts that have something left to be finished, or that another process works on, the newest first. */
    List<String> unfinished() throws IOException;

    /** Those of the ids that a redrive's receipt has as sent: what of them still lies in the queue is only to be deleted. */
    Map<String, SentBefore> sentBefore(Set<String> messageIds) throws IOException;

    /** What a redrive's receipt has of a letter that it sent, and where to. */
    record SentBefore(String newMessageId, Instant at, Destination to, String receipt) {}

    /**
     * Of a set to be sent, what lies in the queue although a receipt has it as sent.
     *
     * @param there how many were sent to the same place, and are only deleted
     * @param elsewhere how many were sent to another place, and stay where they are
     */
    record SentAlready(int there, int elsewhere) {
        static SentAlready of(Collection<SentBefore> before, Destination to) {
            int there =
                    (int) before.stream().filter(each -> each.to().equals(to)).count();
            return new SentAlready(there, before.size() - there);
        }
    }

    /** Adds a line to the chain of what was done. */
    void chain(ReceiptSummary summary) throws IOException;

    /** The chain, oldest first. */
    ReceiptChain chain() throws IOException;

    /** Deletes what a finished receipt holds of customers' data; its lines in the chain stay. */
    void forget(String id, Instant at) throws IOException;

    /** Forgets those that ended before that time; unfinished ones are kept. */
    void forgetBefore(Instant time, Instant at) throws IOException;
}

package io.orderflow.operations.deadletter.redrive;

/** How far a letter's way is, as the journal has it. */
enum Phase {
    /** Nothing was sent. */
    WAITING,
    /** About to be sent, or sent: nobody answered yet. */
    INTENT,
    /** The answer is on disk, or that nobody waits for one. It is to be deleted. */
    SENT,
    /** Sent and deleted. */
    DONE,
    /** An earlier receipt has it as sent to another place: it stays where it is. */
    ELSEWHERE,
    /** Sent, but with another checksum: it stays where it is. */
    DIFFERS,
    /** Refused for good: it stays where it is. */
    REFUSED,
    /** No longer where it was. */
    GONE,
    /** May have been sent, where sending it twice would do harm: a person decides. */
    MAYBE;

    /** Whether there is still something to do with it. */
    boolean open() {
        return this == WAITING || this == INTENT || this == SENT;
    }
}

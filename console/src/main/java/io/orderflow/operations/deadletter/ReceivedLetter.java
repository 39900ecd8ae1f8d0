package io.orderflow.operations.deadletter;

/**
 * A letter that was received here and hides from others until its time is over.
 *
 * @param handle the receipt handle that releases, holds on to or deletes it
 */
public record ReceivedLetter(DeadLetter letter, String handle) {}

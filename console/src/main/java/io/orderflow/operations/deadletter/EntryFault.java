package io.orderflow.operations.deadletter;

/**
 * Why one entry of a batch failed that was answered as a whole.
 *
 * @param code AWS's, e.g. {@code ReceiptHandleIsInvalid}
 * @param sender whether it is the request's fault: trying it again is of no use
 */
public record EntryFault(String code, String message, boolean sender) {}

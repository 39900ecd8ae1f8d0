package io.orderflow.infra.local.lambda;

/**
 * How an invocation ended.
 *
 * @param payload what the function answered, or the error it ended with, as JSON
 * @param logTail the last 4 KB of the invocation's log, in UTF-8; empty until it has ended
 */
record InvocationResult(End end, byte[] payload, byte[] logTail) {

    /** Whose doing the end was. */
    enum End {
        ANSWERED,
        /** By the function: an exception, a timeout, its own exit. */
        FAILED,
        /** By something else that ended its JVM, such as a kill, which on AWS would not happen. */
        KILLED
    }

    InvocationResult(End end, byte[] payload) {
        this(end, payload, new byte[0]);
    }

    InvocationResult with(LogTail log) {
        return new InvocationResult(end, payload, log.bytes());
    }

    boolean failed() {
        return end != End.ANSWERED;
    }
}

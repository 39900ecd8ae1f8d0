package io.orderflow.infra.local.lambda;

/** How an invocation ended, with what the function answered or the error it ended with, as JSON. */
record InvocationResult(End end, byte[] payload) {

    /** Whose doing the end was. */
    enum End {
        ANSWERED,
        /** By the function: an exception, a timeout, its own exit. */
        FAILED,
        /** By something else that ended its JVM, such as a kill, which on AWS would not happen. */
        KILLED
    }

    boolean failed() {
        return end != End.ANSWERED;
    }
}

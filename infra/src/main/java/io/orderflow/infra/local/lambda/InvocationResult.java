package io.orderflow.infra.local.lambda;

/** How an invocation ended: what the function answered, or the error it ended with, as JSON. */
record InvocationResult(boolean failed, byte[] payload) {}

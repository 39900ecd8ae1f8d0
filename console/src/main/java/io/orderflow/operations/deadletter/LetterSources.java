package io.orderflow.operations.deadletter;

import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;

/**
 * What a snapshot is made of.
 *
 * @param queue where the letters are
 * @param home the queue whose consumer is ours, by name
 * @param store keeps them
 */
public record LetterSources(
        LetterQueue queue, String home, LetterStore store, FunctionLog log, OrderRows rows, DeployedCode code) {}

package io.orderflow.operations.deadletter;

/**
 * What a snapshot is made of.
 *
 * @param queue where the letters are
 * @param home the queue whose consumer is ours, by name
 * @param store keeps them
 */
public record LetterSources(
        LetterQueue queue, String home, LetterStore store, FunctionLog log, OrderRows rows, DeployedCode code) {}

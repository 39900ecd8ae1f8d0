package io.orderflow.infra.stack;

import org.jspecify.annotations.Nullable;

/**
 * The event source mapping that feeds the function from the queue.
 *
 * @param functionName as in the mapping's name for people
 * @param functionArn of the function itself
 * @param targetArn what is invoked: the function's alias, or the function where there is none
 * @param limitsConcurrency false leaves the limit as it is
 * @param maximumConcurrency null for no limit
 */
public record MappingSpec(
        String name,
        String queueArn,
        String functionName,
        String functionArn,
        String targetArn,
        int batchSize,
        boolean limitsConcurrency,
        @Nullable Integer maximumConcurrency) {}

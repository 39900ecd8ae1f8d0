package io.orderflow.infra.plan;

import java.time.Duration;
import java.util.List;

/**
 * How one change ended.
 *
 * @param took how long, waits included
 * @param notYetVisible properties that were accepted but do not read back yet (AWS takes up to a minute for a queue's
 *     attributes, a quarter of an hour for its retention); some compatible servers never show them
 * @param unsupported properties that the endpoint does not have: everything else was done
 */
public record ApplyResult(Change change, Duration took, List<PropertyDiff> notYetVisible, List<String> unsupported) {
    public ApplyResult {
        notYetVisible = List.copyOf(notYetVisible);
        unsupported = List.copyOf(unsupported);
    }
}

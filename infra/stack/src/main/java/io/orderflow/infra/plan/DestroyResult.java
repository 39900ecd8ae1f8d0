package io.orderflow.infra.plan;

import java.time.Duration;

/**
 * How one removal ended.
 *
 * @param deleted false when it was gone already, or stays after all
 * @param detail in a few words, e.g. {@code deleted}
 * @param took how long, waits included
 */
public record DestroyResult(Removal removal, boolean deleted, String detail, Duration took) {}

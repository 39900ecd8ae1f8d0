package io.orderflow.console.task;

import io.orderflow.operations.session.Activity.Outcome;
import java.util.function.Function;

/**
 * What is said of work that somebody starts.
 *
 * @param title what it does, already worded, e.g. "Redriving 14 messages"
 * @param ifStopped what stopping it in the middle means, a sentence
 * @param outcome how it ended, of its result
 */
public record JobText<T>(String title, String ifStopped, Function<T, Outcome> outcome) {}

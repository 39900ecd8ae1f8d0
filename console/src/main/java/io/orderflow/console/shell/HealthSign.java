package io.orderflow.console.shell;

import io.orderflow.console.ui.Tone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the status bar says of how the environment does; pressing it brings its tab to the front.
 *
 * @param text in a few words, e.g. "Consumer paused"
 * @param asOf when it was so, for its age beside it; null where it is as of now
 * @param hover what else there is to say; may be empty
 */
public record HealthSign(Tone tone, String text, @Nullable Instant asOf, String hover) {}

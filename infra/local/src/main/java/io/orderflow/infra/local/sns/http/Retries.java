package io.orderflow.infra.local.sns.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a failed post is tried again, and when: at once, then after the shortest delay, then after delays that grow
 * from the shortest to the longest, then after the longest. Delays are in seconds.
 *
 * @param count of all retries; those of the growing delays are what the other three leave of it
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Delivery retries</a>
 */
public record Retries(
        int minDelay, int maxDelay, int count, int maxDelays, int noDelays, int minDelays, Growth growth) {

    /**
     * How delays grow. AWS names four ways and draws them, from the straight line to the steepest, but gives no formula:
     * equal steps; steps that grow equally; equal factors; a natural exponential.
     */
    public enum Growth {
        LINEAR {
            @Override
            double at(int step, int last, double min, double max) {
                return min + (max - min) * step / last;
            }
        },
        ARITHMETIC {
            @Override
            double at(int step, int last, double min, double max) {
                return min + (max - min) * step * (step + 1) / ((double) last * (last + 1));
            }
        },
        GEOMETRIC {
            @Override
            double at(int step, int last, double min, double max) {
                return min * Math.pow(max / min, (double) step / last);
            }
        },
        EXPONENTIAL {
            @Override
            double at(int step, int last, double min, double max) {
                return min + (max - min) * Math.expm1(step) / Math.expm1(last);
            }
        };

        /** The delay of a step, from {@code min} at step 0 to {@code max} at the last, in their unit. */
        abstract double at(int step, int last, double min, double max);

        /** Its name in a policy. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What AWS does where nobody says otherwise: three retries, 20 s apart. */
    public static final Retries DEFAULT = new Retries(20, 20, 3, 0, 0, 0, Growth.LINEAR);

    private static final double MILLIS = 1000;

    /** The retries of a policy that was checked; what it leaves out is as by default. */
    static Retries of(JsonNode policy) {
        return new Retries(
                policy.path("minDelayTarget").asInt(DEFAULT.minDelay),
                policy.path("maxDelayTarget").asInt(DEFAULT.maxDelay),
                policy.path("numRetries").asInt(DEFAULT.count),
                policy.path("numMaxDelayRetries").asInt(),
                policy.path("numNoDelayRetries").asInt(),
                policy.path("numMinDelayRetries").asInt(),
                Json.text(policy, "backoffFunction")
                        .map(name -> Growth.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(DEFAULT.growth));
    }

    /** With every member, in AWS's order. */
    ObjectNode json() {
        return Json.object()
                .put("minDelayTarget", minDelay)
                .put("maxDelayTarget", maxDelay)
                .put("numRetries", count)
                .put("numMaxDelayRetries", maxDelays)
                .put("numNoDelayRetries", noDelays)
                .put("numMinDelayRetries", minDelays)
                .put("backoffFunction", growth.toString());
    }

    /** How long to wait for the next retry after so many of them; empty if there is none left. */
    public Optional<Duration> after(int retries) {
        if (retries >= count) {
            return Optional.empty();
        }
        if (retries < noDelays) {
            return Optional.of(Duration.ZERO);
        }
        int step = retries - noDelays - minDelays;
        int last = count - noDelays - minDelays - maxDelays - 1;
        double seconds = step > last ? maxDelay : step <= 0 ? minDelay : growth.at(step, last, minDelay, maxDelay);
        return Optional.of(Duration.ofMillis(Math.round(seconds * MILLIS)));
    }
}

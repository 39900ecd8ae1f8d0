package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.resource.Waits;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Outlasts a server that is busy for longer than the SDK's own retries: every step can be done again from its start. */
final class Throttling {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final int UNAVAILABLE = 503;

    private Throttling() {}

    static <T> T outlast(Waits waits, Supplier<T> step) {
        return waits.answer("the service to take requests again", LIMIT, Throttling::passes, step);
    }

    private static boolean passes(AwsServiceException failure) {
        return failure.isThrottlingException()
                || (failure.statusCode() == UNAVAILABLE && !AwsFaults.isUnreadable(failure));
    }
}

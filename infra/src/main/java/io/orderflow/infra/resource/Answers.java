package io.orderflow.infra.resource;

import io.orderflow.infra.client.AwsFaults;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls that other AWS-compatible servers may not have. */
final class Answers {
    private Answers() {}

    /** The answer, or empty where the endpoint has no such operation; every other failure is thrown. */
    static <T> Optional<T> ifSupported(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (AwsServiceException e) {
            if (AwsFaults.isUnsupported(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** True when the failure's own words contain the given ones: AWS has one type for many of them. */
    static boolean says(AwsServiceException failure, String words) {
        String message = failure.getMessage();
        return message != null && message.contains(words);
    }
}

package io.orderflow.infra.resource;

import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.stack.StackTags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls that other AWS-compatible servers may not have, and answers that AWS gives a little late. */
final class Answers {
    /** What was just made is seen everywhere within seconds, mostly. */
    static final Duration SEEN_LIMIT = Duration.ofSeconds(60);

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

    /** Makes a call with the tags of a new resource; once more without them where the endpoint has none. */
    static void tagged(Waits waits, Consumer<Map<String, String>> call) {
        tagged(StackTags.created(), waits, call);
    }

    static void tagged(Map<String, String> tags, Waits waits, Consumer<Map<String, String>> call) {
        try {
            call.accept(tags);
        } catch (AwsServiceException e) {
            if (!AwsFaults.isUnsupported(e)) {
                throw e;
            }
            call.accept(Map.of());
            waits.refused(Observation.TAGS);
        }
    }

    /** The tags of a request; none at all rather than an empty list, which a server without tags may refuse too. */
    static @Nullable Map<String, String> orNone(Map<String, String> tags) {
        return tags.isEmpty() ? null : tags;
    }

    /** Likewise, for a service that has a type for each. */
    static <T> @Nullable List<T> orNone(Map<String, String> tags, BiFunction<String, String, T> tag) {
        return tags.isEmpty()
                ? null
                : tags.entrySet().stream()
                        .map(it -> tag.apply(it.getKey(), it.getValue()))
                        .toList();
    }

    /** Makes a call that sets one property; false where the endpoint does not have it, which is noted. */
    static boolean setIfSupported(String property, Waits waits, Runnable call) {
        try {
            call.run();
            return true;
        } catch (AwsServiceException e) {
            if (!refusesProperty(e)) {
                throw e;
            }
            waits.refused(property);
            return false;
        }
    }

    /** True where the server says that it does not know a property, not that its value is wrong. */
    static boolean refusesProperty(AwsServiceException failure) {
        return AwsFaults.isUnsupported(failure)
                || code(failure).endsWith("InvalidAttributeName")
                || (code(failure).startsWith("InvalidParameter") && says(failure, "AttributeName"));
    }

    /** True where something is not there, or was just made and is not seen yet. */
    static boolean isMissing(AwsServiceException failure) {
        String code = code(failure);
        return failure.statusCode() == 404
                || code.contains("NotFound")
                || code.contains("NonExistent")
                || code.contains("NoSuchEntity");
    }

    /** The answer, or empty where the service says in its own way that there is no such thing. */
    static <T> Optional<T> ifThere(Class<? extends AwsServiceException> missing, Supplier<T> call) {
        try {
            return Optional.ofNullable(call.get());
        } catch (AwsServiceException e) {
            if (missing.isInstance(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Makes a call on what was just made, again while it is not seen yet. */
    static void onNew(String what, Waits waits, Runnable call) {
        waits.retry(what, SEEN_LIMIT, Answers::isMissing, call);
    }

    /** Makes a call that deletes; fine where there is nothing left to delete. */
    static void deleteIfThere(Runnable call) {
        try {
            call.run();
        } catch (AwsServiceException e) {
            if (!isMissing(e)) {
                throw e;
            }
        }
    }

    /** True when the failure's own words contain the given ones: AWS has one type for many of them. */
    static boolean says(AwsServiceException failure, String words) {
        String message = failure.getMessage();
        return message != null && message.contains(words);
    }

    private static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        @Nullable String code = details == null ? null : details.errorCode();
        // Without details (some fakes and proxies) the type is all there is.
        return code == null ? failure.getClass().getSimpleName() : code;
    }
}

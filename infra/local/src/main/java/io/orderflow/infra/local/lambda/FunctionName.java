package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.AwsError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How callers name a function: by name, partial or full ARN, each with a version or alias behind a colon. */
record FunctionName(String name, Optional<String> qualifier) {

    static final String ARN_PREFIX = "arn:aws:lambda:us-east-1:000000000000:function:";
    static final String LATEST = "$LATEST";
    private static final Pattern FORM = Pattern.compile(
            "(?:arn:aws:lambda:us-east-1:)?(?:000000000000:)?(?:function:)?([A-Za-z0-9_-]{1,64})(?::([$A-Za-z0-9_-]+))?");

    static FunctionName parse(String text) throws AwsError {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw AwsError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value '" + text + "' at 'functionName' is not a function of this"
                            + " account and region.");
        }
        return new FunctionName(matcher.group(1), Optional.ofNullable(matcher.group(2)));
    }

    /** From a path segment that is still percent-encoded. */
    static FunctionName decode(String segment) throws AwsError {
        return parse(percentDecoded(segment));
    }

    static String percentDecoded(String segment) throws AwsError {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsError.badRequest("ValidationException", "The name in the path is not percent-encoded.");
        }
    }

    FunctionName or(Optional<String> other) {
        return new FunctionName(name, qualifier.or(() -> other));
    }

    /** The ARN as it was asked for. */
    String arn() {
        return ARN_PREFIX + name + qualifier.map(q -> ":" + q).orElse("");
    }
}

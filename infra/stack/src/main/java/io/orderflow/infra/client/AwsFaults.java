package io.orderflow.infra.client;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Turns whatever an SDK call threw into one clear line. Used by the command line and the window alike. */
public final class AwsFaults {
    private static final Set<String> EXPIRED = Set.of(
            "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired", "UnauthorizedSSOToken");
    private static final Set<String> INVALID = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "InvalidAccessKeyId",
            "AuthFailure");
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException",
            "UnauthorizedOperation",
            "KMSAccessDeniedException",
            "OptInRequired");
    private static final Set<String> UNSUPPORTED = Set.of(
            "UnknownOperationException",
            "UnknownOperation",
            "UnsupportedOperation",
            "UnsupportedOperationException",
            "AWS.SimpleQueueService.UnsupportedOperation",
            "InvalidAction",
            "NotImplemented",
            "NotImplementedException");
    private static final Pattern ACTION = Pattern.compile("not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)");
    /** As the SDK says it. */
    private static final String UNREADABLE = "Unable to unmarshall";

    private static final int LONGEST_DETAIL = 300;

    private AwsFaults() {}

    /** The fault as one line: what, where, what to do. */
    public static String line(Throwable failure, AwsTarget target) {
        return of(failure, target).message();
    }

    /** Explains a failure of any call to the target; causes are searched. */
    public static AwsFault of(Throwable failure, AwsTarget target) {
        Optional<SettingsException> settings = find(failure, SettingsException.class);
        if (settings.isPresent()) {
            return settings.get().fault();
        }
        return find(failure, AwsServiceException.class)
                .map(service -> service(service, target))
                .orElseGet(() -> client(failure, target));
    }

    /** True where the server answered that it has no such operation. */
    public static boolean isUnsupported(AwsServiceException failure) {
        return UNSUPPORTED.contains(code(failure)) || failure.statusCode() == 501;
    }

    /** Of an answer that reads as one of AWS's and is none. */
    public static SdkClientException unreadable(String why) {
        return SdkClientException.create(UNREADABLE + " the answer: " + why);
    }

    private static AwsFault service(AwsServiceException failure, AwsTarget target) {
        String code = code(failure);
        String at = service(failure) + " on " + target.describe();
        if (EXPIRED.contains(code)) {
            return AwsFault.of(AwsFaultCode.EXPIRED, at, login(target));
        }
        if (failure.isClockSkewException() || detail(failure).contains("Signature expired")) {
            return AwsFault.of(AwsFaultCode.CLOCK_SKEW, at);
        }
        if (INVALID.contains(code)) {
            return AwsFault.of(AwsFaultCode.INVALID, at, code, login(target));
        }
        if (DENIED.contains(code)
                || (failure.statusCode() == 403
                        && ACTION.matcher(detail(failure)).find())) {
            return denied(failure, at);
        }
        if (failure.isThrottlingException()) {
            return AwsFault.of(AwsFaultCode.THROTTLED, at, code);
        }
        if (isUnsupported(failure)) {
            return AwsFault.of(AwsFaultCode.UNSUPPORTED, at, detail(failure));
        }
        if (isUnreadable(failure)) {
            return RouteNote.ofProxied(failure)
                    .map(route -> AwsFault.of(AwsFaultCode.UNREADABLE_PROXIED, at, failure.statusCode(), route))
                    .orElseGet(() -> AwsFault.of(AwsFaultCode.UNREADABLE_STATUS, at, failure.statusCode()));
        }
        return other(failure, code, at);
    }

    /** True where the server answered with an error that is not one of AWS's: HTML, nothing, another protocol. */
    public static boolean isUnreadable(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null || code.isBlank() || code.equals(String.valueOf(failure.statusCode()));
    }

    private static AwsFault other(AwsServiceException failure, String code, String at) {
        if (failure.statusCode() == 404 || notFound(code)) {
            return AwsFault.of(AwsFaultCode.NOT_FOUND, at, detail(failure), code);
        }
        if (failure.statusCode() >= 500) {
            return AwsFault.of(AwsFaultCode.SERVICE_FAILED, at, failure.statusCode(), code);
        }
        return AwsFault.of(AwsFaultCode.REFUSED, at, detail(failure), code);
    }

    private static boolean notFound(String code) {
        return code.contains("NotFound")
                || code.contains("NonExistentQueue")
                || code.contains("DoesNotExist")
                || code.equals("NoSuchEntity");
    }

    private static AwsFault denied(AwsServiceException failure, String at) {
        Matcher action = ACTION.matcher(detail(failure));
        return action.find()
                ? AwsFault.of(AwsFaultCode.DENIED_ACTION, at, action.group(1))
                : AwsFault.of(AwsFaultCode.DENIED, at, detail(failure));
    }

    private static AwsFault client(Throwable failure, AwsTarget target) {
        boolean addressed = !(target instanceof AwsTarget.Cloud); // it names its address itself
        String at = (addressed ? RouteNote.ofProxied(failure) : RouteNote.of(failure))
                .map(route -> target.describe() + " (" + route + ")")
                .orElse(target.describe());
        if (failure instanceof AbortedException
                || find(failure, InterruptedException.class).isPresent()) {
            return AwsFault.of(AwsFaultCode.INTERRUPTED, at);
        }
        Optional<UnknownHostException> host = find(failure, UnknownHostException.class);
        if (host.isPresent()) {
            return AwsFault.of(AwsFaultCode.UNKNOWN_HOST, at, hostName(host.get()));
        }
        if (find(failure, SSLException.class).isPresent()) {
            return AwsFault.of(AwsFaultCode.TLS, at, rootLine(failure));
        }
        if (timedOut(failure)) {
            return AwsFault.of(AwsFaultCode.TIMEOUT, at);
        }
        if (find(failure, ConnectException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()) {
            return AwsFault.of(RouteNote.ofProxied(failure).isPresent() ? AwsFaultCode.DOWN_PROXIED : down(target), at);
        }
        if (find(failure, SdkClientException.class).isPresent()
                && messages(failure).contains(UNREADABLE)) {
            return AwsFault.of(AwsFaultCode.UNREADABLE, at);
        }
        return settings(failure, at, target);
    }

    private static boolean timedOut(Throwable failure) {
        return failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || find(failure, InterruptedIOException.class).isPresent();
    }

    /** The SDK has no types for these: its own wording is all there is. */
    private static AwsFault settings(Throwable failure, String at, AwsTarget target) {
        String all = messages(failure);
        if (all.contains("AWS settings cannot be read")) {
            return AwsFault.of(AwsFaultCode.SETTINGS, rootLine(failure));
        }
        if (all.contains("Unable to load region")) {
            return AwsFault.of(AwsFaultCode.NO_REGION, target.describe());
        }
        if (all.contains("Token is expired") || all.contains("SSO session") || all.contains("refresh token")) {
            return AwsFault.of(AwsFaultCode.SIGN_IN_EXPIRED, target.describe(), login(target));
        }
        // An exhausted chain lists what each provider said, the profile's among them: nothing was asked for by name.
        boolean chainExhausted = all.contains("Unable to load credentials from any of the providers");
        if (!chainExhausted
                && (all.contains("Profile file contained no") || all.contains("No static initialization profile"))) {
            return AwsFault.of(AwsFaultCode.NO_SUCH_PROFILE, target.describe());
        }
        if (all.contains("Unable to load credentials") || all.contains("credentials")) {
            return AwsFault.of(AwsFaultCode.NO_CREDENTIALS, target.describe(), login(target));
        }
        return AwsFault.of(AwsFaultCode.FAILED, at, rootLine(failure));
    }

    private static AwsFaultCode down(AwsTarget target) {
        if (target instanceof AwsTarget.Cloud) {
            return AwsFaultCode.DOWN_CLOUD;
        }
        return target instanceof AwsTarget.Embedded ? AwsFaultCode.DOWN_EMBEDDED : AwsFaultCode.DOWN_ENDPOINT;
    }

    private static String login(AwsTarget target) {
        String profile = target instanceof AwsTarget.Cloud cloud
                ? cloud.profile()
                : target instanceof AwsTarget.Endpoint endpoint ? endpoint.profile() : null;
        if (target instanceof AwsTarget.Embedded) {
            return "aws sso login";
        }
        try {
            return MachineProfiles.read(target, profile).signIn();
        } catch (SettingsException e) { // a broken file is no reason to say less
            return profile == null ? "aws sso login" : "aws sso login --profile " + profile;
        }
    }

    private static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "HTTP " + failure.statusCode() : code;
    }

    private static String service(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String name = details == null ? null : details.serviceName();
        return name == null || name.isBlank() ? "a service" : name;
    }

    private static String detail(SdkServiceException failure) {
        String text = failure instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorMessage()
                : failure.getMessage();
        return oneLine(text);
    }

    private static String hostName(UnknownHostException failure) {
        String message = oneLine(failure.getMessage());
        int colon = message.indexOf(':'); // "host: Name or service not known" on Linux
        return colon < 0 ? message : message.substring(0, colon);
    }

    static String rootLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : oneLine(message);
    }

    private static String oneLine(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "no reason given";
        }
        String line = text.strip().replaceAll("\\s+", " ");
        line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…";
    }

    static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            all.append(t.getMessage()).append('\n');
        }
        return all.toString();
    }

    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}

package io.orderflow.infra.client;

import io.orderflow.infra.client.AwsFault.Kind;
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
            return new AwsFault(
                    Kind.EXPIRED_CREDENTIALS,
                    at + ": the credentials have expired; sign in again (" + login(target) + ") and retry.");
        }
        if (failure.isClockSkewException() || detail(failure).contains("Signature expired")) {
            return new AwsFault(Kind.CLOCK_SKEW, at + ": this machine's clock is too far off; set it right and retry.");
        }
        if (INVALID.contains(code)) {
            return new AwsFault(
                    Kind.INVALID_CREDENTIALS,
                    at + ": the access key or its signature is not accepted (" + code
                            + "); check the profile, or sign in again (" + login(target) + ").");
        }
        if (DENIED.contains(code)
                || (failure.statusCode() == 403
                        && ACTION.matcher(detail(failure)).find())) {
            return denied(failure, at);
        }
        if (failure.isThrottlingException()) {
            return new AwsFault(Kind.THROTTLED, at + ": too many requests (" + code + "); wait a moment and retry.");
        }
        if (isUnsupported(failure)) {
            return new AwsFault(Kind.UNSUPPORTED, at + ": not supported by this endpoint (" + detail(failure) + ").");
        }
        if (isUnreadable(failure)) {
            return new AwsFault(
                    Kind.UNREADABLE,
                    at + ": its answer cannot be read (HTTP " + failure.statusCode() + " without AWS's error code)"
                            + RouteNote.ofProxied(failure)
                                    .map(route -> ", from " + route)
                                    .orElse("")
                            + "; check that an AWS-compatible server is behind the address.");
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
            return new AwsFault(
                    Kind.NOT_FOUND,
                    at + ": " + detail(failure) + " (" + code + "); check region and prefix, or set the stack up.");
        }
        if (failure.statusCode() >= 500) {
            return new AwsFault(
                    Kind.SERVICE,
                    at + ": the service failed (" + failure.statusCode() + " " + code + "); retry in a moment.");
        }
        return new AwsFault(Kind.OTHER, at + ": " + detail(failure) + " (" + code + ").");
    }

    private static boolean notFound(String code) {
        return code.contains("NotFound")
                || code.contains("NonExistentQueue")
                || code.contains("DoesNotExist")
                || code.equals("NoSuchEntity");
    }

    private static AwsFault denied(AwsServiceException failure, String at) {
        Matcher action = ACTION.matcher(detail(failure));
        String what =
                action.find() ? "no permission for " + action.group(1) : "access denied (" + detail(failure) + ")";
        return new AwsFault(
                Kind.ACCESS_DENIED, at + ": " + what + "; ask your administrator for it, or use another profile.");
    }

    private static AwsFault client(Throwable failure, AwsTarget target) {
        boolean addressed = !(target instanceof AwsTarget.Cloud); // it names its address itself
        String at = (addressed ? RouteNote.ofProxied(failure) : RouteNote.of(failure))
                .map(route -> target.describe() + " (" + route + ")")
                .orElse(target.describe());
        if (failure instanceof AbortedException
                || find(failure, InterruptedException.class).isPresent()) {
            return new AwsFault(Kind.INTERRUPTED, at + ": the call was cancelled.");
        }
        Optional<UnknownHostException> host = find(failure, UnknownHostException.class);
        if (host.isPresent()) {
            return new AwsFault(
                    Kind.UNKNOWN_HOST,
                    at + ": no host " + hostName(host.get()) + "; check the region's name and the network connection.");
        }
        if (find(failure, SSLException.class).isPresent()) {
            return new AwsFault(
                    Kind.TLS,
                    at + ": no secure connection (" + rootLine(failure) + "); check the endpoint's scheme and"
                            + " certificate.");
        }
        if (timedOut(failure)) {
            return new AwsFault(Kind.TIMEOUT, at + ": no answer in time; check the network connection and retry.");
        }
        if (find(failure, ConnectException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()) {
            return new AwsFault(
                    Kind.ENDPOINT_DOWN,
                    at + ": connection refused; "
                            + (RouteNote.ofProxied(failure).isPresent()
                                    ? "check the proxy (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) and the address."
                                    : startIt(target)));
        }
        if (find(failure, SdkClientException.class).isPresent()
                && messages(failure).contains(UNREADABLE)) {
            return new AwsFault(
                    Kind.UNREADABLE,
                    at + ": its answer cannot be read; check that an AWS-compatible server is behind the address.");
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
            return new AwsFault(
                    Kind.OTHER,
                    "This machine's AWS settings cannot be read: " + rootLine(failure)
                            + "; correct ~/.aws/config or the AWS_ variable named.");
        }
        if (all.contains("Unable to load region")) {
            return new AwsFault(
                    Kind.REGION, target.describe() + ": no region is set; pass --region, or set AWS_REGION.");
        }
        if (all.contains("Token is expired") || all.contains("SSO session") || all.contains("refresh token")) {
            return new AwsFault(
                    Kind.EXPIRED_CREDENTIALS,
                    target.describe() + ": the sign-in has expired; sign in again (" + login(target) + ").");
        }
        // An exhausted chain lists what each provider said, the profile's among them: nothing was asked for by name.
        boolean chainExhausted = all.contains("Unable to load credentials from any of the providers");
        if (!chainExhausted
                && (all.contains("Profile file contained no") || all.contains("No static initialization profile"))) {
            return new AwsFault(
                    Kind.NO_SUCH_PROFILE,
                    target.describe() + ": no such profile in ~/.aws/config or ~/.aws/credentials; check its name.");
        }
        if (all.contains("Unable to load credentials") || all.contains("credentials")) {
            return new AwsFault(
                    Kind.NO_CREDENTIALS,
                    target.describe() + ": no credentials found; pass --profile, set AWS_PROFILE, or sign in ("
                            + login(target) + ").");
        }
        return new AwsFault(Kind.OTHER, at + ": " + rootLine(failure) + ".");
    }

    private static String startIt(AwsTarget target) {
        if (target instanceof AwsTarget.Cloud) {
            return "check the network connection.";
        }
        return target instanceof AwsTarget.Embedded
                ? "the process that served it has ended: start it again."
                : "check the address and that the server runs.";
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

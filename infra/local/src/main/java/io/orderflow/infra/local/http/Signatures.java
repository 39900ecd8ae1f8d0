package io.orderflow.infra.local.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/**
 * Verifies Signature Version 4 by signing the request again with the SDK's own signer. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</a>
 */
@SuppressWarnings("deprecation") // the newer signer always adds x-amz-content-sha256 and so matches no boto3 request
public final class Signatures {

    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request,\\s*"
                    + "SignedHeaders=([a-z0-9;_.-]+),\\s*Signature=([0-9a-f]{64})");
    private static final Pattern SCOPE = Pattern.compile("/([a-z0-9-]+)/aws4_request");
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Credentials credentials;
    private final String region;
    private final Clock clock;
    private final Aws4Signer signer = Aws4Signer.create();

    /** What an Authorization header claims. */
    record Claim(String date, String service, List<String> signedHeaders, String signature) {}

    public Signatures(Credentials credentials, String region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /** What the request claims to be signed with, refused unless the key and the region are ours. */
    Claim claim(HttpFields headers, @Nullable String query) throws AwsError {
        String authorization = headers.get("Authorization");
        if (authorization == null && presigned(query)) {
            throw denied(
                    "IncompleteSignature",
                    "The embedded AWS takes no presigned requests. Sign the request with the Authorization header.");
        }
        if (authorization == null) {
            throw denied("MissingAuthenticationToken", "The request is not signed. Sign it with Signature Version 4.");
        }
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        if (!matcher.matches()) {
            throw denied("IncompleteSignature", "The Authorization header is not a complete AWS4-HMAC-SHA256 one.");
        }
        if (!equal(matcher.group(1), credentials.accessKeyId())) {
            throw denied(
                    "InvalidClientTokenId", "The security token included in the request is invalid: not this key id.");
        }
        if (!matcher.group(3).equals(region)) {
            throw denied(
                    "SignatureDoesNotMatch",
                    "This endpoint is in region " + region + ", not " + matcher.group(3) + ". Set the region to "
                            + region + ".");
        }
        List<String> signed = List.of(matcher.group(5).split(";"));
        if (!signed.contains("host") || !signed.contains("x-amz-date")) {
            throw denied("SignatureDoesNotMatch", "Host and X-Amz-Date must be among the signed headers.");
        }
        return new Claim(matcher.group(2), matcher.group(4), signed, matcher.group(6));
    }

    private static boolean presigned(@Nullable String query) {
        return query != null && query.contains("X-Amz-Signature=");
    }

    /** The service that an Authorization header names, of whatever else is wrong with it; empty if none. */
    static String scopedService(String authorization) {
        Matcher scope = SCOPE.matcher(authorization);
        return scope.find() ? scope.group(1) : "";
    }

    /** Refuses the request unless exactly it was signed with the installation's key, not long ago. */
    void verify(Request request, Claim claim, byte[] body) throws AwsError {
        HttpFields headers = request.getHeaders();
        String date = Optional.ofNullable(headers.get("X-Amz-Date")).orElse("");
        Instant at = parse(date);
        if (!date.startsWith(claim.date())
                || Duration.between(at, clock.instant()).abs().compareTo(SKEW) > 0) {
            throw denied(
                    "RequestTimeTooSkewed",
                    "The difference between the request time " + date + " and the current time is too large.");
        }
        String hash = headers.get("X-Amz-Content-Sha256");
        if (hash != null && !equal(hash, sha256(body))) {
            throw denied("SignatureDoesNotMatch", "The content's hash is not the body's. Sign the whole payload.");
        }
        SdkHttpFullRequest.Builder again =
                builder(request.getMethod(), request.getHttpURI().getScheme(), host(headers), request, body);
        for (String name : claim.signedHeaders()) {
            List<String> values = headers.getValuesList(name);
            if (values.isEmpty()) {
                throw denied("SignatureDoesNotMatch", "A signed header is missing: " + name);
            }
            again.putHeader(name, values);
        }
        if (!equal(sign(again.build(), claim.service(), at).signature(), claim.signature())) {
            throw denied(
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided.");
        }
    }

    private static SdkHttpFullRequest.Builder builder(
            String method, String scheme, String host, Request request, byte[] body) throws AwsError {
        try {
            String query = request.getHttpURI().getQuery();
            SdkHttpFullRequest.Builder builder = SdkHttpFullRequest.builder()
                    .method(SdkHttpMethod.fromValue(method))
                    .uri(URI.create(scheme + "://" + host))
                    .encodedPath(request.getHttpURI().getPath());
            if (query != null) {
                QueryParams.pairs(query)
                        .forEach(pair -> builder.appendRawQueryParameter(pair.getKey(), pair.getValue()));
            }
            return body.length == 0
                    ? builder
                    : builder.contentStreamProvider(() -> new java.io.ByteArrayInputStream(body));
        } catch (IllegalArgumentException e) {
            throw AwsError.badRequest("InvalidRequest", "The request line is malformed.");
        }
    }

    private record Signed(SdkHttpFullRequest request) {
        String signature() {
            String value = request.firstMatchingHeader("Authorization").orElse("");
            return value.substring(value.lastIndexOf('=') + 1);
        }
    }

    private Signed sign(SdkHttpFullRequest request, String service, Instant at) {
        Aws4SignerParams params = Aws4SignerParams.builder()
                .awsCredentials(AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()))
                .signingName(service)
                .signingRegion(Region.of(region))
                .signingClockOverride(Clock.fixed(at, ZoneOffset.UTC))
                .build();
        return new Signed(signer.sign(request, params));
    }

    /** Signs a form request of ours, for asking another process's endpoint who it is. */
    public SdkHttpFullRequest signForm(URI endpoint, String service, String form) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .contentStreamProvider(() -> new java.io.ByteArrayInputStream(body))
                .build();
        return sign(request, service, clock.instant()).request();
    }

    private static Instant parse(String date) throws AwsError {
        try {
            return AMZ_DATE.parse(date, Instant::from);
        } catch (DateTimeException e) {
            throw denied("IncompleteSignature", "X-Amz-Date must look like 20261122T120000Z.");
        }
    }

    private static String host(HttpFields headers) {
        return Optional.ofNullable(headers.get("Host")).orElse("localhost");
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static AwsError denied(String code, String message) {
        return new AwsError(403, code, message);
    }
}

package io.orderflow.infra.local.http;

import io.orderflow.infra.local.store.DurableStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in only loopback callers that hold the installation's key, and routes by the service they signed for. A web page
 * can post to loopback, and CreateFunction runs code: hence the checks of Host and Origin before anything else.
 */
public final class Front extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int TOO_LARGE = 413;
    private static final int MAX_BODY = 16 * 1024 * 1024; // DynamoDB's
    private static final int MAX_ZIP_BODY = 72 * 1024 * 1024; // Lambda's 50 MB of zip, in base64

    private static final Map<String, String> TARGETS =
            Map.of("DynamoDB", "dynamodb", "AmazonSQS", "sqs", "Logs_", "logs");
    private static final Pattern LAMBDA_PATH = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/");

    private final Signatures signatures;
    private final DurableStore store;
    private final Map<String, AwsService> services;
    private final RuntimeApi runtimeApi;
    private final OpenGets openGets;

    /** Answers the functions' own JVMs, which show a secret in the path instead of a signature. */
    public interface RuntimeApi {
        String PREFIX = "/_runtime/";

        /** Whether the path below {@link #PREFIX} starts with a secret that it gave out. */
        boolean knows(String path);

        /** Answers a request below {@link #PREFIX}; 403 if the secret is not one it gave out. */
        AwsResponse handle(String method, String path, Map<String, String> headers, byte[] body);
    }

    /** Answers the few GETs that need no signature, because what they name is a secret or no secret at all. */
    public interface OpenGets {
        /** The answer to such a GET; empty if it is none. */
        Optional<AwsResponse> open(String path, Map<String, String> query) throws IOException;
    }

    /** Lets in nothing that is not signed. */
    public Front(Signatures signatures, DurableStore store, Map<String, AwsService> services, RuntimeApi runtimeApi) {
        this(signatures, store, services, runtimeApi, (path, query) -> Optional.empty());
    }

    public Front(
            Signatures signatures,
            DurableStore store,
            Map<String, AwsService> services,
            RuntimeApi runtimeApi,
            OpenGets openGets) {
        this.openGets = openGets;
        this.signatures = signatures;
        this.store = store;
        this.services = Map.copyOf(services);
        this.runtimeApi = runtimeApi;
    }

    private final Object lock = new Object();
    private int active;
    private boolean draining;

    /** Refuses what comes from now on and waits, but not for ever, until what is under way was answered. */
    public void drain(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (lock) {
            draining = true;
            for (long left = millis; active > 0 && left > 0; ) {
                lock.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        }
    }

    private boolean enter() {
        synchronized (lock) {
            active += draining ? 0 : 1;
            return !draining;
        }
    }

    private void leave() {
        synchronized (lock) {
            active--;
            lock.notifyAll();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (!enter()) {
            Response.writeError(request, response, callback, 503, "The embedded AWS is stopping");
            return true;
        }
        try {
            answer(request, response, callback);
        } finally {
            leave();
        }
        return true;
    }

    private void answer(Request request, Response response, Callback callback) throws IOException {
        AwsResponse answer;
        if (foreign(request)) {
            answer = AwsResponse.of(403, "text/plain", "Only programs on this machine may call this endpoint.");
        } else if (request.getHttpURI().getPath().startsWith(RuntimeApi.PREFIX)) {
            answer = runtime(request);
        } else {
            Optional<AwsResponse> open = open(request);
            answer = open.isPresent() ? open.get() : aws(request);
        }
        response.setStatus(answer.status());
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        answer.headers().forEach(response.getHeaders()::put);
        if (answer.status() == TOO_LARGE) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close"); // the rest of it is never read
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    /** A Host that is not ours means DNS rebinding, an Origin or Sec-Fetch-Site a browser. */
    private static boolean foreign(Request request) {
        int port = Request.getLocalPort(request);
        String host = request.getHeaders().get("Host");
        if (host == null || LOOPBACK.stream().noneMatch(name -> host.equalsIgnoreCase(name + ":" + port))) {
            return true;
        }
        return request.getHeaders().contains("Origin") || request.getHeaders().contains("Sec-Fetch-Site");
    }

    private AwsResponse runtime(Request request) throws IOException {
        String path = request.getHttpURI().getPath();
        if (!runtimeApi.knows(path)) {
            return AwsResponse.of(403, "application/json", "{}"); // before anything of the body is read
        }
        byte[] body;
        try {
            body = body(request, MAX_BODY);
        } catch (AwsError e) {
            return AwsResponse.of(e.status(), "text/plain", e.message());
        }
        Map<String, String> headers = new HashMap<>();
        request.getHeaders().forEach(field -> headers.put(field.getLowerCaseName(), field.getValue()));
        return runtimeApi.handle(request.getMethod(), path, headers, body);
    }

    private Optional<AwsResponse> open(Request request) throws IOException {
        if (!request.getMethod().equals("GET") || request.getHeaders().contains("Authorization")) {
            return Optional.empty();
        }
        String query = request.getHttpURI().getQuery();
        try {
            Optional<AwsResponse> answer =
                    openGets.open(request.getHttpURI().getPath(), query == null ? Map.of() : QueryParams.decode(query));
            if (answer.isPresent()) {
                store.awaitDurable();
            }
            return answer;
        } catch (AwsError e) {
            return Optional.empty(); // refused as any other that is not signed
        }
    }

    private AwsResponse aws(Request request) throws IOException {
        AwsRequest unread =
                new AwsRequest(request.getMethod(), request.getHttpURI().getPath(), Map.of(), new byte[0], "", request);
        @Nullable AwsService service = null;
        try {
            Signatures.Claim claim =
                    signatures.claim(request.getHeaders(), request.getHttpURI().getQuery());
            service = services.get(claim.service());
            if (service == null) {
                throw AwsError.badRequest(
                        "UnknownOperationException",
                        "The embedded AWS has no service \"" + claim.service() + "\"; it has "
                                + String.join(
                                        ", ",
                                        services.keySet().stream().sorted().toList()) + ".");
            }
            byte[] body = body(request, claim.service().equals("lambda") ? MAX_ZIP_BODY : MAX_BODY);
            signatures.verify(request, claim, body);
            String query = request.getHttpURI().getQuery();
            AwsRequest aws = new AwsRequest(
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    query == null ? Map.of() : QueryParams.decode(query),
                    body,
                    claim.service(),
                    request);
            unread = aws;
            AwsResponse answer = service.handle(aws);
            store.awaitDurable();
            return answer;
        } catch (AwsError e) {
            return refuse(service, unread, e);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", unread.service(), unread.target().orElse(unread.path()), e);
            return refuse(
                    service,
                    unread,
                    new AwsError(500, "InternalFailure", "The embedded AWS failed: " + e.getMessage()));
        }
    }

    /** In the protocol of the service that the request is for, as far as it says. */
    private AwsResponse refuse(@Nullable AwsService service, AwsRequest request, AwsError error) {
        Optional<AwsService> asked = Optional.ofNullable(service).or(() -> askedFor(request));
        if (asked.isPresent()) {
            return asked.get().refuse(request, error);
        }
        if (request.header("X-Amz-Target").isPresent()) {
            return Json.refuse("application/x-amz-json-1.0", error, error.code(), error.code());
        }
        return Xml.refuse(error, "http://webservices.amazon.com/AWSFault/2005-15-09");
    }

    /** Of a request that is not signed as it should be: what its target, its path or its signature name. */
    private Optional<AwsService> askedFor(AwsRequest request) {
        String target = request.header("X-Amz-Target").orElse("");
        Optional<String> byTarget = TARGETS.entrySet().stream()
                .filter(known -> target.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        String name =
                byTarget.orElseGet(() -> LAMBDA_PATH.matcher(request.path()).lookingAt()
                        ? "lambda"
                        : Signatures.scopedService(
                                request.header("Authorization").orElse("")));
        return Optional.ofNullable(services.get(name));
    }

    private static byte[] body(Request request, int limit) throws IOException, AwsError {
        if (request.getLength() <= limit) {
            try (InputStream in = Content.Source.asInputStream(request)) {
                byte[] body = in.readNBytes(limit + 1);
                if (body.length <= limit) {
                    return body;
                }
            }
        }
        throw new AwsError(TOO_LARGE, "RequestEntityTooLarge", "The request is larger than " + limit + " bytes.");
    }

    /** Where the endpoint is reached, given its port. */
    public static URI endpoint(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}

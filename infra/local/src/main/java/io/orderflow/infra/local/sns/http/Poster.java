package io.orderflow.infra.local.sns.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Posts to subscribers on this machine, by no proxy and following no redirect. By https any certificate is taken: AWS wants
 * one that a public authority signed, none of which signs for this machine, and nothing leaves it. A user and password in
 * the URL are shown as Basic authentication wants them. Thread-safe.
 */
public final class Poster implements AutoCloseable {

    /** AWS's own patience. */
    private static final long PATIENCE_SECONDS = 15;

    private static final int TOO_MANY = 429;

    private final Executor executor;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private @Nullable HttpClient client;
    private boolean closed;

    public Poster(Executor executor) {
        this.executor = executor;
    }

    /**
     * Why a post failed.
     *
     * @param again whether another try may succeed; as on AWS not after a 4xx other than 429
     */
    public record Failure(String reason, boolean again) {}

    /** Posts the text; empty if it was taken with a status of 2xx. Takes at most 15 s. */
    @SuppressWarnings("CollectionUndefinedEquality") // which sending it is, is meant
    public Optional<Failure> post(String url, Map<String, String> headers, String body) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> sending;
        try {
            URI to = URI.create(url);
            HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            if (to.getUserInfo() != null) {
                byte[] user = to.getUserInfo().getBytes(StandardCharsets.UTF_8);
                request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
            }
            sending = client().sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IllegalArgumentException | IOException e) {
            return Optional.of(new Failure(url + " cannot be posted to: " + e.getMessage(), false));
        }
        underWay.add(sending);
        try {
            return failure(url, sending.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode());
        } catch (TimeoutException e) {
            return Optional.of(new Failure(url + " did not answer within " + PATIENCE_SECONDS + " s", true));
        } catch (CancellationException e) {
            return Optional.of(new Failure("the embedded AWS has stopped", true));
        } catch (ExecutionException e) {
            return Optional.of(unreached(url, e.getCause()));
        } finally {
            underWay.remove(sending);
            sending.cancel(true);
        }
    }

    private static Optional<Failure> failure(String url, int status) {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        return Optional.of(new Failure(url + " answered " + status, status >= 500 || status == TOO_MANY));
    }

    private static Failure unreached(String url, @Nullable Throwable cause) {
        String why = cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
        return new Failure(url + " cannot be reached (" + why + ")", true);
    }

    private synchronized HttpClient client() throws IOException {
        if (closed) {
            throw new IOException("The embedded AWS has stopped");
        }
        if (client == null) { // it has a thread of its own, which nobody pays who has no such subscriber
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(ProxySelector.of(null))
                    .sslContext(trusting())
                    .executor(executor)
                    .build();
        }
        return client;
    }

    private static SSLContext trusting() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("No TLS: " + e.getMessage(), e);
        }
    }

    /** The extended kind: else the JVM would still compare names. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Ends what is under way. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        underWay.forEach(sending -> sending.cancel(true));
        client = null; // its thread ends when nothing refers to it
    }
}

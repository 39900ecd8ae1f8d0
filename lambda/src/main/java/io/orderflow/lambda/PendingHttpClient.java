package io.orderflow.lambda;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that may still be in the making on another thread when the SDK's client is built over it; the first request
 * waits for it. Thread-safe.
 */
final class PendingHttpClient implements SdkHttpClient {
    private final CompletableFuture<SdkHttpClient> client;

    PendingHttpClient(CompletableFuture<SdkHttpClient> client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        try {
            return client.join().prepareRequest(request);
        } catch (CompletionException failed) {
            // As a fault of the SDK's, so that it is told like one.
            throw SdkClientException.create("the HTTP client could not be made", failed.getCause());
        }
    }

    @Override
    public String clientName() {
        // As the SDK's own: it is part of the user agent.
        return "UrlConnection";
    }

    @Override
    public void close() {
        client.join().close();
    }
}

package io.orderflow.infra.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client whose exchange can be ended from another thread: reading an answer blocks and heeds no interrupt, but an
 * aborted request closes its connection. The call then fails with {@link AbortedException}, which is not tried again.
 * Thread-safe.
 */
final class AbortableHttpClient implements SdkHttpClient {
    private final SdkHttpClient client;
    private final Map<Thread, Exchange> running = new ConcurrentHashMap<>();

    AbortableHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /** Ends what that thread exchanges right now, if anything; its call fails. */
    void abort(Thread thread) {
        Exchange exchange = running.remove(thread);
        if (exchange != null) {
            exchange.abort();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(client.prepareRequest(request));
    }

    /** One request, known by its thread from its call until its answer's last byte. */
    private final class Exchange implements ExecutableHttpRequest {
        private final ExecutableHttpRequest request;
        private volatile boolean aborted;

        Exchange(ExecutableHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            Thread thread = Thread.currentThread();
            running.put(thread, this);
            boolean open = false;
            try {
                HttpExecuteResponse answer = request.call();
                Optional<AbortableInputStream> body = answer.responseBody();
                open = body.isPresent();
                return open
                        ? HttpExecuteResponse.builder()
                                .response(answer.httpResponse())
                                .responseBody(AbortableInputStream.create(new Body(body.get(), thread), body.get()))
                                .build()
                        : answer;
            } catch (IOException e) {
                throw failed(e);
            } catch (RuntimeException e) { // some ends of a connection are not told as an IOException
                throw aborted ? cancelled(e) : e;
            } finally {
                if (!open) {
                    running.remove(thread, this);
                }
            }
        }

        private IOException failed(IOException fault) {
            if (aborted) {
                throw cancelled(fault);
            }
            return fault;
        }

        /** Without a cause: the SDK tries again what an IOException has caused. */
        private AbortedException cancelled(Exception fault) {
            AbortedException cancelled = AbortedException.create("The call was cancelled");
            cancelled.addSuppressed(fault);
            return cancelled;
        }

        @Override
        public void abort() {
            aborted = true;
            request.abort();
        }

        private final class Body extends FilterInputStream {
            private final Thread thread;

            Body(InputStream in, Thread thread) {
                super(in);
                this.thread = thread;
            }

            @Override
            public int read() throws IOException {
                try {
                    return in.read();
                } catch (IOException e) {
                    throw failed(e);
                }
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                    return in.read(bytes, offset, length);
                } catch (IOException e) {
                    throw failed(e);
                }
            }

            @Override
            public void close() throws IOException {
                running.remove(thread, Exchange.this);
                super.close();
            }
        }
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}

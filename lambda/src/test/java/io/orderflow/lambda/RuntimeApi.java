package io.orderflow.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Lambda Runtime API for one function on a loopback port: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>, with the call by which the
 * runtime interface client waits for a SnapStart restore.
 */
public final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime";

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch checkpoint = new CountDownLatch(1);
    private final CountDownLatch restore = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile boolean restoreFailed;

    /** What the function answered; kind is {@code response} or {@code error}. */
    public record Answer(String kind, String body) {}

    private record Event(String requestId, String body, long deadlineMillis) {}

    public RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(VERSION + "/invocation/next", this::next);
        server.createContext(VERSION + "/invocation/", this::answer);
        server.createContext(VERSION + "/init/error", this::answer);
        server.createContext(VERSION + "/restore/next", this::restore);
        server.createContext(VERSION + "/restore/error", this::restoreError);
        server.setExecutor(threads);
        server.start();
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Invokes the function and waits for its answer. */
    public Answer invoke(String event, Duration timeout) throws InterruptedException {
        send(event, timeout);
        Answer answer = answers.poll(timeout.toMillis() + 20_000, TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new AssertionError("the function did not answer");
        }
        return answer;
    }

    /** Gives the function an event whose answer nobody waits for. */
    void send(String event, Duration timeout) {
        long deadline = System.currentTimeMillis() + timeout.toMillis();
        events.add(new Event(UUID.randomUUID().toString(), event, deadline));
    }

    /** Waits until the function is initialised and asks for its first event. */
    public void awaitReady() throws InterruptedException {
        await(ready, "ready");
    }

    /** Waits until the function could be frozen: its hooks before a checkpoint have run. */
    public void awaitCheckpoint() throws InterruptedException {
        await(checkpoint, "ready for a checkpoint");
    }

    /** Lets the function go on after its checkpoint. */
    public void restore() {
        restore.countDown();
    }

    boolean restoreFailed() {
        return restoreFailed;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the function is not " + what);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        ready.countDown();
        try (exchange) {
            Event event = events.take();
            exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", event.requestId());
            exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadlineMillis()));
            exchange.getResponseHeaders()
                    .add(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:us-east-1:000000000000:function:OrderConsumer");
            // The client's native part crashes without these two.
            exchange.getResponseHeaders()
                    .add("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore(HttpExchange exchange) throws IOException {
        checkpoint.countDown();
        try (exchange) {
            restore.await();
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void restoreError(HttpExchange exchange) throws IOException {
        restoreFailed = true;
        answer(exchange);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, -1);
            answers.add(new Answer(path.substring(path.lastIndexOf('/') + 1), body));
        }
    }
}

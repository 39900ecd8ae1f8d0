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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Lambda Runtime API for one function on a loopback port: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime";

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** What the function answered; kind is {@code response} or {@code error}. */
    record Answer(String kind, String body) {}

    private record Event(String requestId, String body, long deadlineMillis) {}

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(VERSION + "/invocation/next", this::next);
        server.createContext(VERSION + "/invocation/", this::answer);
        server.createContext(VERSION + "/init/error", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Invokes the function and waits for its answer. */
    Answer invoke(String event, Duration timeout) throws InterruptedException {
        long deadline = System.currentTimeMillis() + timeout.toMillis();
        events.add(new Event(UUID.randomUUID().toString(), event, deadline));
        Answer answer = answers.poll(timeout.toMillis() + 20_000, TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new AssertionError("the function did not answer");
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void next(HttpExchange exchange) throws IOException {
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

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, -1);
            answers.add(new Answer(path.substring(path.lastIndexOf('/') + 1), body));
        }
    }
}

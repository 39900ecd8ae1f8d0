package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.logs.LogStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One JVM of one function version, serving one invocation at a time. {@link #invoke} belongs to the pool that has lent
 * it out; the other methods are called by the Runtime API's request threads.
 */
final class Worker implements AutoCloseable {

    private static final Duration INIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 200;

    private final FunctionSpec spec;
    private final String stream;
    private final LogStore logs;
    private final Clock clock;
    private final Process process;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final CompletableFuture<Optional<byte[]>> started = new CompletableFuture<>();
    private volatile boolean closed;

    /** An event on its way through the function. */
    record Task(String requestId, byte[] event, long deadlineMillis, CompletableFuture<InvocationResult> result) {}

    private volatile Optional<Task> current = Optional.empty();

    Worker(FunctionSpec spec, Process process, String stream, LogStore logs, ExecutorService executor, Clock clock) {
        this.spec = spec;
        this.stream = stream;
        this.logs = logs;
        this.clock = clock;
        this.process = process;
        executor.execute(this::readOutput);
    }

    FunctionSpec spec() {
        return spec;
    }

    boolean alive() {
        return !closed && process.isAlive();
    }

    /** Waits until the function is ready for events, or will never be. */
    void awaitStart() throws InterruptedException {
        try {
            started.get(INIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log("The function did not start"); // invoke tells the caller
        }
    }

    /** Runs one event; a timeout ends the JVM, as does the function's own end. */
    InvocationResult invoke(byte[] event) throws InterruptedException {
        String requestId = UUID.randomUUID().toString();
        try {
            Optional<byte[]> initError = started.get(INIT.toMillis(), TimeUnit.MILLISECONDS);
            if (initError.isPresent()) {
                close();
                return new InvocationResult(true, initError.get());
            }
        } catch (TimeoutException | ExecutionException e) {
            close();
            return error(requestId, "Runtime.ExitError", "Error: Runtime exited or did not start in time");
        }
        log("START RequestId: " + requestId + " Version: " + spec.version());
        long from = clock.millis();
        Task task = new Task(requestId, event, from + spec.timeout().toMillis(), new CompletableFuture<>());
        current = Optional.of(task);
        tasks.add(task);
        try {
            return task.result().get(spec.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            return error(
                    requestId,
                    "Sandbox.Timedout",
                    String.format(
                            Locale.ROOT,
                            "Task timed out after %.2f seconds",
                            spec.timeout().toMillis() / 1000.0));
        } catch (ExecutionException e) {
            return error(requestId, "Runtime.ExitError", "Error: Runtime exited without providing a reason");
        } finally {
            current = Optional.empty();
            log("END RequestId: " + requestId);
            log("REPORT RequestId: " + requestId + "\tDuration: " + (clock.millis() - from) + " ms\tMemory Size: "
                    + spec.memoryMb() + " MB");
        }
    }

    private InvocationResult error(String requestId, String type, String message) {
        String line = "RequestId: " + requestId + " " + message;
        log(line);
        return new InvocationResult(
                true,
                Json.write(Json.object().put("errorType", type).put("errorMessage", line))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void log(String line) {
        logs.append(spec.logGroup(), stream, clock.millis(), line);
    }

    /** The next event for the function, or nothing when it should end. Blocks. */
    Optional<Task> next() throws InterruptedException {
        started.complete(Optional.empty());
        while (alive()) {
            Task task = tasks.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (task != null) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    void answered(String requestId, boolean failed, byte[] payload) {
        current.filter(task -> task.requestId().equals(requestId))
                .ifPresent(task -> task.result().complete(new InvocationResult(failed, payload)));
    }

    void initFailed(byte[] error) {
        started.complete(Optional.of(error));
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log(line);
            }
        } catch (IOException e) {
            log("The output of the function ended: " + e.getMessage());
        } finally {
            closed = true;
            IOException gone = new IOException("The function's JVM has ended");
            started.completeExceptionally(gone);
            current.ifPresent(task -> task.result().completeExceptionally(gone));
        }
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }
}

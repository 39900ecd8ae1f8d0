package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.lambda.runtime.FunctionMain;
import io.orderflow.infra.local.logs.LogStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JVM of one function version, serving one invocation at a time. {@link #invoke} belongs to the pool that has lent
 * it out; the other methods are called by the Runtime API's request threads.
 */
final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration INIT = Duration.ofSeconds(30);
    /** Far longer than a pipe takes; a function that has closed its output is not waited for longer. */
    private static final Duration OUTPUT = Duration.ofSeconds(1);

    private static final Set<Integer> SIGNALS = Set.of(128 + 9, 128 + 15); // exit codes after SIGKILL and SIGTERM

    private final VersionSpec spec;
    private final String stream;
    private final LogStore logs;
    private final Clock clock;
    private final Process process;
    private final TimeLimit limit;
    private final BlockingQueue<Optional<Task>> tasks = new LinkedBlockingQueue<>();
    private final CompletableFuture<Optional<InvocationResult>> started = new CompletableFuture<>();
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * An event on its way through the function.
     *
     * @param printed done once everything that the function printed over it has been read
     */
    record Task(
            String requestId,
            byte[] event,
            long deadlineMillis,
            CompletableFuture<InvocationResult> result,
            CompletableFuture<Void> printed) {}

    private volatile Optional<Task> current = Optional.empty();
    private volatile LogTail tail = new LogTail();
    private volatile LogStore.Output output;

    private Worker(VersionSpec spec, Process process, String stream, LogStore logs, Clock clock, TimeLimit limit) {
        this.spec = spec;
        this.stream = stream;
        this.logs = logs;
        this.clock = clock;
        this.process = process;
        this.limit = limit;
        this.output = logs.open(spec.logGroup(), stream);
    }

    /**
     * Takes charge of a JVM that was just started.
     *
     * @throws IOException if the executor takes no more work; the JVM is ended then
     */
    static Worker start(
            VersionSpec spec,
            Process process,
            String stream,
            LogStore logs,
            ExecutorService executor,
            Clock clock,
            TimeLimit limit)
            throws IOException {
        Worker worker = new Worker(spec, process, stream, logs, clock, limit);
        try {
            executor.execute(worker::readOutput);
        } catch (RejectedExecutionException e) {
            worker.close();
            throw new IOException("The embedded AWS is stopping", e);
        }
        return worker;
    }

    VersionSpec spec() {
        return spec;
    }

    boolean alive() {
        return !closed && process.isAlive();
    }

    /**
     * Waits until the function is ready for events, or has failed by itself to become so, which {@link #invoke} tells.
     *
     * @throws IOException if it did not start through no fault of its own: too slow, or killed
     */
    void awaitStart() throws IOException, InterruptedException {
        try {
            Optional<InvocationResult> failure = started.get(INIT.toMillis(), TimeUnit.MILLISECONDS);
            if (failure.isPresent() && failure.get().end() == InvocationResult.End.KILLED) {
                throw new IOException("its JVM was killed while it started");
            }
        } catch (TimeoutException e) {
            log("The function did not start within " + INIT.toSeconds() + " s");
            close();
            throw new IOException("it did not start within " + INIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A start never fails with an exception", e);
        }
    }

    /**
     * Runs one event in a function that has started; a timeout ends the JVM, as does the function's own end.
     *
     * @param untilVisible how long the event's messages stay hidden; empty if it has none
     */
    InvocationResult invoke(byte[] event, Optional<Duration> untilVisible) throws InterruptedException {
        Optional<InvocationResult> failure = started.getNow(Optional.empty());
        if (failure.isPresent()) {
            close();
            return failure.get().with(tail);
        }
        Duration allowed = limit.of(spec.timeout(), used.compareAndSet(false, true), untilVisible);
        long from = clock.millis();
        Task task = new Task(
                UUID.randomUUID().toString(),
                event,
                from + allowed.toMillis(),
                new CompletableFuture<>(),
                new CompletableFuture<>());
        LogTail log = new LogTail();
        tail = log;
        output = logs.open(spec.logGroup(), stream);
        log("START RequestId: " + task.requestId() + " Version: " + spec.version());
        InvocationResult result;
        try {
            result = run(task, allowed);
        } finally {
            current = Optional.empty();
            log("END RequestId: " + task.requestId());
            log("REPORT RequestId: " + task.requestId() + "\tDuration: " + (clock.millis() - from)
                    + " ms\tMemory Size: " + spec.memoryMb() + " MB");
        }
        return result.with(log);
    }

    private InvocationResult run(Task task, Duration allowed) throws InterruptedException {
        current = Optional.of(task);
        if (!alive()) {
            task.result().complete(ended()); // it ended before it could be told
        }
        tasks.add(current);
        try {
            InvocationResult result = task.result().get(allowed.toMillis(), TimeUnit.MILLISECONDS);
            awaitOutput(task);
            return result;
        } catch (TimeoutException e) {
            close();
            return error(
                    InvocationResult.End.FAILED,
                    "Sandbox.Timedout",
                    "RequestId: " + task.requestId()
                            + String.format(
                                    Locale.ROOT,
                                    " Task timed out after %.2f seconds",
                                    spec.timeout().toMillis() / 1000.0));
        } catch (ExecutionException e) {
            throw new IllegalStateException("A result never fails with an exception", e);
        }
    }

    /** The function's answer may come sooner than what it printed before. */
    private static void awaitOutput(Task task) throws InterruptedException, ExecutionException {
        try {
            task.printed().get(OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("The output of {} did not end", task.requestId(), e);
        }
    }

    /**
     * The result of an event, or of a start, in which the JVM ended. One that was closed has no last line: it would bring
     * back the log group of a function that was just deleted with it.
     */
    private InvocationResult ended() {
        String line = "Error: Runtime exited without providing a reason";
        if (closed) {
            return result(InvocationResult.End.KILLED, "Runtime.ExitError", line);
        }
        boolean killed = !process.isAlive() && SIGNALS.contains(process.exitValue());
        return error(killed ? InvocationResult.End.KILLED : InvocationResult.End.FAILED, "Runtime.ExitError", line);
    }

    private InvocationResult error(InvocationResult.End end, String type, String line) {
        log(line);
        return result(end, type, line);
    }

    private static InvocationResult result(InvocationResult.End end, String type, String line) {
        return new InvocationResult(
                end,
                Json.write(Json.object().put("errorType", type).put("errorMessage", line))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void log(String line) {
        tail.add(line);
        output.append(clock.millis(), line);
    }

    /** The next event for the function, or nothing when it should end. Blocks. */
    Optional<Task> next() throws InterruptedException {
        started.complete(Optional.empty());
        Optional<Task> task = tasks.take();
        if (task.isEmpty()) {
            tasks.add(task); // the end is for everyone who asks
        }
        return task;
    }

    void answered(String requestId, boolean failed, byte[] payload) {
        InvocationResult.End end = failed ? InvocationResult.End.FAILED : InvocationResult.End.ANSWERED;
        current.filter(task -> task.requestId().equals(requestId))
                .ifPresent(task -> task.result().complete(new InvocationResult(end, payload)));
    }

    void initFailed(byte[] error) {
        started.complete(Optional.of(new InvocationResult(InvocationResult.End.FAILED, error)));
    }

    /** Nothing once closed: ending the JVM closes its output, and its function's log group may be deleted by now. */
    private void printed(String line) {
        int end = line.lastIndexOf(FunctionMain.OUTPUT_ENDS);
        String text = end < 0 ? line : line.substring(0, end); // the rest of a line that the function did not end
        if (!closed && (end < 0 || !text.isEmpty())) {
            log(text);
        }
        if (end >= 0) {
            String requestId = line.substring(end + FunctionMain.OUTPUT_ENDS.length());
            current.filter(task -> task.requestId().equals(requestId))
                    .ifPresent(task -> task.printed().complete(null));
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed(line);
            }
            process.waitFor();
        } catch (IOException e) {
            printed("The output of the function ended: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!started.isDone()) {
                started.complete(Optional.of(ended()));
            }
            current.ifPresent(task -> {
                if (!task.result().isDone()) {
                    task.result().complete(ended());
                }
                task.printed().complete(null);
            });
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
        tasks.add(Optional.empty());
    }
}

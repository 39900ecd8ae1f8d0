package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.Front;
import io.orderflow.infra.local.logs.LogStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs functions in warm JVMs of their own, at most two a function, and serves them the Runtime API below a secret
 * path. Thread-safe.
 */
public final class FunctionRuntime implements Front.RuntimeApi, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FunctionRuntime.class);
    private static final int SECRET_BYTES = 32;
    private static final Duration RETIRE_AFTER = Duration.ofSeconds(30);

    private final FunctionZips code;
    private final FunctionJvm jvm;
    private final LogStore logs;
    private final ExecutorService executor;
    private final Clock clock;
    private final TimeLimit limit;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final Map<String, WorkerPool> pools = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param folder keeps the functions' code
     * @param loadPerProcessor how busy this machine is: threads that want each processor; negative if not known
     */
    public FunctionRuntime(
            Path folder,
            FunctionJvm jvm,
            LogStore logs,
            ExecutorService executor,
            Clock clock,
            DoubleSupplier loadPerProcessor) {
        this.code = new FunctionZips(folder);
        this.jvm = jvm;
        this.logs = logs;
        this.executor = executor;
        this.clock = clock;
        this.limit = new TimeLimit(loadPerProcessor);
    }

    FunctionZips code() {
        return code;
    }

    /** Runs the event, waiting for a free JVM as long as another invocation may take. */
    InvocationResult invoke(VersionSpec spec, byte[] event) throws AwsError, InterruptedException {
        try (WorkerPool.Lease lease = lease(spec)) {
            return lease.invoke(event, Optional.empty());
        }
    }

    /** A JVM of the function for the caller alone, ready for events. */
    WorkerPool.Lease lease(VersionSpec spec) throws AwsError, InterruptedException {
        return pool(spec).lease(spec);
    }

    /** Starts a JVM for the events to come, in the background. */
    void warm(VersionSpec spec) {
        WorkerPool pool = pool(spec);
        try {
            executor.execute(() -> pool.warm(spec));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is warmed any more: the embedded AWS is stopping", e);
        }
    }

    private WorkerPool pool(VersionSpec spec) {
        return pools.computeIfAbsent(key(spec), key -> new WorkerPool(this::start, clock));
    }

    /** Ends the function's JVMs once they are idle. */
    void forget(String name) {
        pools.entrySet().removeIf(pool -> {
            boolean same = pool.getKey().startsWith(name + ":");
            if (same) {
                pool.getValue().close();
            }
            return same;
        });
    }

    private Worker start(VersionSpec spec) throws IOException {
        if (closed) {
            throw new IOException("The embedded AWS has stopped");
        }
        retireOtherVersions(spec);
        String secret = secret();
        String stream =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString().replace('-', '/') + "/["
                        + spec.version() + "]" + secret().substring(0, 32);
        Process process = jvm.start(spec, code.unzipped(spec.codeSha256()), stream, secret);
        Worker worker = Worker.start(spec, process, stream, logs, executor, clock, limit);
        workers.put(secret, worker);
        CompletableFuture<Void> unused = process.onExit().thenRun(() -> workers.remove(secret, worker));
        if (closed) {
            worker.close();
        }
        return worker;
    }

    /** An alias that has moved on leaves JVMs of its old version behind. */
    private void retireOtherVersions(VersionSpec spec) {
        Instant before = clock.instant().minus(RETIRE_AFTER);
        pools.forEach((key, pool) -> {
            if (key.startsWith(spec.name() + ":") && !key.equals(key(spec))) {
                pool.closeIdleSince(before);
            }
        });
    }

    private static String key(VersionSpec spec) {
        return spec.name() + ":" + spec.version();
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean knows(String path) {
        return workers.containsKey(path.substring(PREFIX.length()).split("/", 2)[0]);
    }

    @Override
    public AwsResponse handle(String method, String path, Map<String, String> headers, byte[] body) {
        String[] parts = path.substring(PREFIX.length()).split("/", 2);
        Worker worker = workers.get(parts[0]);
        if (worker == null || parts.length < 2) {
            return AwsResponse.of(403, "application/json", "{}");
        }
        String rest = parts[1].replaceFirst("^2018-06-01/runtime/", "");
        if (method.equals("GET") && rest.equals("invocation/next")) {
            return next(worker);
        }
        if (method.equals("POST") && rest.equals("init/error")) {
            worker.initFailed(body);
        } else if (method.equals("POST") && rest.matches("invocation/[0-9a-f-]{36}/(response|error)")) {
            String[] names = rest.split("/", -1);
            worker.answered(names[1], names[2].equals("error"), body);
        } else {
            return AwsResponse.of(404, "application/json", "{}");
        }
        return AwsResponse.of(202, "application/json", "{\"status\":\"OK\"}");
    }

    private static AwsResponse next(Worker worker) {
        try {
            Optional<Worker.Task> task = worker.next();
            if (task.isEmpty()) {
                return AwsResponse.of(410, "application/json", "{}");
            }
            return new AwsResponse(
                    200,
                    Map.of(
                            "Content-Type", "application/json",
                            "Lambda-Runtime-Aws-Request-Id", task.get().requestId(),
                            "Lambda-Runtime-Deadline-Ms",
                                    Long.toString(task.get().deadlineMillis()),
                            "Lambda-Runtime-Invoked-Function-Arn", worker.spec().arn()),
                    task.get().event());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AwsResponse.of(410, "application/json", "{}");
        }
    }

    @Override
    public void close() {
        closed = true;
        pools.values().forEach(WorkerPool::close);
        workers.values().forEach(Worker::close);
    }
}

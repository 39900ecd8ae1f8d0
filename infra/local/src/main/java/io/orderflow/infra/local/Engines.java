package io.orderflow.infra.local;

import io.orderflow.infra.local.dynamodb.DynamoDbService;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Credentials;
import io.orderflow.infra.local.http.Front;
import io.orderflow.infra.local.http.Signatures;
import io.orderflow.infra.local.iam.IamService;
import io.orderflow.infra.local.iam.StsService;
import io.orderflow.infra.local.lambda.FunctionJvm;
import io.orderflow.infra.local.lambda.FunctionRuntime;
import io.orderflow.infra.local.lambda.LambdaService;
import io.orderflow.infra.local.logs.LogStore;
import io.orderflow.infra.local.logs.LogsService;
import io.orderflow.infra.local.sns.SnsService;
import io.orderflow.infra.local.sqs.Queues;
import io.orderflow.infra.local.sqs.SqsService;
import io.orderflow.infra.local.store.DurableStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composition root of the embedded AWS: builds the services, starts them side by side, stops them in order. */
final class Engines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final int THREADS = 100;
    private static final long GRACE_MILLIS = 1_000;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final LocalConnection connection;

    private Engines(LocalConnection connection) {
        this.connection = connection;
    }

    LocalConnection connection() {
        return connection;
    }

    boolean running() {
        return running.get();
    }

    static Engines start(LocalAwsConfig config, OwnedFolder folder, Clock clock) throws LocalAwsException {
        return new Builder(config, folder, clock).start();
    }

    @Override
    public void close() {
        if (running.compareAndSet(true, false)) {
            closeAll(parts);
        }
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("Closing {} failed", part.getClass().getSimpleName(), e); // the others must still be closed
            }
        }
    }

    /** One start; the parts it opened are closed again if a later one fails. */
    private static final class Builder {
        private final LocalAwsConfig config;
        private final OwnedFolder folder;
        private final Clock clock;
        private final Deque<AutoCloseable> parts = new ArrayDeque<>();
        private final AtomicInteger threads = new AtomicInteger();

        Builder(LocalAwsConfig config, OwnedFolder folder, Clock clock) {
            this.config = config;
            this.folder = folder;
            this.clock = clock;
        }

        Engines start() throws LocalAwsException {
            try {
                return build();
            } catch (LocalAwsException e) {
                closeAll(parts);
                throw e;
            } catch (IOException | RuntimeException e) {
                closeAll(parts);
                Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
                throw new LocalAwsException(
                        LocalAwsException.Code.NOT_STARTED, cause, folder.path(), String.valueOf(cause.getMessage()));
            }
        }

        private void tell(LocalStep.Code step, String... parameters) {
            config.progress().accept(LocalStep.of(step, parameters));
        }

        private Engines build() throws LocalAwsException, IOException {
            parts.push(folder);
            ExecutorService executor = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "local-aws-" + threads.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            Optional<Path> durable = folder.isEphemeral() ? Optional.empty() : Optional.of(folder.path());
            Credentials credentials = credentials();

            tell(
                    config.port() == 0 ? LocalStep.Code.OPENING_ANY_PORT : LocalStep.Code.OPENING_PORT,
                    Integer.toString(config.port()));
            ServerConnector connector = listen();
            int port = connector.getLocalPort();

            DurableStore store = DurableStore.open(durable.map(path -> path.resolve("state.mv")), executor);
            parts.push(() -> {
                executor.shutdownNow();
                if (!executor.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.warn("Some work of the embedded AWS did not end in time");
                }
            });
            parts.push(store);
            tell(LocalStep.Code.OPENING_DATA);
            Queues queues = new Queues(store, clock, config.staleHandlesDeleteNothing());
            SqsService sqs = new SqsService(queues, store, executor, clock);
            parts.push(sqs);
            SnsService sns = new SnsService(
                    queues,
                    store,
                    executor,
                    clock,
                    Front.endpoint(port),
                    folder.path().resolve("sns"));
            parts.push(sns);
            IamService iam = new IamService(store, clock);
            LogStore lines = new LogStore(store);
            LogsService logs = new LogsService(lines, store, clock);
            Path functions = folder.path().resolve("functions");
            FunctionJvm jvm =
                    new FunctionJvm(credentials, () -> port, folder.path().resolve("home"));
            FunctionRuntime runtime =
                    new FunctionRuntime(functions, jvm, lines, executor, clock, Builder::loadPerProcessor);
            DynamoDbService dynamoDb = new DynamoDbService(store, executor, clock);
            Server server = connector.getServer();
            LambdaService lambda = new LambdaService(runtime, queues, store, iam::exists, executor, clock);
            Map<String, AwsService> services = Map.of(
                    "dynamodb", dynamoDb,
                    "sqs", sqs,
                    "sns", sns,
                    "lambda", lambda,
                    "iam", iam,
                    "sts", new StsService(),
                    "logs", logs);
            Front front = new Front(new Signatures(credentials, LocalAws.REGION, clock), store, services, runtime, sns);
            server.setHandler(front);
            tell(LocalStep.Code.SERVING, Front.endpoint(port).toString());
            serve(server);
            parts.push(server::stop);
            parts.push(() -> front.drain(GRACE_MILLIS));
            parts.push(lambda);
            LocalConnection connection = new LocalConnection(Front.endpoint(port), credentials);
            folder.write(connection);
            Engines engines = new Engines(connection);
            engines.parts.addAll(parts);
            return engines;
        }

        /** The installation keeps its key, so that clients configured once go on working. */
        private Credentials credentials() throws IOException {
            return OwnedFolder.connection(folder.path())
                    .map(LocalConnection::credentials)
                    .orElseGet(() -> LocalConnection.newCredentials(new SecureRandom()));
        }

        private static double loadPerProcessor() {
            OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
            return system.getSystemLoadAverage() / system.getAvailableProcessors();
        }

        private ServerConnector listen() throws LocalAwsException {
            QueuedThreadPool pool = new QueuedThreadPool(THREADS);
            pool.setName("local-aws-http");
            pool.setDaemon(true);
            Server server = new Server(pool);
            pool.setStopTimeout(GRACE_MILLIS);
            HttpConfiguration http = new HttpConfiguration();
            http.setSendServerVersion(false);
            http.setHeaderCacheCaseSensitive(true); // signatures cover header values to the letter
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            connector.setHost("127.0.0.1");
            connector.setPort(config.port());
            server.addConnector(connector);
            try {
                connector.open();
            } catch (IOException e) {
                throw new LocalAwsException(LocalAwsException.Code.PORT_IN_USE, e, Integer.toString(config.port()));
            }
            parts.push(connector);
            return connector;
        }

        private static void serve(Server server) throws IOException {
            try {
                server.start();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("The listener cannot start", e);
            }
        }
    }
}

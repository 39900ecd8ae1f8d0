package io.orderflow.app;

import io.orderflow.aws.AwsCheckTarget;
import io.orderflow.aws.DynamoDbOrderTable;
import io.orderflow.aws.GroupedPublishing;
import io.orderflow.aws.InfraDoctor;
import io.orderflow.aws.InfraPolicies;
import io.orderflow.aws.InfraStackSetup;
import io.orderflow.aws.InfraSubscribers;
import io.orderflow.aws.LambdaQueueConsumer;
import io.orderflow.aws.LogsJourney;
import io.orderflow.aws.SqsQueueDepths;
import io.orderflow.aws.StackFaults;
import io.orderflow.cli.ConsoleServices;
import io.orderflow.cli.TargetOptions;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.stack.Identity;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.PortException;
import io.orderflow.operations.check.CheckTarget;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.queues.QueueConsumer;
import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.ConfirmedAccount;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.StackTools;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A target that answers: the embedded AWS started or joined, or an account reached. Thread-safe. */
final class TargetConnection implements ConsoleServices.Connection {
    private static final Logger LOG = LoggerFactory.getLogger(TargetConnection.class);
    private static final Duration END_CHECK = Duration.ofMillis(500);

    private final TargetOptions options;
    private final @Nullable LocalAws local;
    private final AwsClients clients;
    private final Identity identity;
    private final Clock clock;
    private final ConfirmedAccount account;
    private final Protection protection;
    private final ExecutorService setupThreads;
    private final TargetLetters letters;
    private final TargetImports imports;
    private final TargetPlacing placing;
    private volatile Runnable whenClosed = () -> {};

    TargetConnection(
            TargetOptions options,
            @Nullable LocalAws local,
            AwsClients clients,
            Identity identity,
            Clock clock,
            ConfirmedAccount account,
            Protection protection,
            Function<String, LetterFolder> folders) {
        this.options = options;
        this.local = local;
        this.clients = clients;
        this.identity = identity;
        this.clock = clock;
        this.account = account;
        this.protection = protection;
        this.setupThreads = ConsoleThreads.setup();
        this.letters = new TargetLetters(clients, identity, protection, clock, folders.apply(LetterFolder.LETTERS));
        this.imports = new TargetImports(
                clients,
                protection,
                clock,
                length -> TimeUnit.MILLISECONDS.sleep(length.toMillis()),
                letters,
                folders.apply(LetterFolder.IMPORTS));
        this.placing = new TargetPlacing(clients, protection, clock, folders.apply(LetterFolder.PLACED));
    }

    AwsClients clients() {
        return clients;
    }

    TargetOptions options() {
        return options;
    }

    Identity identity() {
        return identity;
    }

    @Override
    public ConsoleServices.Where where() {
        String endpoint = clients.endpoint().map(Object::toString).orElse("AWS");
        return new ConsoleServices.Where(identity.account(), identity.region(), endpoint);
    }

    @Override
    public ConsoleServices.Access access() {
        if (!(clients.target() instanceof AwsTarget.Embedded embedded)) {
            throw new IllegalStateException("Only the embedded AWS hands out its key");
        }
        return new ConsoleServices.Access(
                embedded.endpoint().toString(), embedded.region(), embedded.accessKeyId(), embedded.secretAccessKey());
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        while (local != null && local.alive()) {
            TimeUnit.MILLISECONDS.sleep(END_CHECK.toMillis());
        }
    }

    /** Whether the process that serves the embedded AWS has ended; another may serve it by now, or this one could. */
    boolean ended() {
        return local != null && !local.owner() && !local.alive();
    }

    @Override
    public boolean owner() {
        return local == null || local.owner();
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public CheckTarget check() throws PortException {
        protection.mustAllowChanges();
        return new AwsCheckTarget(clients, bootstrapper());
    }

    @Override
    public StackTools stack(UnaryOperator<StackOptionsBuilder> settings) throws PortException {
        try {
            return tools(bootstrapper(settings));
        } catch (SetupException e) {
            throw StackFaults.of(e);
        }
    }

    @Override
    public PlacingTools placing(boolean grouped, Consumer<String> notice) throws PortException {
        return placing(bootstrapper().spec(), new GroupedPublishing(grouped, notice));
    }

    PlacingTools placing(StackSpec spec, GroupedPublishing groups) throws PortException {
        return placing.tools(spec, groups);
    }

    @Override
    public QueueDepths depths() {
        return new SqsQueueDepths(clients.sqs(), clients.target(), queueNames());
    }

    @Override
    public QueueConsumer consumer() {
        StackSpec spec = bootstrapper().spec();
        return new LambdaQueueConsumer(
                clients.lambda(),
                clients.target(),
                spec.queue().arn(),
                spec.function().arn());
    }

    @Override
    public String nameOf(WatchedQueue queue) {
        return Objects.requireNonNull(queueNames().get(queue));
    }

    Map<WatchedQueue, String> queueNames() {
        var names = new ResourceNames(options.prefix());
        return Map.of(WatchedQueue.ORDER_QUEUE, names.queue(), WatchedQueue.DEAD_LETTER_QUEUE, names.deadLetterQueue());
    }

    @Override
    public OrderTools orders(UnaryOperator<StackOptionsBuilder> settings) throws PortException {
        var names = new ResourceNames(options.prefix());
        var table = new DynamoDbOrderTable(
                clients.dynamoDb(),
                names.table(),
                settings.apply(StackOptions.builderFor(clients.endpoint()))
                        .build()
                        .shards(),
                clients.target());
        var log = new LogsJourney(clients.logs(), clients.target(), names.logGroup(), clock);
        return new OrderTools(
                table, List.of(log, letters.journeys(), new PlacedJourneys(placing.book())), letters.threads());
    }

    @Override
    public DeadLetterTools letters() throws PortException {
        return letters.tools(bootstrapper().spec());
    }

    @Override
    public KeptFolder keptLetters() throws PortException {
        return letters.kept();
    }

    @Override
    public RedriveTools redrives() throws PortException {
        return letters.redrives(bootstrapper().spec());
    }

    @Override
    public Imports imports(boolean grouped, Consumer<String> notice) throws PortException {
        return imports(bootstrapper().spec(), new GroupedPublishing(grouped, notice));
    }

    Imports imports(StackSpec spec, GroupedPublishing groups) throws PortException {
        return imports.imports(spec, groups);
    }

    /** What is kept here goes after a while. */
    void forgetOld() throws PortException {
        keptLetters().forgetOld();
        imports.forgetOld();
        placing.forgetOld();
    }

    StackTools tools(Bootstrapper stack) {
        String endpoint = clients.endpoint().map(URI::getAuthority).orElseGet(() -> clients.target()
                .describe());
        return protection.over(new StackTools(
                new InfraStackSetup(stack, endpoint),
                new InfraDoctor(clients, stack.spec(), clock, setupThreads),
                new InfraPolicies(stack.spec()),
                new InfraSubscribers(clients, stack.spec())));
    }

    Bootstrapper bootstrapper() {
        return bootstrapper(UnaryOperator.identity());
    }

    Bootstrapper bootstrapper(UnaryOperator<StackOptionsBuilder> settings) {
        return Bootstrapper.connect(
                clients,
                new ResourceNames(options.prefix()),
                settings.apply(StackOptions.builderFor(clients.endpoint())).build(),
                clock,
                setupThreads);
    }

    /** Whether orders could flow: one call, which everybody who works with the stack may make. */
    boolean hasStack(Bootstrapper stack) {
        String queue = stack.spec().names().queue();
        try {
            String unused = clients.sqs()
                    .getQueueUrl(request -> request.queueName(queue))
                    .queueUrl();
            return true;
        } catch (QueueDoesNotExistException e) {
            return false;
        } catch (SdkException e) {
            LOG.info("Whether {} is there cannot be told", queue, e);
            return true; // each tab says what it cannot read; that is no reason to keep the window shut
        }
    }

    /** The embedded AWS has one account, wherever its data is. */
    @Override
    public void checkAccount() throws PortException {
        if (options.cloud() && !options.forgetAccount()) {
            account.check();
        }
    }

    @Override
    public void rememberAccount() throws PortException {
        if (options.cloud()) {
            account.confirm();
        }
    }

    @Override
    public void close() {
        setupThreads.shutdownNow();
        letters.close();
        imports.close();
        placing.close();
        clients.close();
        if (local != null) {
            local.close();
        }
        whenClosed.run();
    }

    /** @param told once it is closed; one that stays listed keeps its clients in memory */
    void whenClosed(Runnable told) {
        whenClosed = told;
    }
}

package io.orderflow.console.app;

import io.orderflow.console.aws.AwsCheckTarget;
import io.orderflow.console.aws.InfraStackSetup;
import io.orderflow.console.check.CheckTarget;
import io.orderflow.console.cli.ConsoleServices;
import io.orderflow.console.cli.TargetOptions;
import io.orderflow.console.setup.StackSetup;
import io.orderflow.console.task.PortException;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.Identity;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalAwsException;
import io.orderflow.infra.plan.Bootstrapper;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A target that answers: the embedded AWS started or joined, or an account reached. Thread-safe. */
final class TargetConnection implements ConsoleServices.Connection {
    private static final Duration LOOK_FOR_END = Duration.ofMillis(500);

    private final TargetOptions options;
    private final @Nullable LocalAws local;
    private final AwsClients clients;
    private final Identity identity;
    private final Clock clock;

    private TargetConnection(
            TargetOptions options, @Nullable LocalAws local, AwsClients clients, Identity identity, Clock clock) {
        this.options = options;
        this.local = local;
        this.clients = clients;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Starts or reaches the target; blocks.
     *
     * @throws PortException of kind {@code REFUSED}
     */
    static TargetConnection open(TargetOptions options, Clock clock, Consumer<String> progress) throws PortException {
        if (options.cloud()) {
            AwsTarget target = options.endpointUrl() == null
                    ? new AwsTarget.Cloud(options.profile(), options.region())
                    : new AwsTarget.Endpoint(options.endpointUrl(), options.profile(), options.region());
            progress.accept("Connecting to AWS");
            return reach(options, null, target, clock);
        }
        try {
            LocalAws local = LocalAws.start(
                    new LocalAwsConfig(Optional.ofNullable(options.dataDir()), options.port(), progress));
            return reach(options, local, local.target(), clock);
        } catch (LocalAwsException e) {
            throw notOpened(String.valueOf(e.getMessage()), e);
        }
    }

    private static TargetConnection reach(
            TargetOptions options, @Nullable LocalAws local, AwsTarget target, Clock clock) throws PortException {
        AwsClients clients = null;
        try {
            clients = SdkAwsClients.open(target);
            return new TargetConnection(options, local, clients, Identity.of(clients), clock);
        } catch (SdkException e) {
            if (clients != null) {
                clients.close();
            }
            if (local != null) {
                local.close();
            }
            throw notOpened(AwsFaults.line(e, target), e);
        }
    }

    private static PortException notOpened(String line, Exception cause) {
        return new PortException(PortException.Kind.REFUSED, "target", line, cause);
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
            TimeUnit.MILLISECONDS.sleep(LOOK_FOR_END.toMillis());
        }
    }

    @Override
    public boolean owner() {
        return local == null || local.owner();
    }

    @Override
    public CheckTarget check() {
        return new AwsCheckTarget(clients, bootstrapper());
    }

    @Override
    public StackSetup setup() {
        return new InfraStackSetup(bootstrapper(), clients.target());
    }

    Bootstrapper bootstrapper() {
        return Bootstrapper.connect(
                clients,
                new ResourceNames(options.prefix()),
                StackOptions.builderFor(clients).build(),
                clock);
    }

    @Override
    public void close() {
        clients.close();
        if (local != null) {
            local.close();
        }
    }
}

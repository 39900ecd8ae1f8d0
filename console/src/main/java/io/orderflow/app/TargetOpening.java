package io.orderflow.app;

import io.orderflow.cli.TargetOptions;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.CallerIdentity;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalAwsException;
import io.orderflow.infra.local.OldDataFolderException;
import io.orderflow.infra.stack.Identity;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.ConfirmedAccount;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.session.Reached;
import io.orderflow.text.ShellWords;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Starts the embedded AWS or joins it, or reaches an account. */
final class TargetOpening {
    private TargetOpening() {}

    /**
     * Starts or reaches the target; blocks.
     *
     * @throws PortException of kind {@code REFUSED}, or {@code CREDENTIALS} where signing in is all that is needed
     */
    static TargetConnection open(
            TargetOptions options, EnvironmentsFile environments, Clock clock, Texts texts, Consumer<String> progress)
            throws PortException {
        if (options.cloud()) {
            AwsTarget target = options.endpointUrl() == null
                    ? new AwsTarget.Cloud(options.profile(), options.region(), options.environment() != null)
                    : new AwsTarget.Endpoint(options.endpointUrl(), options.profile(), options.region());
            progress.accept(texts.get("start.CONNECTING"));
            return reach(options, null, target, clock, environments);
        }
        try {
            LocalAws local = LocalAws.start(new LocalAwsConfig(
                    Optional.ofNullable(options.dataDir()),
                    options.port(),
                    step -> progress.accept(
                            texts.get("start." + step.code(), step.parameters().toArray()))));
            return reach(options, local, EmbeddedTarget.of(local), clock, environments);
        } catch (OldDataFolderException e) {
            String folder = e.folder().toString();
            throw new PortException(
                    PortException.Kind.OLD_DATA,
                    TargetFaults.unused(e.folder()).toString(),
                    TargetFaults.reason(e, List.of(folder, ShellWords.quoted(folder))),
                    e);
        } catch (LocalAwsException e) {
            throw new PortException(PortException.Kind.REFUSED, "target", TargetFaults.reason(e, e.parameters()), e);
        }
    }

    private static TargetConnection reach(
            TargetOptions options,
            @Nullable LocalAws local,
            AwsTarget target,
            Clock clock,
            EnvironmentsFile environments)
            throws PortException {
        AwsClients clients = null;
        try {
            clients = SdkAwsClients.open(target);
            return known(options, local, clients, CallerIdentity.of(clients), clock, environments);
        } catch (SdkException | PortException e) {
            if (clients != null) {
                clients.close();
            }
            if (local != null) {
                local.close();
            }
            throw e instanceof SdkException failure ? TargetFaults.notReached(failure, target) : (PortException) e;
        }
    }

    /** With what is registered of it. An environment that was named answers for its account whatever is done there. */
    private static TargetConnection known(
            TargetOptions options,
            @Nullable LocalAws local,
            AwsClients clients,
            Identity identity,
            Clock clock,
            EnvironmentsFile environments)
            throws PortException {
        Environment named = options.environment();
        Reached reached = new Reached(
                options.dataDir(),
                clients.endpoint().orElse(null),
                options.profile(),
                identity.account(),
                identity.region(),
                options.prefix());
        ConfirmedAccount account = new ConfirmedAccount(environments, named == null ? null : named.name(), reached);
        if (named != null && named.cloud()) {
            if (!options.forgetAccount()) {
                account.check();
            }
            account.confirm();
            named = named.confirmed(identity.account());
        }
        if (named == null && !options.ephemeral()) {
            named = environments.at(reached).orElse(null);
        }
        TargetConnection connection = new TargetConnection(
                options,
                local,
                clients,
                identity,
                clock,
                account,
                new Protection(named),
                what -> LetterFolder.of(what, options, environments.home(), identity, clients.endpoint()));
        if (!options.ephemeral()) {
            connection.forgetOld();
        }
        return connection;
    }
}

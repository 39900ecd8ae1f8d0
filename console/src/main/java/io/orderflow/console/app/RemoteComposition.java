package io.orderflow.console.app;

import io.orderflow.console.aws.PortFaults;
import io.orderflow.console.shell.Environment;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.task.Progress;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.Identity;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.stack.ResourceNames;
import software.amazon.awssdk.core.exception.SdkException;

/** An account of AWS, or a server that speaks its protocols. */
final class RemoteComposition implements Composition {
    private final AwsTarget target;
    private final ResourceNames names;

    RemoteComposition(AwsTarget target, ResourceNames names) {
        this.target = target;
        this.names = names;
    }

    @Override
    public Environment initial() {
        return new Environment("AWS", Tone.WARNING, "", "", endpoint());
    }

    @Override
    public Workspace open(Progress progress, ConsoleTools tools) throws Exception {
        AwsClients clients;
        try {
            progress.update(0, 2, tools.texts().get("app.open.credentials"));
            clients = SdkAwsClients.open(target);
        } catch (SdkException e) {
            throw PortFaults.of(e, target, target.describe());
        }
        try {
            progress.update(1, 2, tools.texts().get("app.open.identity"));
            Identity identity = Identity.of(clients);
            var environment = new Environment("AWS", Tone.WARNING, identity.account(), identity.region(), endpoint());
            return new AwsWorkspace(clients, identity, names, environment, tools, () -> {});
        } catch (SdkException e) {
            clients.close();
            throw PortFaults.of(e, target, target.describe());
        }
    }

    private String endpoint() {
        return target instanceof AwsTarget.Endpoint endpoint ? endpoint.url().getAuthority() : "";
    }
}

package io.orderflow.aws;

import io.orderflow.app.EmbeddedTarget;
import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An embedded AWS for a test class; each {@link #newStack()} is a whole stack of its own under a new prefix. */
final class EmbeddedStack implements BeforeAllCallback, AfterAllCallback {
    private final AtomicInteger stacks = new AtomicInteger();
    private LocalAws local;
    private AwsClients clients;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        local = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        clients = SdkAwsClients.open(EmbeddedTarget.of(local));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        clients.close();
        local.close();
    }

    AwsClients clients() {
        return clients;
    }

    Bootstrapper newStack() {
        Bootstrapper stack = Bootstrapper.connect(
                clients,
                new ResourceNames("t" + stacks.incrementAndGet() + "-"),
                StackOptions.builderFor(clients.endpoint()).build(),
                Clock.systemUTC());
        var unused = stack.apply(stack.plan(), ApplyListener.NONE);
        return stack;
    }
}

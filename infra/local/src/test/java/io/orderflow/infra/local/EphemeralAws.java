package io.orderflow.infra.local;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One embedded AWS for all test classes that only need some AWS, closed after the last. */
final class EphemeralAws implements BeforeAllCallback {

    private record Shared(LocalAws aws, Clients clients)
            implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            clients.close();
            aws.close();
        }
    }

    private Shared shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EphemeralAws.class))
                .getOrComputeIfAbsent("aws", key -> start(), Shared.class);
    }

    private static Shared start() {
        try {
            LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
            return new Shared(aws, new Clients(aws.connection()));
        } catch (LocalAwsException e) {
            throw new IllegalStateException(e);
        }
    }

    LocalAws aws() {
        return shared.aws();
    }

    Clients clients() {
        return shared.clients();
    }
}

package io.orderflow.console.app;

import io.orderflow.console.aws.DynamoDbOrderLookup;
import io.orderflow.console.aws.DynamoDbRecentOrders;
import io.orderflow.console.aws.SnsOrderPublisher;
import io.orderflow.console.orderentry.OrderEntryViewModel;
import io.orderflow.console.orderentry.OrderIds;
import io.orderflow.console.orders.OrdersViewModel;
import io.orderflow.console.shell.Environment;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Workspace;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.Identity;
import io.orderflow.infra.stack.Arns;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrdersTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** The tabs over the SDK clients of an open target. */
final class AwsWorkspace implements Workspace {
    private static final Duration NEAR = Duration.ofSeconds(1);
    private static final Duration FAR = Duration.ofSeconds(5);

    private final AwsClients clients;
    private final Identity identity;
    private final ResourceNames names;
    private final Environment environment;
    private final ConsoleTools tools;
    private final Runnable closing;

    /** @param closing closes what the clients talk to, after the clients */
    AwsWorkspace(
            AwsClients clients,
            Identity identity,
            ResourceNames names,
            Environment environment,
            ConsoleTools tools,
            Runnable closing) {
        this.clients = clients;
        this.identity = identity;
        this.names = names;
        this.environment = environment;
        this.tools = tools;
        this.closing = closing;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public List<Feature> features(ShellServices services) {
        return List.of(orders(services), orderEntry(services));
    }

    @Override
    public void close() {
        try {
            clients.close();
        } finally {
            closing.run();
        }
    }

    private Feature orders(ShellServices services) {
        var recent = new DynamoDbRecentOrders(
                clients.dynamoDb(), names.table(), OrdersTable.DEFAULT_SHARDS, clients.target(), tools.clock());
        var model = new OrdersViewModel(
                recent, services.monitor(), tools.runner(), tools.faults(), tools.clock(), interval());
        return new OrdersFeature(model, services.navigator(), tools.texts(), tools.formats());
    }

    private Feature orderEntry(ShellServices services) {
        var validator = new OrderValidator(tools.clock());
        String topic = new Arns(identity.partition(), identity.region(), identity.account()).topic(names.topic());
        var model = new OrderEntryViewModel(
                new SnsOrderPublisher(clients.sns(), topic, clients.target(), new OrderMessageCodec(validator)),
                new DynamoDbOrderLookup(clients.dynamoDb(), names.table(), clients.target()),
                validator,
                new OrderIds(tools.clock(), new SecureRandom()),
                services.monitor(),
                services.navigator(),
                tools.runner(),
                tools.faults(),
                tools.formats(),
                tools.clock(),
                interval());
        return new OrderEntryFeature(model, tools.texts(), tools.formats());
    }

    /** Reading often costs nothing where the AWS is our own. */
    private Duration interval() {
        return clients.target() instanceof AwsTarget.Embedded ? NEAR : FAR;
    }
}

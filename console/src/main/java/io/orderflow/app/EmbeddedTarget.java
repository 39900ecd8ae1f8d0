package io.orderflow.app;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalConnection;

/** A running embedded AWS as a target: what it knows of clients, and the clients of it, meet here. */
public final class EmbeddedTarget {

    private EmbeddedTarget() {}

    public static AwsTarget.Embedded of(LocalAws local) {
        LocalConnection connection = local.connection();
        return new AwsTarget.Embedded(
                connection.endpoint(), connection.region(), connection.accessKeyId(), connection.secretAccessKey());
    }
}

package io.orderflow.infra.stack;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB that takes no call. */
public final class NoTable implements DynamoDbClient {
    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}

package io.orderflow.store;

import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalAwsException;
import io.orderflow.infra.local.LocalConnection;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The tables of an embedded AWS that remembers nothing. */
public final class LocalTables implements AutoCloseable {
    private final LocalAws aws;
    private final DynamoDbClient client;

    public LocalTables() {
        try {
            aws = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        } catch (LocalAwsException failed) {
            throw new IllegalStateException("The embedded AWS does not start", failed);
        }
        client = clientWith(builder -> {});
    }

    LocalConnection connection() {
        return aws.connection();
    }

    /** Where the tables answer, to {@link #credentials()} alone. */
    public URI endpoint() {
        return connection().endpoint();
    }

    public AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                connection().accessKeyId(), connection().secretAccessKey()));
    }

    public DynamoDbClient client() {
        return client;
    }

    public DynamoDbClient clientWith(Consumer<DynamoDbClientBuilder> settings) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(Region.of(connection().region()))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        settings.accept(builder);
        return builder.build();
    }

    /** An Orders table with its indexes. */
    public void create(String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key -> key.attributeName(OrdersTable.ORDER_ID).keyType(KeyType.HASH))
                .attributeDefinitions(
                        attribute ->
                                attribute.attributeName(OrdersTable.ORDER_ID).attributeType(ScalarAttributeType.S),
                        attribute ->
                                attribute.attributeName(OrdersTable.USER_ID).attributeType(ScalarAttributeType.S),
                        attribute ->
                                attribute.attributeName(OrdersTable.TIMESTAMP).attributeType(ScalarAttributeType.S),
                        attribute ->
                                attribute.attributeName(OrdersTable.DAY_SHARD).attributeType(ScalarAttributeType.S),
                        attribute -> attribute
                                .attributeName(OrdersTable.PROCESSED_AT)
                                .attributeType(ScalarAttributeType.S))
                .globalSecondaryIndexes(
                        index(OrdersTable.RECENT_ORDERS, OrdersTable.DAY_SHARD, OrdersTable.PROCESSED_AT),
                        index(OrdersTable.ORDERS_BY_USER, OrdersTable.USER_ID, OrdersTable.TIMESTAMP)));
    }

    @Override
    public void close() {
        client.close();
        aws.close();
    }

    private static GlobalSecondaryIndex index(String name, String partition, String sort) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key -> key.attributeName(partition).keyType(KeyType.HASH), key -> key.attributeName(sort)
                        .keyType(KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }
}

package io.orderflow.store;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
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

/**
 * DynamoDB Local in memory, as a handler in a Jetty on a loopback port of its own: its own runner would bind every interface
 * and send telemetry.
 */
public final class LocalTables implements AutoCloseable {
    private final LocalDynamoDBRequestHandler tables = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final DynamoDbClient client;

    public LocalTables() {
        server.setHandler(new LocalDynamoDBServerHandler(tables, null));
        try {
            server.start();
        } catch (Exception failed) {
            throw new IllegalStateException("DynamoDB Local does not start", failed);
        }
        client = clientWith(builder -> {});
    }

    public URI endpoint() {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Listens on another loopback port with TLS.
     *
     * @param keyStore a PKCS #12 file with the key of 127.0.0.1
     */
    public URI endpointWithTls(Path keyStore, String password) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keyStore.toString());
        tls.setKeyStorePassword(password);
        HttpConfiguration http = new HttpConfiguration();
        // Clients call it by its address, of which TLS names no server.
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        connector.start();
        return URI.create("https://127.0.0.1:" + connector.getLocalPort());
    }

    public DynamoDbClient client() {
        return client;
    }

    public DynamoDbClient clientWith(Consumer<DynamoDbClientBuilder> settings) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
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
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("DynamoDB Local does not stop", failed);
        } finally {
            tables.shutdown();
        }
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

package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table's stream, found by the ARN that the table tells. */
final class DynamoDbStreamsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient dynamoDb = AWS.clients().dynamoDb;
    private final DynamoDbStreamsClient streams = AWS.clients().streams;
    private final String table = "s-" + UUID.randomUUID();

    private String create() {
        return dynamoDb.createTable(r -> r.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build()))
                .tableDescription()
                .latestStreamArn();
    }

    private List<Record> records(String arn) {
        return streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards().stream()
                .map(Shard::shardId)
                .map(shard -> streams.getShardIterator(
                                r -> r.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator())
                .flatMap(from -> streams.getRecords(r -> r.shardIterator(from)).records().stream())
                .toList();
    }

    @Test
    void aTablesStreamIsReadByItsArn() {
        String arn = create();
        assertThat(arn).startsWith("arn:aws:dynamodb:us-east-1:000000000000:table/" + table + "/stream/");
        assertThat(streams.listStreams(r -> r.tableName(table)).streams())
                .extracting(Stream::streamArn)
                .containsExactly(arn);
        assertThat(streams.describeStream(r -> r.streamArn(arn))
                        .streamDescription()
                        .streamArn())
                .isEqualTo(arn);
        assertThat(streams.listStreams(r -> r.tableName(table).exclusiveStartStreamArn(arn))
                        .streams())
                .isEmpty();
        AttributeValue text = AttributeValue.fromS("arn:aws:dynamodb:ddblocal:is:mine");
        dynamoDb.putItem(r -> r.tableName(table).item(Map.of("id", AttributeValue.fromS("1"), "text", text)));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(records(arn)).singleElement().satisfies(record -> {
                    assertThat(record.awsRegion()).isEqualTo("us-east-1");
                    assertThat(record.dynamodb().newImage()).containsEntry("text", text);
                }));
    }

    @Test
    void aStreamThatIsNotThereIsNamedAsItWasAskedFor() {
        String arn = create().replace(table, "nobody");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> streams.describeStream(r -> r.streamArn(arn)))
                .withMessageContaining(arn);
    }
}

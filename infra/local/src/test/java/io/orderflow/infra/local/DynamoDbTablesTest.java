package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.global;
import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static io.orderflow.infra.local.DynamoDbTable.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What tables may be, how they change, and what is said of requests that do not fit. */
final class DynamoDbTablesTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static final Duration SOON = Duration.ofSeconds(30);

    private final DynamoDbClient dynamoDb = AWS.clients().dynamoDb;

    private static RawAws.Answer raw(String operation, String body) throws IOException {
        return new RawAws(AWS.aws().connection()).json("dynamodb", "DynamoDB_20120810." + operation, body);
    }

    private List<GlobalSecondaryIndexDescription> indexes(String table) {
        return dynamoDb.describeTable(r -> r.tableName(table)).table().globalSecondaryIndexes();
    }

    private void add(String table, String index, String attribute) {
        GlobalSecondaryIndex made = global(index, ProjectionType.ALL, List.of(attribute));
        dynamoDb.updateTable(r -> r.tableName(table)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(attribute)
                        .attributeType("S")
                        .build())
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(c ->
                                c.indexName(index).keySchema(made.keySchema()).projection(made.projection()))
                        .build()));
    }

    @Test
    void anIndexIsAddedToATableWithRowsAndTakenAwayAgain() {
        DynamoDbTable table = DynamoDbTable.simple(dynamoDb);
        table.put("p", "1", "user", "u");
        table.put("p", "2", "user", 7);
        table.put("p", "3");
        add(table.name, "by-user", "user");
        await().atMost(SOON).untilAsserted(() -> assertThat(indexes(table.name))
                .extracting(GlobalSecondaryIndexDescription::indexStatus)
                .containsExactly(IndexStatus.ACTIVE));
        assertThat(dynamoDb.scan(r -> r.tableName(table.name).indexName("by-user"))
                        .items())
                .containsExactly(item("p", "1", "user", "u"));
        dynamoDb.updateTable(r -> r.tableName(table.name)
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(d -> d.indexName("by-user"))
                        .build()));
        await().atMost(SOON).untilAsserted(() -> assertThat(indexes(table.name)).isEmpty());
        assertThat(dynamoDb.describeTable(r -> r.tableName(table.name)).table().attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactly("p");
    }

    @Test
    void aTableHasAtMostTwentyGlobalIndexesAlsoByAdding() {
        List<GlobalSecondaryIndex> twenty = IntStream.range(0, 20)
                .mapToObj(i -> global("index-" + i, ProjectionType.KEYS_ONLY, List.of("p")))
                .toList();
        DynamoDbTable table =
                DynamoDbTable.create(dynamoDb, List.of("p:S"), List.of("p"), r -> r.globalSecondaryIndexes(twenty));
        invalid(
                "One or more parameter values were invalid: GlobalSecondaryIndex count exceeds the per-table limit of"
                        + " 20",
                () -> add(table.name, "index-20", "q"));
    }

    @Test
    void aTableIsMadeOnceAndGoneOnceDeleted() {
        DynamoDbTable table = DynamoDbTable.simple(dynamoDb);
        refused(
                "ResourceInUseException",
                "Table already exists: " + table.name,
                () -> dynamoDb.createTable(r -> r.tableName(table.name)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(a -> a.attributeName("p").attributeType("S"))
                        .keySchema(k -> k.attributeName("p").keyType("HASH"))));
        table.put("p", "1");
        dynamoDb.deleteTable(r -> r.tableName(table.name));
        refused(
                "ResourceNotFoundException",
                "Requested resource not found: Table: " + table.name + " not found",
                () -> dynamoDb.describeTable(r -> r.tableName(table.name)));
        refused("ResourceNotFoundException", "Requested resource not found", () -> table.get("p", "1"));
        dynamoDb.createTable(r -> r.tableName(table.name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(a -> a.attributeName("p").attributeType("S"))
                .keySchema(k -> k.attributeName("p").keyType("HASH")));
        assertThat(table.get("p", "1")).isEmpty();
    }

    @Test
    void anExpiredItemIsDeletedByTheService() {
        DynamoDbTable table = DynamoDbTable.create(
                dynamoDb,
                List.of("p:S"),
                List.of("p"),
                r -> r.streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.OLD_IMAGE)));
        dynamoDb.updateTimeToLive(r -> r.tableName(table.name)
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("end")));
        assertThat(dynamoDb.describeTimeToLive(r -> r.tableName(table.name))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
        long now = Instant.now().getEpochSecond();
        Map<String, AttributeValue> ended = item("p", "ended", "end", now - 60);
        dynamoDb.putItem(r -> r.tableName(table.name).item(ended));
        table.put("p", "later", "end", now + 3_600);
        table.put("p", "text", "end", String.valueOf(now - 60));
        table.put("p", "six years ago", "end", now - 6 * 366 * 86_400);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(table.get("p", "ended")).isEmpty());
        assertThat(dynamoDb.scan(r -> r.tableName(table.name)).count()).isEqualTo(3);
        assertThat(records(table.name)).last().satisfies(record -> {
            assertThat(record.eventNameAsString()).isEqualTo("REMOVE");
            assertThat(record.dynamodb().oldImage()).isEqualTo(ended);
            assertThat(record.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
            assertThat(record.userIdentity().type()).isEqualTo("Service");
        });
    }

    private List<Record> records(String table) {
        var streams = AWS.clients().streams;
        String arn = dynamoDb.describeTable(r -> r.tableName(table)).table().latestStreamArn();
        String shard = streams.describeStream(r -> r.streamArn(arn))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        String from = streams.getShardIterator(
                        r -> r.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return streams.getRecords(r -> r.shardIterator(from)).records();
    }

    @Test
    void allBrokenConstraintsAreTold() throws IOException {
        RawAws.Answer answer = raw("UpdateTimeToLive", "{\"TableName\":\"a!\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("com.amazon.coral.validate#ValidationException")
                .contains("3 validation errors detected: Value 'a!' at 'tableName' failed to satisfy constraint: Member"
                        + " must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'a!' at 'tableName' failed"
                        + " to satisfy constraint: Member must have length greater than or equal to 3; Value null at"
                        + " 'timeToLiveSpecification' failed to satisfy constraint: Member must not be null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"TableName\":5}|NUMBER_VALUE cannot be converted to String",
                "{\"TableName\":true}|TRUE_VALUE cannot be converted to String",
                "{\"TableName\":{}}|Start of structure or map found where not expected"
            })
    void wronglyTypedJsonIsASerializationFault(String body, String text) throws IOException {
        RawAws.Answer answer = raw("DescribeTable", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("com.amazon.coral.service#SerializationException")
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExecuteStatement", "CreateBackup", "ImportTable", "ListGlobalTables", "PutResourcePolicy"})
    void whatTheEmbeddedAwsDoesNotHaveIsReportedInOneSentence(String operation) throws IOException {
        RawAws.Answer answer = raw(operation, "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The embedded AWS does not have " + operation + ".");
    }

    @Test
    void attributeDefinitionsAndKeysBelongTogether() {
        invalid(
                "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match"
                        + " number of attributes defined in AttributeDefinitions",
                () -> DynamoDbTable.create(dynamoDb, List.of("p:S", "x:S"), List.of("p"), r -> {}));
        invalid(
                "Invalid KeySchema: Some index key attribute have no definition",
                () -> DynamoDbTable.create(dynamoDb, List.of("p:S"), List.of("p", "c"), r -> {}));
        invalid(
                "Invalid KeySchema: Some index key attribute have no definition",
                () -> DynamoDbTable.create(dynamoDb, List.of("p:S"), List.of("p", "p"), r -> {}));
        invalid(
                "One or more parameter values were invalid: Some index key attributes are not defined in"
                        + " AttributeDefinitions. Keys: [p, c], AttributeDefinitions: [p, x]",
                () -> DynamoDbTable.create(dynamoDb, List.of("p:S", "x:S"), List.of("p", "c"), r -> {}));
    }
}

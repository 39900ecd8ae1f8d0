package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

final class DynamoDbContractTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient dynamoDb = AWS.clients().dynamoDb;
    private final String table = "t-" + UUID.randomUUID();

    @BeforeEach
    void create() {
        dynamoDb.createTable(r -> r.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .deletionProtectionEnabled(true)
                .tags(Tag.builder().key("app").value("orderflow").build())
                .attributeDefinitions(
                        AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build(),
                        AttributeDefinition.builder()
                                .attributeName("user")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-user")
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("user")
                                .keyType(KeyType.HASH)
                                .build())
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build()));
    }

    private TableDescription describe() {
        return dynamoDb.describeTable(r -> r.tableName(table)).table();
    }

    @Test
    void aTableReadsBackAsOnAws() {
        TableDescription description = describe();
        String arn = "arn:aws:dynamodb:us-east-1:000000000000:table/" + table;
        assertThat(description.tableArn()).isEqualTo(arn);
        assertThat(description.globalSecondaryIndexes().get(0).indexArn()).isEqualTo(arn + "/index/by-user");
        assertThat(description.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(description.deletionProtectionEnabled()).isTrue();
        assertThat(dynamoDb.listTagsOfResource(r -> r.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("app").value("orderflow").build());
        dynamoDb.tagResource(r ->
                r.resourceArn(arn).tags(Tag.builder().key("shards").value("4").build()));
        dynamoDb.untagResource(r -> r.resourceArn(arn).tagKeys("app"));
        assertThat(dynamoDb.listTagsOfResource(r -> r.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("shards").value("4").build());
    }

    @Test
    void deletionProtectionProtects() {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> dynamoDb.deleteTable(r -> r.tableName(table)))
                .withMessageContaining("protected against deletion");
        assertThat(dynamoDb.updateTable(r -> r.tableName(table).deletionProtectionEnabled(false))
                        .tableDescription()
                        .deletionProtectionEnabled())
                .isFalse();
        dynamoDb.deleteTable(r -> r.tableName(table));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::describe);
    }

    @Test
    void continuousBackupsCanBeTurnedOn() {
        assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
        dynamoDb.updateContinuousBackups(
                r -> r.tableName(table).pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true)));
        assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    }

    private PointInTimeRecoveryStatus recovery() {
        return dynamoDb.describeContinuousBackups(r -> r.tableName(table))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus();
    }

    @Test
    void aFailedConditionReturnsTheOldItem() {
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("1"), "user", AttributeValue.fromS("u"));
        dynamoDb.putItem(r -> r.tableName(table).item(item));
        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> dynamoDb.putItem(r -> r.tableName(table)
                        .item(item)
                        .conditionExpression("attribute_not_exists(id)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(e -> assertThat(e.item()).isEqualTo(item));
        assertThat(dynamoDb.query(r -> r.tableName(table)
                                .indexName("by-user")
                                .keyConditionExpression("#u = :u")
                                .expressionAttributeNames(Map.of("#u", "user"))
                                .expressionAttributeValues(Map.of(":u", AttributeValue.fromS("u"))))
                        .items())
                .containsExactly(item);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ReplicaUpdates|[{\"Create\":{\"RegionName\":\"eu-west-1\"}}]",
                "MultiRegionConsistency|\"STRONG\"",
                "GlobalTableWitnessUpdates|[{}]"
            })
    void aChangeThatTheEmbeddedAwsHasNotIsRefusedByName(String member, String value) throws IOException {
        for (String also : List.of("", "\"BillingMode\":\"PAY_PER_REQUEST\",")) {
            RawAws.Answer answer = raw(
                    "UpdateTable", "{" + also + "\"TableName\":\"" + table + "\",\"" + member + "\":" + value + "}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("#ValidationException")
                    .contains("The embedded AWS does not have " + member + " of UpdateTable.");
        }
    }

    private static RawAws.Answer raw(String operation, String body) throws IOException {
        return new RawAws(AWS.aws().connection()).json("dynamodb", "DynamoDB_20120810." + operation, body);
    }

    @Test
    void whatChangesNothingHereIsKeptAndToldAgain() {
        dynamoDb.updateTable(r -> r.tableName(table)
                .sseSpecification(s -> s.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId("alias/mine")));
        dynamoDb.updateTable(r -> r.tableName(table).tableClass(TableClass.STANDARD_INFREQUENT_ACCESS));
        dynamoDb.updateTable(r -> r.tableName(table)
                .warmThroughput(w -> w.readUnitsPerSecond(13_000L).writeUnitsPerSecond(5_000L))
                .onDemandThroughput(o -> o.maxReadRequestUnits(5L).maxWriteRequestUnits(6L)));
        TableDescription description = describe();
        assertThat(description.sseDescription().kmsMasterKeyArn()).isEqualTo("alias/mine");
        assertThat(description.tableClassSummary().tableClass()).isEqualTo(TableClass.STANDARD_INFREQUENT_ACCESS);
        assertThat(description.warmThroughput().readUnitsPerSecond()).isEqualTo(13_000);
        assertThat(description.onDemandThroughput().maxWriteRequestUnits()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"MaxReadRequestUnits\":{}}", "\"x\"", "{\"MaxReadRequestUnits\":\"5\"}"})
    void settingsOfAWrongTypeAreRefusedAsAwsDoes(String value) throws IOException {
        RawAws.Answer answer =
                raw("UpdateTable", "{\"TableName\":\"" + table + "\",\"OnDemandThroughput\":" + value + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("com.amazon.coral.service#SerializationException");
    }
}

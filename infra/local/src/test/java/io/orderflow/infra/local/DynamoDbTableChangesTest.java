package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CreateTable and UpdateTable: throughput, billing, streams, tags and what does not go together; texts as recorded. */
final class DynamoDbTableChangesTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String UNITS = "{'ReadCapacityUnits':2,'WriteCapacityUnits':3}";

    private final String table = "t-" + UUID.randomUUID();

    private static JsonNode call(String operation, String members) throws IOException {
        RawAws.Answer answer = new RawAws(AWS.aws().connection())
                .json("dynamodb", "DynamoDB_20120810." + operation, ("{" + members + "}").replace('\'', '"'));
        return new ObjectMapper().readTree(answer.body());
    }

    private JsonNode create(String members) throws IOException {
        return call(
                "CreateTable",
                "'TableName':'" + table + "','KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],"
                        + "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}]," + members);
    }

    private JsonNode update(String members) throws IOException {
        return call("UpdateTable", "'TableName':'" + table + "'," + members);
    }

    private JsonNode described() throws IOException {
        return call("DescribeTable", "'TableName':'" + table + "'").get("Table");
    }

    private static String index(String name, String more) {
        return "{'IndexName':'" + name + "','KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],"
                + "'Projection':{'ProjectionType':'ALL'}" + more + "}";
    }

    private static void refused(JsonNode answer, String message) {
        assertThat(answer.path("__type").asText()).endsWith("#ValidationException");
        assertThat(answer.path("message").asText()).isEqualTo(message);
    }

    @Test
    void theSameThroughputIsNoChange() throws IOException {
        create("'ProvisionedThroughput':" + UNITS + ",'GlobalSecondaryIndexes':["
                + index("by-p", ",'ProvisionedThroughput':" + UNITS) + "]");
        String numbers = ": 2. Requested ReadCapacityUnits: 2. Current WriteCapacityUnits provisioned for %s: 3."
                + " Requested WriteCapacityUnits: 3. Refer to the Amazon DynamoDB Developer Guide for current limits and"
                + " how to request higher limits.";
        String same = " will not change. The requested value equals the current value. Current ReadCapacityUnits"
                + " provisioned for ";
        String ofTable =
                "The provisioned throughput for the table" + same + "the table" + numbers.replace("%s", "the table");
        refused(update("'ProvisionedThroughput':" + UNITS), ofTable);
        refused(update("'BillingMode':'PROVISIONED','ProvisionedThroughput':" + UNITS), ofTable);
        refused(
                update("'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'by-p','ProvisionedThroughput':" + UNITS
                        + "}}]"),
                "The provisioned throughput for the index by-p" + same + "index by-p"
                        + numbers.replace("%s", "index by-p"));
        update("'ProvisionedThroughput':{'ReadCapacityUnits':2,'WriteCapacityUnits':4}");
        assertThat(described().at("/ProvisionedThroughput/WriteCapacityUnits").asInt())
                .isEqualTo(4);
    }

    @Test
    void billingIsChangedWithTheIndexesAndItsTimeIsTold() throws IOException {
        refused(
                create("'ProvisionedThroughput':" + UNITS + ",'GlobalSecondaryIndexes':[" + index("by-p", "") + "]"),
                INVALID + "ProvisionedThroughput is not specified for index: by-p");
        create("'BillingMode':'PAY_PER_REQUEST','GlobalSecondaryIndexes':[" + index("by-p", "") + "]");
        JsonNode made = described();
        double first =
                made.at("/BillingModeSummary/LastUpdateToPayPerRequestDateTime").asDouble();
        assertThat(first).isEqualTo(made.get("CreationDateTime").asDouble());
        String units = "'BillingMode':'PROVISIONED','ProvisionedThroughput':" + UNITS;
        refused(update(units), INVALID + "ProvisionedThroughput must be specified for index: by-p");
        refused(
                update("'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'by-p','ProvisionedThroughput':" + UNITS
                        + "}}]"),
                INVALID + "The only Updates for index: by-p when TableThroughputMode is PAY_PER_REQUEST can be to"
                        + " OnDemandThroughput, WarmThroughput");
        update(units + ",'GlobalSecondaryIndexUpdates':[{'Update':{'IndexName':'by-p','ProvisionedThroughput':" + UNITS
                + "}}]");
        assertThat(described()
                        .at("/GlobalSecondaryIndexes/0/ProvisionedThroughput/ReadCapacityUnits")
                        .asInt())
                .isEqualTo(2);
        assertThat(described()
                        .at("/BillingModeSummary/LastUpdateToPayPerRequestDateTime")
                        .asDouble())
                .isEqualTo(first);
        update("'BillingMode':'PAY_PER_REQUEST'");
        assertThat(described()
                        .at("/BillingModeSummary/LastUpdateToPayPerRequestDateTime")
                        .asDouble())
                .isGreaterThan(first);
        assertThat(described()
                        .at("/GlobalSecondaryIndexes/0/ProvisionedThroughput/ReadCapacityUnits")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'SSESpecification':{'Enabled':true},'DeletionProtectionEnabled':true"
                        + "|Server-Side Encryption modification must be the only operation in the request",
                "'TableClass':'STANDARD','BillingMode':'PAY_PER_REQUEST'"
                        + "|TableClass modification must be the only operation in the request",
                "'DeletionProtectionEnabled':true,'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}"
                        + "|DeletionProtection modification must be the only operation in the request",
                "'BillingMode':'PAY_PER_REQUEST','StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}"
                        + "|You cannot modify stream status while updating table IOPS",
                "'BillingMode':'PAY_PER_REQUEST','GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'by-p'}}]"
                        + "|You cannot create or delete index while updating table IOPS",
                "'StreamSpecification':{'StreamEnabled':false},'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'by-p'}}]"
                        + "|You cannot create or delete index while changing stream status",
                "'StreamSpecification':{'StreamEnabled':true}"
                        + "|If stream is being enabled then UpdateViewType is required",
                "'StreamSpecification':{'StreamEnabled':false,'StreamViewType':'NEW_IMAGE'}"
                        + "|If stream is being disabled, then UpdateViewType must not be specified",
                "'SSESpecification':{'SSEType':'KMS'}|SSEType can not be specified if Enabled is false",
                "'SSESpecification':{'Enabled':true,'SSEType':'AES256'}|SSEType AES256 is not supported",
                "'SSESpecification':{'Enabled':true,'KMSMasterKeyId':'x'}"
                        + "|SSEType KMS is required if KMSMasterKeyId is specified",
                "'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'abc','KeySchema':[{'AttributeName':'q',"
                        + "'KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}}]"
                        + "|AttributeDefinitions is not specified for index: abc",
                "'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'abc'},'Update':{'IndexName':'abc'}}]"
                        + "|Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object"
            })
    void whatDoesNotGoTogetherIsRefused(String members, String message) throws IOException {
        create("'BillingMode':'PAY_PER_REQUEST'");
        refused(update(members), INVALID + message);
        assertThat(described().has("StreamSpecification")).isFalse();
    }

    @Test
    void nothingToChangeIsToldWithAllThatCouldBe() throws IOException {
        create("'BillingMode':'PAY_PER_REQUEST'");
        refused(
                update("'AttributeDefinitions':[]"),
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates,"
                        + " SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn,"
                        + " MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or"
                        + " TableClass is required");
    }

    private static String names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "'a" + i + "'").collect(Collectors.joining(","));
    }

    private static String including(String index, String names) {
        return index(index, "").replace("'ALL'", "'INCLUDE','NonKeyAttributes':[" + names + "]");
    }

    /** Twenty an index and a hundred a table, each of 1 to 255 characters and none twice. */
    @Test
    void indexesProjectLimitedAttributes() throws IOException {
        String onDemand = "'BillingMode':'PAY_PER_REQUEST','GlobalSecondaryIndexes':[";
        assertThat(create(onDemand + including("by-p", names(0, 21)) + "]")
                        .get("message")
                        .asText())
                .endsWith(
                        "at 'globalSecondaryIndexes.1.member.projection.nonKeyAttributes' failed to satisfy constraint:"
                                + " Member must have length less than or equal to 20");
        assertThat(create(onDemand + including("by-p", "'" + "x".repeat(256) + "'") + "]")
                        .get("message")
                        .asText())
                .endsWith("failed to satisfy constraint: Member must satisfy constraint: [Member must have length less"
                        + " than or equal to 255, Member must have length greater than or equal to 1]");
        refused(
                create(onDemand + including("by-p", "'a','b','a'") + "]"),
                INVALID + "Duplicate element in NonKeyAttributes: a");
        String six = IntStream.range(0, 6)
                .mapToObj(i -> including("index-" + i, names(0, 17)))
                .collect(Collectors.joining(","));
        refused(create(onDemand + six + "]"), INVALID + "Number of NonKeyAttributes exceeds per-table limit of 100");
        create(onDemand + six.replace(names(0, 17), names(0, 16)) + "]");
        assertThat(described().get("GlobalSecondaryIndexes")).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Key':'a#','Value':'x'}|The Tag Key provided is invalid, Key: a#",
                "{'Key':'a','Value':'x#'}|The Tag Value provided is invalid, Value: x#",
                "{'Key':'aws:a','Value':'x'}|Tag Key cannot be prefixed with aws:, Key: aws:a",
                "{'Key':'a','Value':'x'},{'Key':'a','Value':'y'}"
                        + "|Duplicate Tag Keys provided as input: Duplicate Tag Key found a"
            })
    void tagsThatCannotBeAreRefused(String tags, String message) throws IOException {
        refused(create("'BillingMode':'PAY_PER_REQUEST','Tags':[" + tags + "]"), message);
    }

    @Test
    void onlyAGlobalIndexIsTakenAway() throws IOException {
        call(
                "CreateTable",
                "'TableName':'" + table + "','BillingMode':'PAY_PER_REQUEST','KeySchema':["
                        + "{'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'c','KeyType':'RANGE'}],"
                        + "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'},"
                        + "{'AttributeName':'c','AttributeType':'S'},{'AttributeName':'d','AttributeType':'S'}],"
                        + "'LocalSecondaryIndexes':[{'IndexName':'by-d','Projection':{'ProjectionType':'ALL'},'KeySchema':["
                        + "{'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'d','KeyType':'RANGE'}]}]");
        refused(
                update("'GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'by-d'}}]"),
                "Cannot delete an index that is not a GlobalSecondaryIndex: by-d");
    }

    /** Its records are there under its ARN; the new stream begins with none. */
    @Test
    void aStreamCanBeReadAfterItsEndAlsoBesideTheNextAndWithoutItsTable() throws IOException {
        String on = "'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'}";
        create("'BillingMode':'PAY_PER_REQUEST'," + on);
        String first = described().get("LatestStreamArn").asText();
        call("PutItem", "'TableName':'" + table + "','Item':{'p':{'S':'1'}}");
        update("'StreamSpecification':{'StreamEnabled':false}");
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> { // a label is a time
                            update(on);
                            return !described().get("LatestStreamArn").asText().equals(first);
                        });
        String second = described().get("LatestStreamArn").asText();
        call("PutItem", "'TableName':'" + table + "','Item':{'p':{'S':'2'}}");
        assertThat(keys(first)).containsExactly("1");
        assertThat(keys(second)).containsExactly("2");
        call("DeleteTable", "'TableName':'" + table + "'");
        assertThat(keys(first)).containsExactly("1");
        assertThat(keys(second)).containsExactly("2");
        JsonNode stream =
                streams("DescribeStream", "'StreamArn':'" + second + "'").get("StreamDescription");
        assertThat(stream.get("StreamStatus").asText()).isEqualTo("DISABLED");
        assertThat(stream.at("/Shards/0/SequenceNumberRange").has("EndingSequenceNumber"))
                .isTrue();
        assertThat(streams("ListStreams", "'TableName':'" + table + "'").get("Streams"))
                .extracting(one -> one.get("StreamArn").asText())
                .containsExactly(first, second);
    }

    private static JsonNode streams(String operation, String members) throws IOException {
        RawAws.Answer answer = new RawAws(AWS.aws().connection())
                .json("dynamodb", "DynamoDBStreams_20120810." + operation, ("{" + members + "}").replace('\'', '"'));
        return new ObjectMapper().readTree(answer.body());
    }

    private static List<String> keys(String arn) throws IOException {
        String shard = streams("DescribeStream", "'StreamArn':'" + arn + "'")
                .at("/StreamDescription/Shards/0/ShardId")
                .asText();
        String from = streams(
                        "GetShardIterator",
                        "'StreamArn':'" + arn + "','ShardId':'" + shard + "','ShardIteratorType':'TRIM_HORIZON'")
                .get("ShardIterator")
                .asText();
        List<String> keys = new ArrayList<>();
        streams("GetRecords", "'ShardIterator':'" + from + "'")
                .get("Records")
                .forEach(record -> keys.add(record.at("/dynamodb/Keys/p/S").asText()));
        return keys;
    }
}

package io.orderflow.infra.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.apply.embedded.EmbeddedStack;
import io.orderflow.infra.apply.embedded.FaultyCalls;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Sets the stack up on the embedded AWS and reads every row of the specification back through the SDK. */
class StackOnEmbeddedAwsIT {
    private static final String ACCOUNT = "000000000000";
    private static final String SQS = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":";
    private static final String TOPIC = "arn:aws:sns:us-east-1:" + ACCOUNT + ":OrderTopic";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:OrderConsumer";

    private static final FaultyCalls calls = new FaultyCalls();
    private static LocalAws aws;
    private static SdkAwsClients clients;
    private static List<String> firstApply;

    @BeforeAll
    static void setUp() throws Exception {
        aws = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        clients = SdkAwsClients.open(EmbeddedStack.target(aws), List.of(calls));
        Bootstrapper bootstrapper = bootstrapper("");
        bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
        firstApply = changes();
    }

    @AfterAll
    static void tearDown() throws Exception {
        clients.close();
        aws.close();
    }

    private static List<String> changes() {
        return calls.made().stream().filter(call -> !FaultyCalls.isRead(call)).toList();
    }

    private static Bootstrapper bootstrapper(String prefix) {
        return Bootstrapper.connect(
                clients,
                new ResourceNames(prefix),
                StackOptions.builderFor(clients.endpoint()).build(),
                Clock.systemUTC());
    }

    @Test
    void theTableHasItsKeyItsIndexesAndItsSafeguards() {
        TableDescription table =
                clients.dynamoDb().describeTable(it -> it.tableName("Orders")).table();

        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.keySchema()).containsExactly(key("orderId", KeyType.HASH));
        assertThat(table.attributeDefinitions())
                .extracting(AttributeDefinition::attributeName)
                .containsExactlyInAnyOrder("orderId", "dayShard", "processedAt", "userId", "timestamp");
        assertThat(table.attributeDefinitions())
                .extracting(AttributeDefinition::attributeType)
                .containsOnly(ScalarAttributeType.S);
        Map<String, GlobalSecondaryIndexDescription> indexes = table.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, it -> it));
        assertThat(indexes).containsOnlyKeys("recent-orders", "orders-by-user");
        assertThat(indexes.get("recent-orders").keySchema())
                .containsExactly(key("dayShard", KeyType.HASH), key("processedAt", KeyType.RANGE));
        assertThat(indexes.get("orders-by-user").keySchema())
                .containsExactly(key("userId", KeyType.HASH), key("timestamp", KeyType.RANGE));
        assertThat(indexes.values())
                .allSatisfy(it -> assertThat(it.projection().projectionType()).isEqualTo(ProjectionType.ALL));
        assertThat(table.deletionProtectionEnabled()).isTrue();
        assertThat(clients.dynamoDb()
                        .describeContinuousBackups(it -> it.tableName("Orders"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus())
                .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(clients.dynamoDb()
                        .listTagsOfResource(it -> it.resourceArn(table.tableArn()))
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .contains("managed-by=orderflow", "orderflow:origin=created", "orderflow:shards=4");
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Test
    void theTopicIsStandard() {
        Map<String, String> topic =
                clients.sns().getTopicAttributes(it -> it.topicArn(TOPIC)).attributes();

        assertThat(topic).containsEntry("TopicArn", TOPIC);
        assertThat(topic.getOrDefault("FifoTopic", "false")).isEqualTo("false");
    }

    @Test
    void theQueueRedrivesAfterThreeReceivesAndTakesOrdersFromTheTopicOnly() {
        Map<QueueAttributeName, String> queue = queue("OrderQueue");

        assertThat(queue).containsEntry(QueueAttributeName.QUEUE_ARN, SQS + "OrderQueue");
        assertThat(queue.getOrDefault(QueueAttributeName.FIFO_QUEUE, "false")).isEqualTo("false");
        JsonNode redrive = json(queue.get(QueueAttributeName.REDRIVE_POLICY));
        assertThat(redrive.path("deadLetterTargetArn").asText()).isEqualTo(SQS + "OrderDLQ");
        assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(3);
        assertOnlySnsMaySend(queue, "OrderQueue");
        assertThat(queue)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "12")
                .containsEntry(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600")
                .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true");
    }

    private static void assertOnlySnsMaySend(Map<QueueAttributeName, String> queue, String name) {
        JsonNode statements = json(queue.get(QueueAttributeName.POLICY)).path("Statement");
        assertThat(statements).hasSize(1);
        JsonNode allow = statements.get(0);
        assertThat(allow.path("Sid").asText()).isEqualTo("Allow-SNS-SendMessage");
        assertThat(allow.path("Effect").asText()).isEqualTo("Allow");
        assertThat(allow.at("/Principal/Service").asText()).isEqualTo("sns.amazonaws.com");
        assertThat(allow.path("Action").asText()).isEqualTo("SQS:SendMessage");
        assertThat(allow.path("Resource").asText()).isEqualTo(SQS + name);
        assertThat(allow.at("/Condition/ArnEquals/aws:SourceArn").asText()).isEqualTo(TOPIC);
    }

    @Test
    void theDeadLetterQueueMovesNothingOnAndKeepsLonger() {
        Map<QueueAttributeName, String> dlq = queue("OrderDLQ");

        assertThat(dlq.getOrDefault(QueueAttributeName.FIFO_QUEUE, "false")).isEqualTo("false");
        assertThat(dlq.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "")).isEmpty();
        assertThat(dlq).containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
        assertThat(json(dlq.get(QueueAttributeName.REDRIVE_ALLOW_POLICY))
                        .path("sourceQueueArns")
                        .toString())
                .isEqualTo("[\"" + SQS + "OrderQueue\"]");
    }

    @Test
    void whatSnsCannotDeliverIsKeptForTwoWeeks() {
        Map<QueueAttributeName, String> undelivered = queue("OrderUndelivered");

        assertThat(undelivered).containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
        assertOnlySnsMaySend(undelivered, "OrderUndelivered");
    }

    @Test
    void theQueueIsSubscribedInTheEnvelope() {
        List<Subscription> subscriptions =
                clients.sns().listSubscriptionsByTopic(it -> it.topicArn(TOPIC)).subscriptions();
        assertThat(subscriptions).hasSize(1);
        assertThat(subscriptions.get(0).protocol()).isEqualTo("sqs");
        assertThat(subscriptions.get(0).endpoint()).isEqualTo(SQS + "OrderQueue");

        Map<String, String> subscription = clients.sns()
                .getSubscriptionAttributes(
                        it -> it.subscriptionArn(subscriptions.get(0).subscriptionArn()))
                .attributes();
        assertThat(subscription.getOrDefault("RawMessageDelivery", "false")).isEqualTo("false");
        assertThat(json(subscription.get("RedrivePolicy"))
                        .path("deadLetterTargetArn")
                        .asText())
                .isEqualTo(SQS + "OrderUndelivered");
    }

    @Test
    void theFunctionIsTheBuiltOneAndIsFedFromTheQueue() {
        FunctionConfiguration function = clients.lambda()
                .getFunction(it -> it.functionName("OrderConsumer"))
                .configuration();
        assertThat(function.runtimeAsString()).startsWith("java");
        assertThat(function.handler()).startsWith("io.orderflow.lambda.OrderConsumer");
        assertThat(function.stateAsString()).isEqualTo("Active");
        assertThat(function.timeout()).isEqualTo(2);
        assertThat(function.environment().variables())
                .containsEntry("ORDERS_TABLE", "Orders")
                .containsEntry("ORDERS_SHARDS", "4");
        assertThat(function.role()).isEqualTo("arn:aws:iam::" + ACCOUNT + ":role/OrderConsumerRole");

        List<EventSourceMappingConfiguration> mappings = clients.lambda()
                .listEventSourceMappings(it -> it.functionName("OrderConsumer:live"))
                .eventSourceMappings();
        assertThat(mappings).hasSize(1);
        EventSourceMappingConfiguration mapping = mappings.get(0);
        assertThat(mapping.eventSourceArn()).isEqualTo(SQS + "OrderQueue");
        assertThat(mapping.functionArn()).isEqualTo(FUNCTION + ":live");
        assertThat(mapping.state()).isEqualTo("Enabled");
        assertThat(mapping.batchSize()).isEqualTo(10);
        assertThat(mapping.functionResponseTypes()).containsExactly(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
        assertThat(mapping.scalingConfig().maximumConcurrency()).isEqualTo(2);
    }

    @Test
    void theRoleMayWriteToTheTableAndItsLogKeepsLinesForAMonth() {
        String trust = clients.iam()
                .getRole(it -> it.roleName("OrderConsumerRole"))
                .role()
                .assumeRolePolicyDocument();
        assertThat(URLDecoder.decode(trust, StandardCharsets.UTF_8)).contains("lambda.amazonaws.com");
        String policy = clients.iam()
                .getRolePolicy(it -> it.roleName("OrderConsumerRole").policyName("OrderConsumer"))
                .policyDocument();
        assertThat(URLDecoder.decode(policy, StandardCharsets.UTF_8))
                .contains("table/Orders", "dynamodb:PutItem", "sqs:ReceiveMessage")
                .doesNotContain("*\"]", "\"Action\":\"*\"");

        assertThat(clients.logs()
                        .describeLogGroups(it -> it.logGroupNamePrefix("/aws/lambda/OrderConsumer"))
                        .logGroups())
                .singleElement()
                .satisfies(it -> assertThat(it.retentionInDays()).isEqualTo(30));
    }

    @Test
    void aSecondApplyMakesNoMutatingCallAndEverythingIsInStep() {
        assertThat(firstApply)
                .containsSubsequence("sqs:CreateQueue", "lambda:CreateEventSourceMapping")
                .containsSubsequence("sns:CreateTopic", "sns:Subscribe")
                .containsSubsequence("iam:CreateRole", "iam:PutRolePolicy", "lambda:CreateFunction")
                .containsSubsequence("cloudwatchlogs:CreateLogGroup", "lambda:CreateFunction")
                .containsSubsequence("dynamodb:CreateTable", "dynamodb:UpdateContinuousBackups")
                .containsSubsequence(
                        "lambda:CreateFunction",
                        "lambda:PublishVersion",
                        "lambda:CreateAlias",
                        "lambda:CreateEventSourceMapping")
                .hasSize(15);
        calls.clear();

        Bootstrapper again = bootstrapper("");
        Plan plan = again.plan();
        again.apply(plan, ApplyListener.NONE);

        assertThat(plan.pending()).isEmpty();
        assertThat(again.status().changes())
                .allSatisfy(it -> assertThat(it.state()).as(it.toString()).isEqualTo(ResourceState.IN_STEP))
                .filteredOn(it -> !it.unsupported().isEmpty())
                .extracting(it -> it.resource().kind())
                .isSubsetOf(
                        ResourceKind.SUBSCRIPTION,
                        ResourceKind.ALIAS,
                        ResourceKind.MAPPING); // carry no tags everywhere
        assertThat(calls.made()).isNotEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    void environmentsLiveSideBySideAndDriftIsNamedAndRepaired() {
        Bootstrapper dev = bootstrapper("dev-");
        dev.apply(dev.plan(), ApplyListener.NONE);
        String url =
                clients.sqs().getQueueUrl(it -> it.queueName("dev-OrderQueue")).queueUrl();
        clients.sqs()
                .setQueueAttributes(it -> it.queueUrl(url).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "9")));
        clients.lambda().updateFunctionConfiguration(it -> it.functionName("dev-OrderConsumer")
                .memorySize(512));

        Plan plan = dev.plan();
        assertThat(plan.pending())
                .extracting(it -> it.resource().kind())
                .containsExactly(ResourceKind.QUEUE, ResourceKind.FUNCTION);
        assertThat(plan.pending())
                .flatExtracting(Change::diffs)
                .containsExactly(
                        new PropertyDiff("DelaySeconds", "9", "0"), new PropertyDiff("MemorySize", "512", "1024"));

        dev.apply(plan, ApplyListener.NONE);
        assertThat(dev.plan().isEmpty()).isTrue();
        assertThat(bootstrapper("").plan().isEmpty()).isTrue();
    }

    @Test
    void anOrderPublishedToTheTopicReachesTheTable() {
        clients.sns().publish(it -> it.topicArn(TOPIC)
                .message("{\"orderId\":\"O-setup\",\"userId\":\"U1\",\"itemName\":\"Laptop\",\"quantity\":1,"
                        + "\"status\":\"new\",\"timestamp\":\"2025-05-03T12:00:00Z\"}"));

        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(clients.dynamoDb()
                                .getItem(it ->
                                        it.tableName("Orders").key(Map.of("orderId", AttributeValue.fromS("O-setup"))))
                                .item())
                        .containsEntry("status", AttributeValue.fromS("NEW")));
    }

    private static Map<QueueAttributeName, String> queue(String name) {
        String url = clients.sqs().getQueueUrl(it -> it.queueName(name)).queueUrl();
        return clients.sqs()
                .getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    private static JsonNode json(String text) {
        return JsonTrees.parse(text);
    }
}

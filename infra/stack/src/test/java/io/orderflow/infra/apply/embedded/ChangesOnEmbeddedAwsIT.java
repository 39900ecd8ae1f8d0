package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.ExpertDefault;
import io.orderflow.infra.stack.FunctionCode;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.infra.stack.StackSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a plan changes of what is there, and what it leaves alone. */
class ChangesOnEmbeddedAwsIT {
    private static final FaultyCalls calls = new FaultyCalls();
    private static final Filtered filtered = new Filtered();
    private static EmbeddedStack stack;

    private final String prefix = EmbeddedStack.freshPrefix();
    private final LambdaClient lambda = stack.plain().lambda();
    private final String function = prefix + "OrderConsumer";

    @BeforeAll
    static void setUp() throws Exception {
        stack = new EmbeddedStack(calls, filtered);
    }

    @AfterAll
    static void tearDown() throws Exception {
        stack.close();
    }

    /** Mappings have a filter, which the embedded AWS cannot, until an empty one is set. */
    private static final class Filtered implements ExecutionInterceptor {
        volatile boolean on;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateEventSourceMappingRequest update
                    && update.filterCriteria() != null) {
                on = update.filterCriteria().hasFilters();
                return update.toBuilder().filterCriteria((FilterCriteria) null).build();
            }
            return context.request();
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (on && context.response() instanceof ListEventSourceMappingsResponse mappings) {
                return mappings.toBuilder()
                        .eventSourceMappings(mappings.eventSourceMappings().stream()
                                .map(it -> it.toBuilder()
                                        .filterCriteria(all -> all.filters(each -> each.pattern("{\"body\":{}}")))
                                        .build())
                                .toList())
                        .build();
            }
            return context.response();
        }
    }

    @Test
    void theFirstPlanNamesEveryPropertyAndChangesNothing() {
        calls.clear();

        Plan plan = stack.bootstrapper(prefix).plan();

        assertThat(plan.count(Action.CREATE)).isEqualTo(plan.changes().size()).isEqualTo(11);
        assertThat(plan.changes()).allSatisfy(it -> assertThat(it.diffs()).isNotEmpty());
        assertThat(calls.made()).isNotEmpty().allMatch(FaultyCalls::isRead);
    }

    @Test
    void aTableWithAnotherKeyIsNeverReplacedUnasked() {
        DynamoDbClient dynamoDb = stack.plain().dynamoDb();
        dynamoDb.createTable(it -> it.tableName(prefix + "Orders")
                .keySchema(key -> key.attributeName("userId").keyType(KeyType.HASH))
                .attributeDefinitions(key -> key.attributeName("userId").attributeType(ScalarAttributeType.S))
                .billingMode(BillingMode.PAY_PER_REQUEST));

        assertThat(change(ResourceKind.TABLE).action()).isEqualTo(Action.REPLACE);
    }

    @Test
    void filtersThatWouldLoseOrdersAreTakenAway() {
        stack.apply(prefix);
        filtered.on = true;
        String topic = stack.spec(prefix).topic().arn();
        stack.plain()
                .sns()
                .listSubscriptionsByTopic(it -> it.topicArn(topic))
                .subscriptions()
                .forEach(each -> stack.plain().sns().setSubscriptionAttributes(it -> it.subscriptionArn(
                                each.subscriptionArn())
                        .attributeName("FilterPolicy")
                        .attributeValue("{\"kind\":[\"order\"]}")));
        assertThat(differences(stack.spec(prefix)))
                .containsExactly(
                        "FilterPolicy: {\"kind\":[\"order\"]} → (none)", "FilterCriteria: {\"body\":{}} → (none)");

        stack.apply(prefix);

        stack.assertInStep(prefix);
        assertThat(filtered.on).isFalse();
    }

    @Test
    void otherSourcesOfAnAdoptedDeadLetterQueueKeepTheirs() {
        SqsClient sqs = stack.plain().sqs();
        String url = sqs.createQueue(it -> it.queueName(prefix + "OrderDLQ")).queueUrl();
        String arn = stack.spec(prefix).deadLetterQueue().arn();
        sqs.createQueue(it -> it.queueName(prefix + "Invoices")
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"3\"}")));

        stack.apply(prefix);

        String allowed = sqs.getQueueAttributes(
                        it -> it.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_ALLOW_POLICY))
                .attributes()
                .get(QueueAttributeName.REDRIVE_ALLOW_POLICY);
        assertThat(JsonTrees.parse(allowed).path("sourceQueueArns").toString())
                .contains(":" + prefix + "Invoices", ":" + prefix + "OrderQueue");
        stack.assertInStep(prefix);
    }

    @Test
    void fewerShardsThanThereAreAreNeverSet() {
        stack.apply(prefix);

        assertThat(differences(stack.spec(prefix, options().shards(2).build()))).isEmpty();

        StackSpec more = stack.spec(prefix, options().shards(8).build());
        apply(more);
        assertThat(configuration().environment().variables()).containsEntry("ORDERS_SHARDS", "8");
        String table = stack.plain()
                .dynamoDb()
                .describeTable(it -> it.tableName(prefix + "Orders"))
                .table()
                .tableArn();
        assertThat(stack.plain()
                        .dynamoDb()
                        .listTagsOfResource(it -> it.resourceArn(table))
                        .tags())
                .anySatisfy(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("orderflow:shards=8"));
    }

    @Test
    void newCodeIsUploadedAndVariablesOfOthersStay() {
        stack.apply(prefix);
        lambda.updateFunctionConfiguration(
                it -> it.functionName(function).environment(all -> all.variables(Map.of("LOG_LEVEL", "debug"))));
        StackSpec now = stack.spec(prefix);
        StackSpec next = new StackSpec(
                now.identity(), now.names(), now.options(), new FunctionCode(EmbeddedStack.zip("another")));
        calls.clear();

        apply(next);

        assertThat(calls.made())
                .filteredOn(it -> !FaultyCalls.isRead(it))
                .containsExactly(
                        "lambda:UpdateFunctionConfiguration",
                        "lambda:UpdateFunctionCode",
                        "lambda:PublishVersion",
                        "lambda:UpdateAlias");
        assertThat(configuration().environment().variables())
                .containsOnlyKeys("LOG_LEVEL", "ORDERS_TABLE", "ORDERS_SHARDS");
        assertThat(differences(next)).isEmpty();
    }

    @Test
    void theAliasIsComparedByTheVersionBehindItAndOldVersionsArePruned() {
        stack.apply(prefix);
        for (int memory : List.of(256, 384, 512)) { // somebody publishes by hand
            lambda.updateFunctionConfiguration(it -> it.functionName(function).memorySize(memory));
            lambda.publishVersion(it -> it.functionName(function).description("Orderflow"));
        }
        lambda.updateAlias(it -> it.functionName(function).name("live").functionVersion("4"));
        assertThat(change(ResourceKind.ALIAS).diffs())
                .extracting(PropertyDiff::toString)
                .containsExactly("version MemorySize: 512 → 1024", "old versions: 1, 2 → (none)");

        stack.apply(prefix);

        stack.assertInStep(prefix);
        assertThat(lambda.getAlias(it -> it.functionName(function).name("live")).functionVersion())
                .isEqualTo("5");
        assertThat(lambda.listVersionsByFunction(it -> it.functionName(function))
                        .versions())
                .extracting(FunctionConfiguration::version)
                .containsExactlyInAnyOrder("$LATEST", "4", "5");
    }

    @Test
    void snapStartIsOffUnlessAskedFor() {
        stack.apply(prefix);
        assertThat(configuration().snapStart().applyOnAsString()).isEqualTo("None");
        StackSpec quick = stack.spec(prefix, options().snapStart(true).build());
        assertThat(differences(quick))
                .containsExactly("SnapStart: None → PublishedVersions", "version SnapStart: None → PublishedVersions");

        apply(quick);

        assertThat(differences(quick)).isEmpty();
    }

    @Test
    void whatIsSwitchedOffIsNeitherMadeNorCompared() {
        StackOptionsBuilder without = options();
        for (ExpertDefault each : ExpertDefault.values()) {
            without.without(each);
        }
        StackSpec bare = stack.spec(prefix, without.build());
        apply(bare);

        assertThat(differences(bare)).isEmpty();
        assertThat(stack.leftovers(prefix))
                .contains(prefix + "OrderDLQ", prefix + "OrderQueue")
                .doesNotContain(prefix + "OrderUndelivered");
        assertThat(lambda.listAliases(it -> it.functionName(function)).aliases())
                .isEmpty();

        stack.apply(prefix); // with everything on again, all of it is added
        stack.assertInStep(prefix);
        assertThat(stack.bootstrapper(bare, Runnable::run).plan().pending())
                .flatExtracting(Change::diffs)
                .extracting(PropertyDiff::property)
                .containsExactly("FunctionArn"); // the mapping is there either way
    }

    private static StackOptionsBuilder options() {
        return StackOptions.builderFor(stack.plain().endpoint());
    }

    private static void apply(StackSpec spec) {
        Bootstrapper bootstrapper = stack.bootstrapper(spec, Runnable::run);
        bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
    }

    private static List<String> differences(StackSpec spec) {
        return stack.bootstrapper(spec, Runnable::run).plan().pending().stream()
                .flatMap(it -> it.diffs().stream())
                .map(PropertyDiff::toString)
                .toList();
    }

    private Change change(ResourceKind kind) {
        return stack.bootstrapper(prefix).plan().changes().stream()
                .filter(it -> it.resource().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private FunctionConfiguration configuration() {
        return lambda.getFunction(it -> it.functionName(function)).configuration();
    }
}

package io.orderflow.infra.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.fake.Calls;
import io.orderflow.infra.fake.FakeAws;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.resource.ManualTime;
import io.orderflow.infra.stack.ExpertDefault;
import io.orderflow.infra.stack.FunctionCode;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.infra.stack.StackSpecs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Every apply ends in the desired state, whatever went wrong before. */
class ConvergenceTest {
    private final ManualTime time = new ManualTime();
    private final FakeAws aws = new FakeAws();

    @Test
    void setsEverythingUpInOrderAndASecondApplyMakesNoMutatingCall() {
        apply();
        assertThat(aws.calls.made())
                .containsSubsequence(
                        "sqs:CreateQueue OrderDLQ", "sqs:CreateQueue OrderQueue", "lambda:CreateEventSourceMapping")
                .containsSubsequence("sns:CreateTopic", "sns:Subscribe")
                .containsSubsequence("iam:CreateRole", "iam:PutRolePolicy", "lambda:CreateFunction")
                .containsSubsequence("logs:CreateLogGroup", "lambda:CreateFunction")
                .containsSubsequence("dynamodb:CreateTable", "dynamodb:UpdateContinuousBackups")
                .containsSubsequence(
                        "lambda:CreateFunction",
                        "lambda:PublishVersion",
                        "lambda:CreateAlias",
                        "lambda:CreateEventSourceMapping")
                .hasSize(15);

        aws.calls.made().clear();
        Plan second = bootstrapper().plan();
        apply();
        bootstrapper().status();
        assertThat(second.isEmpty()).isTrue();
        assertThat(aws.calls.made()).isEmpty();
    }

    @Test
    void theFirstPlanNamesEveryPropertyAndCallsNothing() {
        Plan plan = bootstrapper().plan();

        assertThat(plan.count(Action.CREATE)).isEqualTo(plan.changes().size()).isEqualTo(11);
        assertThat(plan.changes()).allSatisfy(it -> assertThat(it.diffs()).isNotEmpty());
        assertThat(aws.calls.made()).isEmpty();
    }

    static Stream<Arguments> everyCallAndMishap() {
        return IntStream.range(0, 15).boxed().flatMap(call -> Stream.of(
                        Calls.Mishap.NOT_SENT, Calls.Mishap.ANSWER_LOST, Calls.Mishap.SENT_TWICE)
                .map(mishap -> Arguments.of(mishap, call)));
    }

    @ParameterizedTest
    @MethodSource("everyCallAndMishap")
    void whateverGoesWrongWithOneCallAPlainApplyFinishes(Calls.Mishap mishap, int call) {
        aws.calls.plan(mishap, call);
        try {
            apply();
            assertThat(mishap).isEqualTo(Calls.Mishap.SENT_TWICE);
        } catch (SetupException e) {
            assertThat(e).hasMessageContaining("connection reset");
        }
        apply();

        assertInStep();
        assertThat(aws.lambda().mappings).hasSize(1);
    }

    @Test
    void waitsForRolesQueuesAndBackupsToCatchUp() {
        aws.lambda().roleUnseen = 20;
        aws.sqs().deletedRecently = 8;
        aws.dynamoDb().backupsUnavailable = 3;

        apply();

        assertInStep();
    }

    @Test
    void aTableMadeByHandIsAdoptedAndGetsItsIndexesOneAtATime() {
        aws.dynamoDb().table = TableDescription.builder()
                .tableName("Orders")
                .tableArn("arn:aws:dynamodb:eu-west-1:123456789012:table/Orders")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("orderId")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(it -> it.attributeName("orderId").attributeType(ScalarAttributeType.S))
                .billingModeSummary(it -> it.billingMode(BillingMode.PROVISIONED))
                .build();
        Change change = change(ResourceKind.TABLE);
        assertThat(change.action()).isEqualTo(Action.ADOPT);
        assertThat(change.diffs())
                .extracting(PropertyDiff::property)
                .contains("index recent-orders", "index orders-by-user", "BillingMode", "tag managed-by");

        apply();

        assertInStep();
        assertThat(aws.dynamoDb().tags).containsEntry("orderflow:origin", "adopted");
    }

    @Test
    void aTableWithAnotherKeyIsNeverReplacedUnasked() {
        apply();
        aws.dynamoDb().table = aws.dynamoDb().table.toBuilder()
                .keySchema(KeySchemaElement.builder()
                        .attributeName("userId")
                        .keyType(KeyType.HASH)
                        .build())
                .build();

        assertThat(change(ResourceKind.TABLE).action()).isEqualTo(Action.REPLACE);
    }

    @Test
    void anAdoptedMappingIsRepointedAndNotDoubled() {
        apply();
        String alias = aws.lambda().mappings.get(0).functionArn();
        assertThat(alias).endsWith(":OrderConsumer:live");
        String arn = alias.substring(0, alias.lastIndexOf(':'));
        aws.lambda()
                .mappings
                .replaceAll(it ->
                        it.toBuilder().functionArn(arn + ":7").state("Disabled").build());
        assertThat(change(ResourceKind.MAPPING).diffs())
                .extracting(PropertyDiff::toString)
                .contains("Enabled: false → true", "FunctionArn: " + arn + ":7 → " + alias);

        apply();

        assertInStep();
        assertThat(aws.lambda().mappings).hasSize(1);
    }

    @Test
    void whatIsChangedBehindItsBackIsNamedAndRepaired() {
        apply();
        aws.sqs().queues.get("OrderQueue").put(QueueAttributeName.DELAY_SECONDS, "7");
        aws.sqs().queues.get("OrderDLQ").put(QueueAttributeName.REDRIVE_POLICY, "{\"deadLetterTargetArn\":\"x\"}");
        aws.sns().subscriptions.values().forEach(it -> it.put("RawMessageDelivery", "true"));
        aws.logs().retention.replaceAll((name, days) -> 0);
        aws.iam().policies.clear();
        aws.lambda().function =
                aws.lambda().function.toBuilder().memorySize(128).build();
        aws.sqs().tags.get("OrderUndelivered").clear();

        assertThat(bootstrapper().status().changes())
                .filteredOn(it -> it.state() == ResourceState.DRIFTED)
                .flatExtracting(Change::diffs)
                .extracting(PropertyDiff::property)
                .containsExactlyInAnyOrder(
                        "DelaySeconds",
                        "RedrivePolicy",
                        "RawMessageDelivery",
                        "retentionInDays",
                        "inline policy",
                        "MemorySize",
                        "tag managed-by",
                        "tag orderflow:origin");
        apply();

        assertInStep();
        assertThat(aws.sqs().queues.get("OrderDLQ")).doesNotContainKey(QueueAttributeName.REDRIVE_POLICY);
    }

    @Test
    void filtersThatWouldLoseOrdersAreTakenAway() {
        apply();
        aws.lambda().mappings.replaceAll(it -> it.toBuilder()
                .filterCriteria(criteria -> criteria.filters(filter -> filter.pattern("{\"body\":{}}")))
                .build());
        aws.sns().subscriptions.values().forEach(it -> it.put("FilterPolicy", "{\"kind\":[\"order\"]}"));
        assertThat(bootstrapper().plan().pending())
                .flatExtracting(Change::diffs)
                .extracting(PropertyDiff::toString)
                .containsExactly(
                        "FilterPolicy: {\"kind\":[\"order\"]} → (none)", "FilterCriteria: {\"body\":{}} → (none)");

        apply();

        assertInStep();
        assertThat(aws.lambda().mappings.get(0).filterCriteria().filters()).isEmpty();
    }

    @Test
    void otherSourcesOfAnAdoptedDeadLetterQueueKeepTheirs() {
        aws.sqs().queues.put("OrderDLQ", new HashMap<>());
        aws.sqs()
                .queues
                .put(
                        "Invoices",
                        new HashMap<>(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:OrderDLQ\"}")));

        apply();

        ObjectNode allow = (ObjectNode)
                JsonTrees.parse(aws.sqs().queues.get("OrderDLQ").get(QueueAttributeName.REDRIVE_ALLOW_POLICY));
        assertThat(allow.path("sourceQueueArns").toString()).contains(":Invoices", ":OrderQueue");
        assertInStep();
    }

    @Test
    void fewerShardsThanThereAreAreNeverSet() {
        apply();
        StackSpec fewer = StackSpecs.of(StackOptions.builder().shards(2).build());

        assertThat(new Bootstrapper(aws, fewer, time, time).plan().isEmpty()).isTrue();

        StackSpec more = StackSpecs.of(StackOptions.builder().shards(8).build());
        new Bootstrapper(aws, more, time, time)
                .apply(new Bootstrapper(aws, more, time, time).plan(), ApplyListener.NONE);
        assertThat(aws.lambda().function.environment().variables()).containsEntry("ORDERS_SHARDS", "8");
        assertThat(aws.dynamoDb().tags).containsEntry("orderflow:shards", "8");
    }

    @Test
    void newCodeIsUploadedAndVariablesOfOthersStay() {
        apply();
        aws.lambda().function = aws.lambda().function.toBuilder()
                .environment(it -> it.variables(Map.of("LOG_LEVEL", "debug")))
                .build();
        StackSpec next = new StackSpec(
                StackSpecs.IDENTITY,
                StackSpecs.standard().names(),
                StackSpecs.standard().options(),
                new FunctionCode(new byte[] {1, 2, 3}));
        Bootstrapper bootstrapper = new Bootstrapper(aws, next, time, time);
        aws.calls.made().clear();

        bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

        assertThat(aws.calls.made())
                .containsExactly(
                        "lambda:UpdateFunctionConfiguration",
                        "lambda:UpdateFunctionCode",
                        "lambda:PublishVersion",
                        "lambda:UpdateAlias");
        assertThat(aws.lambda().function.environment().variables())
                .containsOnlyKeys("LOG_LEVEL", "ORDERS_TABLE", "ORDERS_SHARDS");
        assertThat(bootstrapper.plan().isEmpty()).isTrue();
    }

    @Test
    void theAliasIsComparedByTheVersionBehindItAndOldVersionsArePruned() {
        apply();
        assertThat(aws.lambda().aliases).containsEntry("live", "1");

        for (int memory : List.of(256, 384, 512)) { // somebody publishes by hand
            aws.lambda().function =
                    aws.lambda().function.toBuilder().memorySize(memory).build();
            aws.lambda().publishVersion(it -> it.functionName("OrderConsumer").description("Orderflow"));
        }
        aws.lambda().aliases.put("live", "4");
        assertThat(change(ResourceKind.ALIAS).diffs())
                .extracting(PropertyDiff::toString)
                .containsExactly("version MemorySize: 512 → 1024", "old versions: 1, 2 → (none)");

        apply();

        assertInStep();
        assertThat(aws.lambda().aliases).containsEntry("live", "5");
        assertThat(aws.lambda().versions).extracting(it -> it.version()).containsExactly("4", "5");
    }

    @Test
    void snapStartIsOffUnlessAskedFor() {
        apply();
        assertThat(aws.lambda().function.snapStart().applyOnAsString()).isEqualTo("None");

        StackSpec quick = StackSpecs.of(StackOptions.builder().snapStart(true).build());
        Bootstrapper bootstrapper = new Bootstrapper(aws, quick, time, time);
        assertThat(bootstrapper.plan().pending())
                .flatExtracting(Change::diffs)
                .extracting(PropertyDiff::toString)
                .containsExactly("SnapStart: None → PublishedVersions", "version SnapStart: None → PublishedVersions");
        bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

        assertThat(bootstrapper.plan().isEmpty()).isTrue();
    }

    @Test
    void whatIsSwitchedOffIsNeitherMadeNorCompared() {
        StackOptionsBuilder bare = StackOptions.builder();
        for (ExpertDefault each : ExpertDefault.values()) {
            bare.without(each);
        }
        Bootstrapper bootstrapper = new Bootstrapper(aws, StackSpecs.of(bare.build()), time, time);
        bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

        assertThat(bootstrapper.plan().isEmpty()).isTrue();
        assertThat(aws.sqs().queues).containsOnlyKeys("OrderDLQ", "OrderQueue");
        assertThat(aws.sqs().queues.get("OrderDLQ"))
                .containsOnlyKeys(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        QueueAttributeName.DELAY_SECONDS,
                        QueueAttributeName.MAXIMUM_MESSAGE_SIZE);
        assertThat(aws.dynamoDb().recovery).isFalse();
        assertThat(aws.lambda().aliases).isEmpty();

        apply(); // with everything on again, all of it is added
        assertInStep();
        bootstrapper = new Bootstrapper(aws, StackSpecs.of(bare.build()), time, time);
        assertThat(bootstrapper.plan().pending())
                .flatExtracting(Change::diffs)
                .extracting(PropertyDiff::property)
                .containsExactly("Policy", "Policy", "FunctionArn"); // what must be said either way
    }

    private Bootstrapper bootstrapper() {
        return new Bootstrapper(aws, StackSpecs.standard(), time, time);
    }

    private void apply() {
        bootstrapper().apply(bootstrapper().plan(), ApplyListener.NONE);
    }

    private Change change(ResourceKind kind) {
        List<Change> changes = bootstrapper().plan().changes();
        return changes.stream()
                .filter(it -> it.resource().kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private void assertInStep() {
        assertThat(bootstrapper().status().changes())
                .allSatisfy(it -> assertThat(it.diffs()).as(it.toString()).isEmpty())
                .extracting(Change::state)
                .containsOnly(ResourceState.IN_STEP);
    }
}

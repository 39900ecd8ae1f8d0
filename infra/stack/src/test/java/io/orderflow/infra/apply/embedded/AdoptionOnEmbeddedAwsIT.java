package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.policy.RoleCalls;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.DynamoDbOrderStore;
import io.orderflow.store.QueuedOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What somebody made by hand from the specification is taken over, and not made anew. */
class AdoptionOnEmbeddedAwsIT {
    private static final FaultyCalls calls = new FaultyCalls();
    private static EmbeddedStack stack;

    private final String prefix = EmbeddedStack.freshPrefix();

    @BeforeAll
    static void setUp() throws Exception {
        stack = new EmbeddedStack(calls);
    }

    @AfterAll
    static void tearDown() throws Exception {
        stack.close();
    }

    @Test
    void everyResourceIsAdoptedTheMappingIsRepointedAndAllOfItStaysInADestroy() {
        StackSpec spec = stack.spec(prefix);
        makeByHand(spec);
        EventSourceMappingConfiguration byHand = mapping(spec);
        Bootstrapper bootstrapper = stack.bootstrapper(prefix);

        Plan plan = bootstrapper.plan();
        assertThat(plan.changes())
                .filteredOn(it -> it.action() == Action.ADOPT)
                .extracting(it -> it.resource().kind())
                .containsExactlyInAnyOrder(
                        ResourceKind.QUEUE,
                        ResourceKind.QUEUE,
                        ResourceKind.TOPIC,
                        ResourceKind.TABLE,
                        ResourceKind.ROLE,
                        ResourceKind.FUNCTION,
                        ResourceKind.MAPPING);
        calls.clear();
        bootstrapper.apply(plan, ApplyListener.NONE);

        stack.assertInStep(prefix);
        assertThat(calls.made())
                .filteredOn(it -> it.equals("dynamodb:UpdateTable"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(calls.made()).doesNotContain("dynamodb:CreateTable", "lambda:CreateEventSourceMapping");
        assertThat(mapping(spec).uuid()).isEqualTo(byHand.uuid());
        assertThat(mapping(spec).functionArn())
                .isEqualTo(spec.alias().orElseThrow().arn());
        assertThat(stack.plain()
                        .lambda()
                        .listTags(it -> it.resource(spec.function().arn()))
                        .tags())
                .containsEntry("managed-by", "orderflow")
                .containsEntry("orderflow:origin", "adopted");

        List<String> before = stack.leftovers(prefix);
        bootstrapper.destroy(bootstrapper.destroyPlan(DestroyOptions.KEEP_DATA), DestroyListener.NONE);
        assertThat(before).hasSize(10);
        assertThat(stack.leftovers(prefix))
                .hasSize(8)
                .doesNotContain(prefix + "OrderUndelivered", prefix + "log group");
    }

    private static EventSourceMappingConfiguration mapping(StackSpec spec) {
        List<EventSourceMappingConfiguration> all = stack.plain()
                .lambda()
                .listEventSourceMappings(it -> it.eventSourceArn(spec.queue().arn()))
                .eventSourceMappings();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static void makeByHand(StackSpec spec) {
        stack.plain()
                .sqs()
                .createQueue(it -> it.queueName(spec.deadLetterQueue().name()));
        stack.plain().sqs().createQueue(it -> it.queueName(spec.queue().name())
                .attributes(Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "30",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + spec.deadLetterQueue().arn()
                                + "\",\"maxReceiveCount\":\"3\"}")));
        stack.plain().sns().createTopic(it -> it.name(spec.topic().name()));
        stack.plain().sns().subscribe(it -> it.topicArn(spec.topic().arn())
                .protocol("sqs")
                .endpoint(spec.queue().arn())
                .attributes(Map.of("RawMessageDelivery", "true")));
        stack.plain().dynamoDb().createTable(it -> it.tableName(spec.table().name())
                .keySchema(key -> key.attributeName("orderId").keyType(KeyType.HASH))
                .attributeDefinitions(key -> key.attributeName("orderId").attributeType(ScalarAttributeType.S))
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(units -> units.readCapacityUnits(1L).writeCapacityUnits(1L)));
        stack.plain().iam().createRole(it -> it.roleName(
                        spec.role().orElseThrow().name())
                .assumeRolePolicyDocument(spec.role().orElseThrow().trust().toString()));
        LambdaClient lambda = stack.plain().lambda();
        lambda.createFunction(it -> it.functionName(spec.function().name())
                .runtime(Runtime.JAVA17)
                .handler("by.Hand")
                .role(spec.role().orElseThrow().arn())
                .code(code -> code.zipFile(SdkBytes.fromByteArray(EmbeddedStack.zip("by hand")))));
        lambda.createEventSourceMapping(it -> it.functionName(spec.function().name())
                .eventSourceArn(spec.queue().arn())
                .enabled(false));
    }

    /** Lambda polls, deletes and writes log lines in the role's name: those calls are not the function's own. */
    private static final Set<String> LAMBDAS_OWN = Set.of(
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "logs:CreateLogStream",
            "logs:PutLogEvents");

    @Test
    void theFunctionsPolicyAllowsWhatItsStoreDoesAndNothingElse() throws MalformedOrderException {
        stack.apply(prefix);
        calls.clear();
        DynamoDbOrderStore store = new DynamoDbOrderStore(
                stack.clients().dynamoDb(), stack.spec(prefix).table().name(), 4, Clock.systemUTC());
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(Clock.systemUTC()));
        for (String second : List.of("05", "05", "04", "06")) { // stored, duplicate, superseded, replaced
            store.store(
                    QueuedOrder.of(
                            codec.decode("{\"orderId\":\"O1\",\"userId\":\"U1\",\"itemName\":\"Desk\",\"quantity\":1,"
                                    + "\"status\":\"new\",\"timestamp\":\"2025-05-03T12:00:" + second + "Z\"}"),
                            Instant.now()),
                    Duration.ofSeconds(5));
        }

        Set<String> made = new TreeSet<>(calls.made());
        made.addAll(LAMBDAS_OWN);
        assertThat(RoleCalls.compare(PolicyRole.FUNCTION, made))
                .isEqualTo(new RoleCalls.Comparison(Set.of(), Set.of()));
    }
}

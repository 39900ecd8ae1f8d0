package io.orderflow.infra.apply.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.apply.Together;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.infra.subscribers.Subscribers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Everything the doctor looks for is found, and nothing else. */
class DoctorOnEmbeddedAwsIT {
    private static final Sick sick = new Sick();
    private static final FaultyCalls calls = new FaultyCalls();
    private static EmbeddedStack stack;

    private final String prefix = EmbeddedStack.freshPrefix();

    @BeforeAll
    static void setUp() throws Exception {
        stack = new EmbeddedStack(calls, sick);
    }

    @AfterAll
    static void tearDown() throws Exception {
        stack.close();
    }

    /** Answers that the embedded AWS never gives by itself. */
    private static final class Sick implements ExecutionInterceptor {
        volatile boolean updateFailed;
        volatile String logLine;
        volatile boolean topicUnreadable;

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (topicUnreadable
                    && context.request()
                            instanceof software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest) {
                throw SnsException.builder().statusCode(500).message("broken").build();
            }
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (updateFailed && context.response() instanceof GetFunctionResponse function) {
                return function.toBuilder()
                        .configuration(function.configuration().toBuilder()
                                .lastUpdateStatus(LastUpdateStatus.FAILED)
                                .lastUpdateStatusReason("The role is gone.")
                                .build())
                        .build();
            }
            if (logLine != null && context.response() instanceof FilterLogEventsResponse) {
                return FilterLogEventsResponse.builder()
                        .events(event -> event.message(logLine))
                        .build();
            }
            return context.response();
        }
    }

    @Test
    void everyServiceIsAskedBeforeItWaits() {
        Together executor = new Together(Bootstrapper.READERS);

        List<Finding> findings = stack.doctor(prefix).examine(executor);

        assertThat(executor.held).hasSize(Bootstrapper.READERS);
        assertThat(findings).isNotEmpty().isSortedAccordingTo((a, b) -> a.severity()
                .compareTo(b.severity()));
    }

    private List<Finding> findings() {
        return stack.doctor(prefix).examine(Runnable::run);
    }

    @Test
    void aFreshStackHasOnlyTheSpecifiedReceiveCountAgainstIt() {
        stack.apply(prefix);
        calls.clear();

        assertThat(findings()).singleElement().satisfies(it -> {
            assertThat(it.severity()).isEqualTo(Severity.INFO);
            assertThat(it.code()).isEqualTo(FindingCode.RECEIVE_COUNT);
            assertThat(it.what()).isEqualTo("maxReceiveCount is 3, AWS advises 5 or more");
        });
        assertThat(calls.made()).allMatch(call -> FaultyCalls.isRead(call) || call.endsWith(":FilterLogEvents"));
    }

    @Test
    void withoutAStackEachThingThatIsMissingIsNamed() {
        assertThat(findings()).extracting(Finding::code).hasSize(8).containsOnly(FindingCode.MISSING);
    }

    @Test
    void queues() {
        stack.apply(prefix);
        set("OrderQueue", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "5", QueueAttributeName.REDRIVE_POLICY, ""));
        set("OrderDLQ", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600"));
        set(
                "OrderUndelivered",
                Map.of(
                        QueueAttributeName.POLICY,
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\"]},"
                                + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}}"));

        assertThat(findings())
                .extracting(it -> it.severity() + " " + it.code() + " "
                        + it.resource().name().substring(prefix.length()))
                .containsExactlyInAnyOrder(
                        "ERROR NO_DEAD_LETTER_QUEUE OrderQueue",
                        "ERROR OPEN_POLICY OrderUndelivered",
                        "WARNING VISIBILITY OrderQueue",
                        "WARNING RETENTION OrderDLQ");

        set("OrderQueue", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        assertThat(findings())
                .filteredOn(it -> it.code() == FindingCode.VISIBILITY)
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void whatSnsCouldNotDeliverIsToldWithoutAReason() {
        stack.apply(prefix);
        set("OrderQueue", Map.of(QueueAttributeName.POLICY, ""));
        stack.plain().sns().publish(it -> it.topicArn(stack.spec(prefix).topic().arn())
                .message("an order"));

        assertThat(findings())
                .filteredOn(it -> it.code() == FindingCode.UNDELIVERED_ORDERS)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.severity()).isEqualTo(Severity.WARNING);
                    assertThat(it.resource().name()).isEqualTo(prefix + "OrderUndelivered");
                    assertThat(it.what()).endsWith("to OrderQueue are in it: about 1");
                    assertThat(it.why()).endsWith("SNS keeps no reason with them");
                });
        assertThat(findings())
                .filteredOn(it -> it.code() == FindingCode.TOPIC_REFUSED)
                .singleElement()
                .satisfies(it ->
                        assertThat(it.what()).isEqualTo("its policy does not let " + prefix + "OrderTopic send to it"));
    }

    @Test
    void aLargeTopicSaysWhyItTakesNoAddress() {
        stack.apply(prefix);
        String topic = stack.spec(prefix).topic().arn();
        stack.plain().sns().setTopicAttributes(it -> it.topicArn(topic)
                .attributeName("MaximumMessageSize")
                .attributeValue("1048576"));
        Subscribers subscribers = new Subscribers(stack.plain(), stack.spec(prefix));

        assertThatThrownBy(() -> subscribers.add(SubscriberProtocol.EMAIL, "ann@example.com", null))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("ann@example.com cannot be subscribed: the topic takes messages of up to 1048576"
                        + " bytes, and above 262144 SNS has no e-mail and HTTP(S) subscribers");
    }

    @Test
    void aConditionThatBindsNobodyLeavesATopicOpen() {
        stack.apply(prefix);
        String topic = stack.spec(prefix).topic().arn();
        assertThat(openUnder(topic, "{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"))
                .isTrue();
        assertThat(openUnder(topic, "{\"ArnLike\":{\"aws:SourceArn\":\"*\"}}")).isTrue();
        assertThat(openUnder(topic, "{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"123456789012\"}}"))
                .isTrue();
        assertThat(openUnder(topic, "{\"StringEquals\":{\"AWS:SourceOwner\":\"000000000000\"}}"))
                .isFalse();
        assertThat(openUnder(topic, "{\"StringEquals\":{\"aws:PrincipalOrgID\":[\"o-1\"]}}"))
                .isFalse();
    }

    private boolean openUnder(String topic, String condition) {
        stack.plain().sns().setTopicAttributes(it -> it.topicArn(topic)
                .attributeName("Policy")
                .attributeValue("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\","
                        + "\"Condition\":" + condition + "}]}"));
        return findings().stream().anyMatch(it -> it.code() == FindingCode.OPEN_POLICY);
    }

    @Test
    void aRoleThatMayMoreThanItsPolicyIsNamed() {
        stack.apply(prefix);
        String role = prefix + "OrderConsumerRole";
        stack.plain().iam().attachRolePolicy(it -> it.roleName(role)
                .policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        stack.plain().iam().putRolePolicy(it -> it.roleName(role)
                .policyName("more")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));

        assertThat(findings())
                .filteredOn(it -> it.code() == FindingCode.EXTRA_PERMISSIONS)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.severity()).isEqualTo(Severity.WARNING);
                    assertThat(it.resource().name()).isEqualTo(role);
                    assertThat(it.what()).endsWith("AdministratorAccess, more");
                });
    }

    @Test
    void topicAndSubscribers() {
        stack.apply(prefix);
        String topic = stack.spec(prefix).topic().arn();
        stack.plain().sns().setTopicAttributes(it -> it.topicArn(topic)
                .attributeName("Policy")
                .attributeValue("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:*\"}]}"));
        String subscription = stack.plain()
                .sns()
                .listSubscriptionsByTopic(it -> it.topicArn(topic))
                .subscriptions()
                .get(0)
                .subscriptionArn();
        stack.plain().sns().setSubscriptionAttributes(it -> it.subscriptionArn(subscription)
                .attributeName("RawMessageDelivery")
                .attributeValue("true"));
        stack.plain().sns().setSubscriptionAttributes(it -> it.subscriptionArn(subscription)
                .attributeName("RedrivePolicy")
                .attributeValue(""));
        stack.plain().sns().subscribe(it -> it.topicArn(topic)
                .protocol("sqs")
                .endpoint(stack.spec(prefix).arns().queue("spy")));

        stack.plain().sns().setTopicAttributes(it -> it.topicArn(topic)
                .attributeName("MaximumMessageSize")
                .attributeValue("262145"));

        assertThat(findings())
                .filteredOn(it -> it.code() != FindingCode.RECEIVE_COUNT)
                .extracting(it -> it.severity() + " " + it.code())
                .containsExactlyInAnyOrder(
                        "INFO LARGE_MESSAGES",
                        "ERROR OPEN_POLICY",
                        "WARNING RAW_DELIVERY",
                        "WARNING NO_UNDELIVERED_QUEUE",
                        "INFO EXTRA_SUBSCRIBER");
        assertThat(findings())
                .filteredOn(it -> it.code() == FindingCode.EXTRA_SUBSCRIBER)
                .allSatisfy(it -> assertThat(it.fix()).contains("setup subscribers remove arn:aws:sqs:"));
    }

    @Test
    void table() {
        stack.apply(prefix);
        stack.plain().dynamoDb().updateTable(it -> it.tableName(prefix + "Orders")
                .deletionProtectionEnabled(false));
        stack.plain().dynamoDb().updateContinuousBackups(it -> it.tableName(prefix + "Orders")
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(false)));

        assertThat(findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        FindingCode.RECEIVE_COUNT, FindingCode.DELETION_PROTECTION, FindingCode.POINT_IN_TIME_RECOVERY);
    }

    @Test
    void function() {
        stack.apply(prefix);
        String function = prefix + "OrderConsumer";
        stack.plain().lambda().putFunctionConcurrency(it -> it.functionName(function)
                .reservedConcurrentExecutions(0));
        EventSourceMappingConfiguration mapping = stack.plain()
                .lambda()
                .listEventSourceMappings(
                        it -> it.eventSourceArn(stack.spec(prefix).queue().arn()))
                .eventSourceMappings()
                .get(0);
        stack.plain().lambda().updateEventSourceMapping(it -> it.uuid(mapping.uuid())
                .enabled(false));
        stack.plain().lambda().createEventSourceMapping(it -> it.functionName(function)
                .eventSourceArn(stack.spec(prefix).queue().arn()));
        sick.updateFailed = true;
        sick.logLine = "{\"level\":\"ERROR\",\n\"explanation\":\"The table Orders is not there\"}";
        try {
            assertThat(findings())
                    .filteredOn(it -> it.code() != FindingCode.RECEIVE_COUNT)
                    .extracting(it -> it.severity() + " " + it.code())
                    .containsExactlyInAnyOrder(
                            "ERROR FUNCTION_FAILED",
                            "ERROR FUNCTION_ERRORS",
                            "ERROR NO_CONCURRENCY",
                            "ERROR MAPPING_DISABLED",
                            "WARNING SECOND_MAPPING");
            assertThat(findings())
                    .filteredOn(it -> it.code() == FindingCode.FUNCTION_ERRORS)
                    .allSatisfy(it -> assertThat(it.what()).endsWith("\"The table Orders is not there\"}"));
        } finally {
            sick.updateFailed = false;
            sick.logLine = null;
        }

        stack.plain().lambda().putFunctionConcurrency(it -> it.functionName(function)
                .reservedConcurrentExecutions(1));
        assertThat(findings()).extracting(Finding::code).contains(FindingCode.LITTLE_CONCURRENCY);
    }

    @Test
    void whatCannotBeReadIsAFindingAndSpoilsNoOther() {
        stack.apply(prefix);
        sick.topicUnreadable = true;
        try {
            assertThat(findings())
                    .extracting(Finding::code)
                    .containsExactly(FindingCode.UNREADABLE, FindingCode.RECEIVE_COUNT);
        } finally {
            sick.topicUnreadable = false;
        }
    }

    private void set(String queue, Map<QueueAttributeName, String> attributes) {
        String url = stack.plain()
                .sqs()
                .getQueueUrl(it -> it.queueName(prefix + queue))
                .queueUrl();
        stack.plain().sqs().setQueueAttributes(it -> it.queueUrl(url).attributes(attributes));
    }
}

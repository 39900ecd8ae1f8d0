package io.orderflow.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class StackSpecTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:OrderQueue";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:OrderTopic";

    private final StackSpec spec = StackSpecs.standard();

    @Test
    void ordersFailThreeReceivesBeforeTheyAreDead() {
        assertThat(spec.queue().documents().get(QueueAttributeName.REDRIVE_POLICY))
                .hasToString("{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:OrderDLQ\","
                        + "\"maxReceiveCount\":3}");
    }

    @Test
    void onlyTheTopicMaySendToTheQueue() {
        JsonNode policy = spec.queue().documents().get(QueueAttributeName.POLICY);
        JsonNode allow = policy.at("/Statement/0");

        assertThat(policy.at("/Statement")).hasSize(2);
        assertThat(allow.path("Sid").asText()).isEqualTo("Allow-SNS-SendMessage");
        assertThat(allow.path("Effect").asText()).isEqualTo("Allow");
        assertThat(allow.at("/Principal/Service").asText()).isEqualTo("sns.amazonaws.com");
        assertThat(allow.path("Action").asText()).isEqualTo("SQS:SendMessage");
        assertThat(allow.path("Resource").asText()).isEqualTo(QUEUE);
        assertThat(allow.at("/Condition/ArnEquals/aws:SourceArn").asText()).isEqualTo(TOPIC);
        assertThat(policy.at("/Statement/1/Effect").asText()).isEqualTo("Deny");
    }

    @Test
    void tlsIsDemandedOnlyWhereAsked() {
        StackSpec plain = StackSpecs.of(StackOptions.builder().tlsOnly(false).build());

        assertThat(plain.queue().documents().get(QueueAttributeName.POLICY).at("/Statement"))
                .hasSize(1);
        assertThat(plain.deadLetterQueue()
                        .documents()
                        .get(QueueAttributeName.POLICY)
                        .isNull())
                .isTrue();
    }

    @Test
    void deadLettersAreKeptLongerThanOrdersAndMoveNoFurther() {
        QueueSpec dlq = spec.deadLetterQueue();

        assertThat(seconds(dlq, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
                .isEqualTo(1_209_600)
                .isGreaterThan(seconds(spec.queue(), QueueAttributeName.MESSAGE_RETENTION_PERIOD));
        assertThat(dlq.documents().get(QueueAttributeName.REDRIVE_POLICY).isNull())
                .isTrue();
        assertThat(dlq.documents().get(QueueAttributeName.REDRIVE_ALLOW_POLICY))
                .hasToString("{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + QUEUE + "\"]}");
    }

    @Test
    void whatSnsCannotDeliverIsKeptForTwoWeeks() {
        QueueSpec undelivered = spec.undelivered().orElseThrow();

        assertThat(seconds(undelivered, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
                .isEqualTo(1_209_600);
        assertThat(spec.subscription().redrivePolicy())
                .hasToString("{\"deadLetterTargetArn\":\"" + undelivered.arn() + "\"}");
        assertThat(undelivered
                        .documents()
                        .get(QueueAttributeName.POLICY)
                        .at("/Statement/0/Condition/ArnEquals/aws:SourceArn")
                        .asText())
                .isEqualTo(TOPIC);
    }

    @Test
    void theFunctionMayDoNoMoreThanItDoes() {
        JsonNode statements = spec.role().orElseThrow().policy().path("Statement");

        assertThat(statements.findValuesAsText("Resource"))
                .containsExactly(
                        QUEUE,
                        "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders",
                        "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/OrderConsumer:*");
        assertThat(statements.findValues("Action"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "[\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\"]",
                        "[\"dynamodb:PutItem\"]",
                        "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]");
        assertThat(statements.findValuesAsText("Sid")).allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
    }

    @Test
    void theFunctionKnowsItsTableAndTheVisibilityIsSixTimesItsTimeout() {
        FunctionSpec function = spec.function();

        assertThat(function.environment()).isEqualTo(Map.of("ORDERS_TABLE", "Orders", "ORDERS_SHARDS", "4"));
        assertThat(seconds(spec.queue(), QueueAttributeName.VISIBILITY_TIMEOUT))
                .isEqualTo(180)
                .isEqualTo(6 * function.timeout().toSeconds());
    }

    @Test
    void aRoleThatTheUserBringsIsUsedAndNotMade() {
        String arn = "arn:aws:iam::123456789012:role/team/orders";
        StackSpec own = StackSpecs.of(StackOptions.builder().roleArn(arn).build());

        assertThat(own.role()).isEmpty();
        assertThat(own.function().roleArn()).isEqualTo(arn);
    }

    @Test
    void aPrefixGoesThroughEverything() {
        StackSpec dev = new StackSpec(
                StackSpecs.IDENTITY,
                new ResourceNames("dev-"),
                StackOptions.builder().build(),
                StackSpecs.code());

        assertThat(dev.queue().arn()).endsWith(":dev-OrderQueue");
        assertThat(dev.queue().documents().get(QueueAttributeName.POLICY).toString())
                .contains(":dev-OrderTopic")
                .doesNotContain(":OrderTopic");
        assertThat(dev.function().environment()).containsEntry("ORDERS_TABLE", "dev-Orders");
        assertThat(dev.role().orElseThrow().arn()).isEqualTo("arn:aws:iam::123456789012:role/dev-OrderConsumerRole");
    }

    private static long seconds(QueueSpec queue, QueueAttributeName attribute) {
        return Long.parseLong(queue.values().get(attribute));
    }
}

package io.orderflow.infra.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackSpecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolePoliciesTest {
    /** AWS's limit of a managed policy, white space not counted. */
    private static final int LARGEST_MANAGED_POLICY = 6_144;

    private final RolePolicies policies = new RolePolicies(StackSpecs.standard());

    @ParameterizedTest
    @EnumSource(PolicyRole.class)
    void isWellFormedAndFitsIntoAManagedPolicy(PolicyRole role) {
        JsonNode policy = policies.policy(role);

        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(policy.path("Statement")).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.path("Sid").asText()).matches("[A-Za-z]+");
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            assertThat(statement.path("Action")).isNotEmpty();
        });
        assertThat(policy.toString().length()).isLessThan(LARGEST_MANAGED_POLICY);
        assertThat(policies.text(role)).contains("\n  \"Statement\"");
    }

    @ParameterizedTest
    @EnumSource(PolicyRole.class)
    void noActionIsAWildcardAndOnlyActionsWithoutResourcesAreAllowedEverywhere(PolicyRole role) {
        assertThat(actions(policies.policy(role), null)).noneMatch(it -> it.contains("*"));
        assertThat(actions(policies.policy(role), "*"))
                .isSubsetOf(
                        "lambda:CreateEventSourceMapping",
                        "lambda:ListEventSourceMappings",
                        "logs:DescribeLogGroups",
                        "sns:GetSubscriptionAttributes",
                        "sns:SetSubscriptionAttributes",
                        "sns:Unsubscribe");
    }

    @Test
    void theRoleCanBePassedToLambdaOnly() {
        JsonNode pass = statement(policies.policy(PolicyRole.BOOTSTRAP), "iam:PassRole");

        assertThat(pass.path("Resource").asText()).isEqualTo("arn:aws:iam::123456789012:role/OrderConsumerRole");
        assertThat(pass.at("/Condition/StringEquals/iam:PassedToService").asText())
                .isEqualTo("lambda.amazonaws.com");
        assertThat(pass.path("Action")).hasSize(1);
    }

    @Test
    void aRoleThatTheUserBringsIsTheOneThatIsPassed() {
        String own = "arn:aws:iam::123456789012:role/team/orders";
        RolePolicies brought = new RolePolicies(
                StackSpecs.of(StackOptions.builder().roleArn(own).build()));

        assertThat(statement(brought.policy(PolicyRole.BOOTSTRAP), "iam:PassRole")
                        .path("Resource")
                        .asText())
                .isEqualTo(own);
        assertThat(brought.policy(PolicyRole.FUNCTION)).isEqualTo(policies.policy(PolicyRole.FUNCTION));
        assertThat(actions(brought.policy(PolicyRole.BOOTSTRAP), null))
                .filteredOn(it -> it.startsWith("iam:"))
                .containsExactly("iam:PassRole");
    }

    @Test
    void onlyMappingsOfTheFunctionCanBeMadeAndChanged() {
        JsonNode bootstrap = policies.policy(PolicyRole.BOOTSTRAP);

        for (String verb : List.of("Create", "Get", "Update", "Delete")) {
            assertThat(statement(bootstrap, "lambda:" + verb + "EventSourceMapping")
                            .at("/Condition/ArnLike/lambda:FunctionArn"))
                    .extracting(JsonNode::asText)
                    .containsExactly(
                            "arn:aws:lambda:eu-west-1:123456789012:function:OrderConsumer",
                            "arn:aws:lambda:eu-west-1:123456789012:function:OrderConsumer:*");
        }
    }

    @Test
    void tagsAtCreationMoveTasksAndBatchesAskForWhatTheyDoBesides() {
        assertThat(actions(policies.policy(PolicyRole.BOOTSTRAP), null))
                .contains("sqs:TagQueue", "sns:TagResource", "dynamodb:TagResource", "iam:TagRole", "logs:TagResource");

        JsonNode operator = policies.policy(PolicyRole.OPERATOR);
        assertThat(actions(operator, "arn:aws:sqs:eu-west-1:123456789012:OrderDLQ"))
                .contains(
                        "sqs:StartMessageMoveTask",
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:ChangeMessageVisibility");
        assertThat(actions(operator, null))
                .noneMatch(it -> it.contains("Batch") && it.startsWith("sqs"))
                .noneMatch(it -> it.contains("Batch") && it.startsWith("sns"));
    }

    @Test
    void theOperatorWorksOnBothQueuesOfLettersAndOnlySendsToOrderQueue() {
        JsonNode operator = policies.policy(PolicyRole.OPERATOR);
        Set<String> onBoth = Set.of(
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage",
                "sqs:SendMessage",
                "sqs:GetQueueAttributes",
                "sqs:GetQueueUrl",
                "sqs:ListDeadLetterSourceQueues",
                "sqs:ListQueueTags",
                "sqs:TagQueue",
                "sqs:UntagQueue");
        Set<String> moves = Set.of("sqs:StartMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:CancelMessageMoveTask");

        assertThat(actions(operator, "arn:aws:sqs:eu-west-1:123456789012:OrderUndelivered"))
                .containsExactlyInAnyOrderElementsOf(onBoth);
        assertThat(actions(operator, "arn:aws:sqs:eu-west-1:123456789012:OrderDLQ"))
                .containsAll(onBoth)
                .containsAll(moves)
                .hasSize(onBoth.size() + moves.size());
        assertThat(actions(operator, "arn:aws:sqs:eu-west-1:123456789012:OrderQueue"))
                .containsExactlyInAnyOrder("sqs:GetQueueUrl", "sqs:GetQueueAttributes", "sqs:SendMessage");
    }

    @Test
    void theOperatorPublishesAndReadsRowsLinesAndWhichCodeRuns() {
        JsonNode operator = policies.policy(PolicyRole.OPERATOR);

        assertThat(actions(operator, "arn:aws:sns:eu-west-1:123456789012:OrderTopic"))
                .containsExactly("sns:Publish");
        assertThat(actions(operator, "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders"))
                .containsExactly("dynamodb:BatchGetItem");
        assertThat(actions(operator, "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/OrderConsumer:*"))
                .containsExactly("logs:FilterLogEvents");
        assertThat(actions(operator, "arn:aws:lambda:eu-west-1:123456789012:function:OrderConsumer:*"))
                .containsExactly("lambda:GetFunctionConfiguration");
        assertThat(actions(operator, "*")).containsExactly("lambda:ListEventSourceMappings");
    }

    @Test
    void whoSetsUpMayTagEveryQueue() {
        assertThat(actions(policies.policy(PolicyRole.BOOTSTRAP), "arn:aws:sqs:eu-west-1:123456789012:OrderQueue"))
                .contains("sqs:TagQueue", "sqs:ListQueueTags", "sqs:ListDeadLetterSourceQueues")
                .doesNotContain("sqs:ReceiveMessage", "sqs:SendMessage");
    }

    @Test
    void supportMayPublishAndReadButNotTouchQueuesOrRows() {
        Set<String> actions = actions(policies.policy(PolicyRole.SUPPORT), null);

        assertThat(actions)
                .containsExactlyInAnyOrder(
                        "sns:Publish",
                        "sns:ListSubscriptionsByTopic",
                        "lambda:ListEventSourceMappings",
                        "dynamodb:Query",
                        "dynamodb:BatchGetItem",
                        "dynamodb:GetItem",
                        "dynamodb:Scan",
                        "dynamodb:DescribeTable",
                        "logs:FilterLogEvents",
                        "sqs:GetQueueUrl",
                        "sqs:GetQueueAttributes");
    }

    @Test
    void theFunctionsPolicyIsItsRolesAndHoldsWhatIsListedForIt() {
        JsonNode policy = policies.policy(PolicyRole.FUNCTION);

        assertThat(policy).isEqualTo(StackSpecs.standard().role().orElseThrow().policy());
        assertThat(actions(policy, null)).isEqualTo(new TreeSet<>(RoleCalls.of(PolicyRole.FUNCTION)));
    }

    @Test
    void aCallThatIsMadeAndNotAllowedOrAllowedAndNotMadeIsTold() {
        List<String> made = new ArrayList<>(RoleCalls.of(PolicyRole.SUPPORT));
        assertThat(RoleCalls.compare(PolicyRole.SUPPORT, made)).isEqualTo(new RoleCalls.Comparison(Set.of(), Set.of()));

        made.remove("sns:Publish");
        made.add("sqs:PurgeQueue");
        assertThat(RoleCalls.compare(PolicyRole.SUPPORT, made))
                .isEqualTo(new RoleCalls.Comparison(Set.of("sqs:PurgeQueue"), Set.of("sns:Publish")));
        assertThatThrownBy(() -> CallTable.grants(PolicyRole.OPERATOR, "sqs:PurgeQueue"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sqs:PurgeQueue");
    }

    /** @param resource null for any */
    private static Set<String> actions(JsonNode policy, String resource) {
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            JsonNode on = statement.path("Resource");
            boolean matches = resource == null || on.asText().equals(resource);
            for (JsonNode one : on) {
                matches |= one.asText().equals(resource);
            }
            if (matches) {
                statement.path("Action").forEach(action -> actions.add(action.asText()));
            }
        }
        return actions;
    }

    private static JsonNode statement(JsonNode policy, String action) {
        for (JsonNode statement : policy.path("Statement")) {
            for (JsonNode each : statement.path("Action")) {
                if (each.asText().equals(action)) {
                    return statement;
                }
            }
        }
        throw new AssertionError("no statement allows " + action);
    }
}

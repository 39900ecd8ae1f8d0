package io.orderflow.infra.policy;

import static io.orderflow.infra.policy.Scope.ANY;
import static io.orderflow.infra.policy.Scope.DEAD_LETTERS;
import static io.orderflow.infra.policy.Scope.FUNCTION;
import static io.orderflow.infra.policy.Scope.INDEXES;
import static io.orderflow.infra.policy.Scope.LETTERS;
import static io.orderflow.infra.policy.Scope.LOG_GROUP;
import static io.orderflow.infra.policy.Scope.MAPPINGS;
import static io.orderflow.infra.policy.Scope.MAPPING_TAGS;
import static io.orderflow.infra.policy.Scope.NEW_MAPPINGS;
import static io.orderflow.infra.policy.Scope.QUEUE;
import static io.orderflow.infra.policy.Scope.QUEUES;
import static io.orderflow.infra.policy.Scope.ROLE;
import static io.orderflow.infra.policy.Scope.TABLE;
import static io.orderflow.infra.policy.Scope.TOPIC;

import io.orderflow.infra.stack.PolicyRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What IAM asks for each API call that the program makes. Calls are named as {@code service:Operation}.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class CallTable {
    private static final Map<String, List<Grant>> CALLS = new TreeMap<>();
    /** Of OrderQueue the operator reads depths, and its tags tell whose it is: those are for whoever sets up. */
    private static final Set<String> ON_LETTERS_ONLY =
            Set.of("sqs:ListQueueTags", "sqs:TagQueue", "sqs:ListDeadLetterSourceQueues");

    private static final Grant PASS_ROLE = new Grant("iam:PassRole", ROLE, "lambda.amazonaws.com");

    static {
        // Everybody may ask who they are.
        CALLS.put("sts:GetCallerIdentity", List.of());

        same("sqs", QUEUES, "GetQueueUrl", "GetQueueAttributes", "SetQueueAttributes", "DeleteQueue");
        same("sqs", QUEUES, "ListQueueTags", "TagQueue", "ListDeadLetterSourceQueues");
        call("sqs:CreateQueue", new Grant("sqs:CreateQueue", QUEUES), new Grant("sqs:TagQueue", QUEUES));
        same("sqs", LETTERS, "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "UntagQueue");
        // Letters go to OrderQueue, and from a backup back to where they were.
        same("sqs", QUEUES, "SendMessage");
        // Each batch call is allowed by the action of the single call.
        call("sqs:DeleteMessageBatch", new Grant("sqs:DeleteMessage", LETTERS));
        call("sqs:ChangeMessageVisibilityBatch", new Grant("sqs:ChangeMessageVisibility", LETTERS));
        call("sqs:SendMessageBatch", new Grant("sqs:SendMessage", QUEUES));
        same("sqs", DEAD_LETTERS, "ListMessageMoveTasks", "CancelMessageMoveTask");
        // A task takes from its source and sends to its destination in its starter's name.
        call(
                "sqs:StartMessageMoveTask",
                new Grant("sqs:StartMessageMoveTask", DEAD_LETTERS),
                new Grant("sqs:ReceiveMessage", DEAD_LETTERS),
                new Grant("sqs:DeleteMessage", DEAD_LETTERS),
                new Grant("sqs:GetQueueAttributes", DEAD_LETTERS),
                new Grant("sqs:SendMessage", QUEUE));

        same("sns", TOPIC, "GetTopicAttributes", "DeleteTopic", "ListTagsForResource", "TagResource", "Subscribe");
        same("sns", TOPIC, "ListSubscriptionsByTopic", "Publish");
        call("sns:CreateTopic", new Grant("sns:CreateTopic", TOPIC), new Grant("sns:TagResource", TOPIC));
        call("sns:PublishBatch", new Grant("sns:Publish", TOPIC));
        // IAM knows no resource for the actions on a subscription.
        same("sns", ANY, "GetSubscriptionAttributes", "SetSubscriptionAttributes", "Unsubscribe");

        same("dynamodb", TABLE, "DescribeTable", "UpdateTable", "DeleteTable", "ListTagsOfResource", "TagResource");
        same("dynamodb", TABLE, "DescribeContinuousBackups", "UpdateContinuousBackups", "Scan", "PutItem");
        same("dynamodb", TABLE, "BatchGetItem", "GetItem");
        call(
                "dynamodb:CreateTable",
                new Grant("dynamodb:CreateTable", TABLE),
                new Grant("dynamodb:TagResource", TABLE));
        call("dynamodb:Query", new Grant("dynamodb:Query", INDEXES));

        lambda();
        same("iam", ROLE, "GetRole", "GetRolePolicy", "ListRoleTags", "UpdateAssumeRolePolicy", "PutRolePolicy");
        same("iam", ROLE, "TagRole", "ListRolePolicies", "ListAttachedRolePolicies", "DeleteRolePolicy");
        same("iam", ROLE, "DetachRolePolicy", "DeleteRole");
        call("iam:CreateRole", new Grant("iam:CreateRole", ROLE), new Grant("iam:TagRole", ROLE));

        same("logs", ANY, "DescribeLogGroups");
        same("logs", LOG_GROUP, "ListTagsForResource", "TagResource", "PutRetentionPolicy", "DeleteLogGroup");
        same("logs", LOG_GROUP, "FilterLogEvents");
        call(
                "logs:CreateLogGroup",
                new Grant("logs:CreateLogGroup", LOG_GROUP),
                new Grant("logs:TagResource", LOG_GROUP));
    }

    private CallTable() {}

    private static void lambda() {
        same("lambda", FUNCTION, "GetFunctionConfiguration", "UpdateFunctionCode", "DeleteFunction");
        same("lambda", FUNCTION, "PublishVersion", "ListVersionsByFunction");
        same("lambda", FUNCTION, "GetAlias", "ListAliases", "CreateAlias", "UpdateAlias", "DeleteAlias");
        // The tags come with the function only to who may list them.
        call("lambda:GetFunction", new Grant("lambda:GetFunction", FUNCTION), new Grant("lambda:ListTags", FUNCTION));
        call(
                "lambda:CreateFunction",
                new Grant("lambda:CreateFunction", FUNCTION),
                new Grant("lambda:TagResource", FUNCTION),
                PASS_ROLE);
        call(
                "lambda:UpdateFunctionConfiguration",
                new Grant("lambda:UpdateFunctionConfiguration", FUNCTION),
                PASS_ROLE);
        same("lambda", MAPPINGS, "GetEventSourceMapping", "UpdateEventSourceMapping", "DeleteEventSourceMapping");
        same("lambda", ANY, "ListEventSourceMappings");
        call(
                "lambda:CreateEventSourceMapping",
                new Grant("lambda:CreateEventSourceMapping", NEW_MAPPINGS),
                new Grant("lambda:TagResource", MAPPING_TAGS));
        // Both kinds of resources are asked by the same two calls.
        call("lambda:ListTags", new Grant("lambda:ListTags", FUNCTION), new Grant("lambda:ListTags", MAPPING_TAGS));
        call(
                "lambda:TagResource",
                new Grant("lambda:TagResource", FUNCTION),
                new Grant("lambda:TagResource", MAPPING_TAGS));
    }

    private static void same(String service, Scope scope, String... operations) {
        for (String operation : operations) {
            call(service + ":" + operation, new Grant(service + ":" + operation, scope));
        }
    }

    private static void call(String call, Grant... grants) {
        CALLS.put(call, List.of(grants));
    }

    /**
     * What a role needs for a call.
     *
     * @throws IllegalArgumentException for a call that the table does not know
     */
    static List<Grant> grants(PolicyRole role, String call) {
        return role == PolicyRole.OPERATOR && ON_LETTERS_ONLY.contains(call)
                ? List.of(new Grant(call, LETTERS))
                : grants(call);
    }

    private static List<Grant> grants(String call) {
        List<Grant> grants = CALLS.get(call);
        if (grants == null) {
            throw new IllegalArgumentException("the table of calls and IAM actions does not know " + call);
        }
        return grants;
    }
}

package io.orderflow.infra.policy;

import io.orderflow.infra.stack.PolicyRole;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Which API calls each role's work makes, as {@code service:Operation}; tests record the work and compare. */
public final class RoleCalls {
    private static final Set<String> BOOTSTRAP = Set.of(
            "sts:GetCallerIdentity",
            "sqs:GetQueueUrl",
            "sqs:GetQueueAttributes",
            "sqs:SetQueueAttributes",
            "sqs:CreateQueue",
            "sqs:DeleteQueue",
            "sqs:ListQueueTags",
            "sqs:TagQueue",
            "sqs:ListDeadLetterSourceQueues",
            "sqs:ListMessageMoveTasks",
            "sns:GetTopicAttributes",
            "sns:CreateTopic",
            "sns:DeleteTopic",
            "sns:ListTagsForResource",
            "sns:TagResource",
            "sns:Subscribe",
            "sns:Unsubscribe",
            "sns:ListSubscriptionsByTopic",
            "sns:GetSubscriptionAttributes",
            "sns:SetSubscriptionAttributes",
            "dynamodb:DescribeTable",
            "dynamodb:CreateTable",
            "dynamodb:UpdateTable",
            "dynamodb:DeleteTable",
            "dynamodb:ListTagsOfResource",
            "dynamodb:TagResource",
            "dynamodb:DescribeContinuousBackups",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:Scan",
            "dynamodb:PutItem",
            "lambda:GetFunction",
            "lambda:GetFunctionConfiguration",
            "lambda:CreateFunction",
            "lambda:UpdateFunctionConfiguration",
            "lambda:UpdateFunctionCode",
            "lambda:DeleteFunction",
            "lambda:PublishVersion",
            "lambda:ListVersionsByFunction",
            "lambda:GetAlias",
            "lambda:ListAliases",
            "lambda:CreateAlias",
            "lambda:UpdateAlias",
            "lambda:DeleteAlias",
            "lambda:ListEventSourceMappings",
            "lambda:GetEventSourceMapping",
            "lambda:CreateEventSourceMapping",
            "lambda:UpdateEventSourceMapping",
            "lambda:DeleteEventSourceMapping",
            "lambda:ListTags",
            "lambda:TagResource",
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:ListRoleTags",
            "iam:CreateRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:PutRolePolicy",
            "iam:TagRole",
            "iam:ListRolePolicies",
            "iam:ListAttachedRolePolicies",
            "iam:DeleteRolePolicy",
            "iam:DetachRolePolicy",
            "iam:DeleteRole",
            "logs:DescribeLogGroups",
            "logs:ListTagsForResource",
            "logs:CreateLogGroup",
            "logs:PutRetentionPolicy",
            "logs:TagResource",
            "logs:DeleteLogGroup",
            "logs:FilterLogEvents");

    private static final Set<String> SUPPORT = Set.of(
            "sts:GetCallerIdentity",
            "sns:Publish",
            "sns:PublishBatch",
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

    private static final Set<String> OPERATOR = Set.of(
            "sts:GetCallerIdentity",
            "sqs:GetQueueUrl",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
            "sqs:ChangeMessageVisibilityBatch",
            "sqs:SendMessageBatch",
            "sqs:DeleteMessageBatch",
            "sqs:ListDeadLetterSourceQueues",
            "sqs:ListQueueTags",
            "sqs:TagQueue",
            "sqs:UntagQueue",
            "sqs:StartMessageMoveTask",
            "sqs:ListMessageMoveTasks",
            "sqs:CancelMessageMoveTask",
            "sns:PublishBatch",
            "dynamodb:BatchGetItem",
            "logs:FilterLogEvents",
            "lambda:ListEventSourceMappings",
            "lambda:GetFunctionConfiguration");

    /** Its policy is part of the stack; of these only PutItem is the function's own call, the rest is Lambda's. */
    private static final Set<String> FUNCTION = Set.of(
            "dynamodb:PutItem",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "logs:CreateLogStream",
            "logs:PutLogEvents");

    private RoleCalls() {}

    /** The calls that a role's policy allows. */
    public static Set<String> of(PolicyRole role) {
        return switch (role) {
            case BOOTSTRAP -> BOOTSTRAP;
            case SUPPORT -> SUPPORT;
            case OPERATOR -> OPERATOR;
            case FUNCTION -> FUNCTION;
        };
    }

    /**
     * Calls that were made against calls that are allowed.
     *
     * @param missing made, and not allowed
     * @param unneeded allowed, and not made
     */
    public record Comparison(Set<String> missing, Set<String> unneeded) {
        public Comparison {
            missing = Set.copyOf(missing);
            unneeded = Set.copyOf(unneeded);
        }
    }

    /** @param made every call of the role's whole work */
    public static Comparison compare(PolicyRole role, Collection<String> made) {
        Set<String> missing = new TreeSet<>(made);
        missing.removeAll(of(role));
        Set<String> unneeded = new TreeSet<>(of(role));
        unneeded.removeAll(made);
        return new Comparison(missing, unneeded);
    }
}

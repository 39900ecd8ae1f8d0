package io.orderflow.infra.plan;

/** The kinds of resources in the stack, in AWS's words. */
public enum ResourceKind {
    QUEUE("SQS queue"),
    TOPIC("SNS topic"),
    SUBSCRIPTION("SNS subscription"),
    TABLE("DynamoDB table"),
    ROLE("IAM role"),
    LOG_GROUP("CloudWatch log group"),
    FUNCTION("Lambda function"),
    ALIAS("Lambda alias"),
    MAPPING("Event source mapping");

    private final String label;

    ResourceKind(String label) {
        this.label = label;
    }

    /** For people, e.g. {@code SQS queue}. */
    public String label() {
        return label;
    }
}

package io.orderflow.infra.plan;

/** The kinds of resources in the stack, in AWS's words. */
public enum ResourceKind {
    QUEUE("SQS queue", "SQS"),
    TOPIC("SNS topic", "SNS"),
    SUBSCRIPTION("SNS subscription", "SNS"),
    TABLE("DynamoDB table", "DynamoDB"),
    ROLE("IAM role", "IAM"),
    LOG_GROUP("CloudWatch log group", "CloudWatch Logs"),
    FUNCTION("Lambda function", "Lambda"),
    ALIAS("Lambda alias", "Lambda"),
    MAPPING("Event source mapping", "Lambda");

    private final String label;
    private final String service;

    ResourceKind(String label, String service) {
        this.label = label;
        this.service = service;
    }

    /** For people, e.g. {@code SQS queue}. */
    public String label() {
        return label;
    }

    /** The service that is asked about it, for people, e.g. {@code SQS}. */
    public String service() {
        return service;
    }
}

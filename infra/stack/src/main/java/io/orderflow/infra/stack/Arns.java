package io.orderflow.infra.stack;

/**
 * ARNs as AWS forms them from names, so that a plan can be made before anything exists.
 *
 * @param partition {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 */
public record Arns(String partition, String region, String account) {

    public static Arns of(Identity identity) {
        return new Arns(identity.partition(), identity.region(), identity.account());
    }

    public String queue(String name) {
        return regional("sqs", name);
    }

    public String topic(String name) {
        return regional("sns", name);
    }

    public String table(String name) {
        return regional("dynamodb", "table/" + name);
    }

    public String function(String name) {
        return regional("lambda", "function:" + name);
    }

    public String logGroup(String name) {
        return regional("logs", "log-group:" + name);
    }

    /** @param name of the function */
    public String alias(String name, String alias) {
        return function(name) + ":" + alias;
    }

    /** Of every event source mapping: their ids are made by AWS. */
    public String mappings() {
        return regional("lambda", "event-source-mapping:*");
    }

    /** IAM is global: its ARNs carry no region. */
    public String role(String name) {
        return "arn:" + partition + ":iam::" + account + ":role/" + name;
    }

    private String regional(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}

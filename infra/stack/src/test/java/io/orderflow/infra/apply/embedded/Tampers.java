package io.orderflow.infra.apply.embedded;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.StackSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Every property of every resource of one stack, each with somebody's careless change of it. */
final class Tampers {
    private static final String MANAGED_BY = "managed-by";
    private static final String ORIGIN = "orderflow:origin";

    private final AwsClients aws;
    private final StackSpec spec;
    private final List<Tamper> all = new ArrayList<>();

    private Tampers(AwsClients aws, StackSpec spec) {
        this.aws = aws;
        this.spec = spec;
    }

    static List<Tamper> of(AwsClients aws, StackSpec spec) {
        Tampers tampers = new Tampers(aws, spec);
        tampers.queues();
        tampers.topicAndSubscription();
        tampers.table();
        tampers.role();
        tampers.logGroup();
        tampers.function();
        tampers.alias();
        tampers.mapping();
        return tampers.all;
    }

    private void add(ResourceKind kind, String resource, String property, Runnable change) {
        all.add(new Tamper(kind, resource, List.of(property), change));
    }

    private String url(String queue) {
        return aws.sqs().getQueueUrl(it -> it.queueName(queue)).queueUrl();
    }

    private void attribute(String queue, QueueAttributeName attribute, String value) {
        add(ResourceKind.QUEUE, queue, attribute.toString(), () -> aws.sqs()
                .setQueueAttributes(it -> it.queueUrl(url(queue)).attributes(Map.of(attribute, value))));
    }

    private void queues() {
        String queue = spec.queue().name();
        String dead = spec.deadLetterQueue().name();
        String undelivered = spec.undelivered().orElseThrow().name();
        for (String each : List.of(queue, dead, undelivered)) {
            attribute(each, QueueAttributeName.VISIBILITY_TIMEOUT, "33");
            attribute(each, QueueAttributeName.MESSAGE_RETENTION_PERIOD, "86400");
            attribute(each, QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "1");
            attribute(each, QueueAttributeName.DELAY_SECONDS, "7");
            attribute(each, QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024");
            attribute(each, QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
            attribute(
                    each,
                    QueueAttributeName.POLICY,
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                            + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}");
            for (String tag : List.of(MANAGED_BY, ORIGIN)) {
                add(ResourceKind.QUEUE, each, "tag " + tag, () -> aws.sqs()
                        .untagQueue(it -> it.queueUrl(url(each)).tagKeys(tag)));
            }
        }
        String elsewhere =
                "{\"deadLetterTargetArn\":\"" + spec.deadLetterQueue().arn() + "\",\"maxReceiveCount\":9}";
        attribute(queue, QueueAttributeName.REDRIVE_POLICY, elsewhere);
        attribute(dead, QueueAttributeName.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"allowAll\"}");
        attribute(
                dead,
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + spec.undelivered().orElseThrow().arn() + "\",\"maxReceiveCount\":2}");
        attribute(
                undelivered,
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + spec.queue().arn() + "\",\"maxReceiveCount\":2}");
    }

    private void topicAndSubscription() {
        for (String tag : List.of(MANAGED_BY, ORIGIN)) {
            add(ResourceKind.TOPIC, spec.topic().name(), "tag " + tag, () -> aws.sns()
                    .untagResource(it -> it.resourceArn(spec.topic().arn()).tagKeys(tag)));
        }
        subscription("RawMessageDelivery", "true");
        subscription("RedrivePolicy", "");
    }

    private void subscription(String attribute, String value) {
        add(ResourceKind.SUBSCRIPTION, spec.subscription().name(), attribute, () -> {
            String arn = aws.sns()
                    .listSubscriptionsByTopic(it -> it.topicArn(spec.topic().arn()))
                    .subscriptions()
                    .get(0)
                    .subscriptionArn();
            aws.sns()
                    .setSubscriptionAttributes(it ->
                            it.subscriptionArn(arn).attributeName(attribute).attributeValue(value));
        });
    }

    private void table() {
        String table = spec.table().name();
        String arn = spec.table().arn();
        for (String index : List.of("recent-orders", "orders-by-user")) {
            add(ResourceKind.TABLE, table, "index " + index, () -> aws.dynamoDb()
                    .updateTable(it -> it.tableName(table)
                            .globalSecondaryIndexUpdates(change -> change.delete(old -> old.indexName(index)))));
        }
        add(ResourceKind.TABLE, table, "DeletionProtectionEnabled", () -> aws.dynamoDb()
                .updateTable(it -> it.tableName(table).deletionProtectionEnabled(false)));
        add(ResourceKind.TABLE, table, "PointInTimeRecovery", () -> aws.dynamoDb()
                .updateContinuousBackups(it -> it.tableName(table)
                        .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(false))));
        for (String tag : List.of(MANAGED_BY, ORIGIN, "orderflow:shards")) {
            add(ResourceKind.TABLE, table, "tag " + tag, () -> aws.dynamoDb()
                    .untagResource(it -> it.resourceArn(arn).tagKeys(tag)));
        }
        add(ResourceKind.TABLE, table, "tag orderflow:shards", () -> aws.dynamoDb()
                .tagResource(it -> it.resourceArn(arn)
                        .tags(Tag.builder().key("orderflow:shards").value("1").build())));
        add(ResourceKind.TABLE, table, "BillingMode", () -> aws.dynamoDb().updateTable(it -> it.tableName(table)
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))
                .globalSecondaryIndexUpdates(
                        change -> change.update(index -> index.indexName("recent-orders")
                                .provisionedThroughput(
                                        units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))),
                        change -> change.update(index -> index.indexName("orders-by-user")
                                .provisionedThroughput(
                                        units -> units.readCapacityUnits(5L).writeCapacityUnits(5L))))));
    }

    private void role() {
        String role = spec.role().orElseThrow().name();
        add(ResourceKind.ROLE, role, "AssumeRolePolicyDocument", () -> aws.iam()
                .updateAssumeRolePolicy(it -> it.roleName(role)
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}")));
        add(ResourceKind.ROLE, role, "inline policy", () -> aws.iam().putRolePolicy(it -> it.roleName(role)
                .policyName(spec.role().orElseThrow().policyName())
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":\"*\",\"Resource\":\"*\"}]}")));
        for (String tag : List.of(MANAGED_BY, ORIGIN)) {
            add(ResourceKind.ROLE, role, "tag " + tag, () -> aws.iam()
                    .untagRole(it -> it.roleName(role).tagKeys(tag)));
        }
    }

    private void logGroup() {
        String group = spec.logGroup().name();
        add(ResourceKind.LOG_GROUP, group, "retentionInDays", () -> aws.logs()
                .deleteRetentionPolicy(it -> it.logGroupName(group)));
        for (String tag : List.of(MANAGED_BY, ORIGIN)) {
            add(ResourceKind.LOG_GROUP, group, "tag " + tag, () -> aws.logs()
                    .untagResource(it -> it.resourceArn(spec.logGroup().arn()).tagKeys(tag)));
        }
    }

    private void configuration(
            String property, java.util.function.Consumer<UpdateFunctionConfigurationRequest.Builder> change) {
        String function = spec.function().name();
        add(ResourceKind.FUNCTION, function, property, () -> aws.lambda()
                .updateFunctionConfiguration(it -> change.accept(it.functionName(function))));
    }

    private void function() {
        String function = spec.function().name();
        configuration("Runtime", it -> it.runtime(Runtime.JAVA17));
        configuration("Handler", it -> it.handler("somebody.Else"));
        configuration("Role", it -> {
            String other = spec.names().prefix() + "other";
            aws.iam().createRole(role -> role.roleName(other)
                    .assumeRolePolicyDocument(
                            JsonTrees.text(spec.role().orElseThrow().trust())));
            it.role(spec.arns().role(other));
        });
        configuration("Timeout", it -> it.timeout(1));
        configuration("MemorySize", it -> it.memorySize(256));
        configuration(
                "LoggingConfig.LogFormat",
                it -> it.loggingConfig(log ->
                        log.logFormat(LogFormat.TEXT).logGroup(spec.logGroup().name())));
        configuration(
                "LoggingConfig.LogGroup",
                it -> it.loggingConfig(log -> log.logFormat(LogFormat.JSON).logGroup("/elsewhere")));
        configuration("SnapStart", it -> it.snapStart(snap -> snap.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)));
        configuration(
                "Environment.ORDERS_TABLE",
                it -> it.environment(env -> env.variables(Map.of("ORDERS_TABLE", "else", "ORDERS_SHARDS", "4"))));
        configuration(
                "Environment.ORDERS_SHARDS",
                it -> it.environment(
                        env -> env.variables(Map.of("ORDERS_TABLE", spec.table().name(), "ORDERS_SHARDS", "1"))));
        add(ResourceKind.FUNCTION, function, "CodeSha256", () -> aws.lambda()
                .updateFunctionCode(it -> it.functionName(function)
                        .zipFile(SdkBytes.fromByteArray(EmbeddedStack.zip("somebody else's")))));
        add(ResourceKind.FUNCTION, function, "Architectures", () -> aws.lambda()
                .updateFunctionCode(it -> it.functionName(function)
                        .architectures(Architecture.X86_64)
                        .zipFile(SdkBytes.fromByteArray(spec.code().zip()))));
        for (String tag : List.of(MANAGED_BY, ORIGIN)) {
            add(ResourceKind.FUNCTION, function, "tag " + tag, () -> aws.lambda()
                    .untagResource(it -> it.resource(spec.function().arn()).tagKeys(tag)));
        }
    }

    private void alias() {
        String function = spec.function().name();
        add(ResourceKind.ALIAS, spec.alias().orElseThrow().name(), "FunctionVersion", () -> aws.lambda()
                .updateAlias(it -> it.functionName(function).name("live").functionVersion("$LATEST")));
        add(ResourceKind.ALIAS, spec.alias().orElseThrow().name(), "version MemorySize", () -> {
            aws.lambda()
                    .updateFunctionConfiguration(it -> it.functionName(function).memorySize(192));
            String version =
                    aws.lambda().publishVersion(it -> it.functionName(function)).version();
            aws.lambda()
                    .updateFunctionConfiguration(it -> it.functionName(function).memorySize(1024));
            aws.lambda()
                    .updateAlias(it -> it.functionName(function).name("live").functionVersion(version));
        });
        // That the alias's version is deleted cannot happen: Lambda refuses it while an alias leads to it.
    }

    private void changed(String property, java.util.function.Consumer<UpdateEventSourceMappingRequest.Builder> change) {
        add(ResourceKind.MAPPING, spec.mapping().name(), property, () -> {
            String id = aws.lambda()
                    .listEventSourceMappings(
                            it -> it.eventSourceArn(spec.queue().arn()))
                    .eventSourceMappings()
                    .get(0)
                    .uuid();
            aws.lambda().updateEventSourceMapping(it -> change.accept(it.uuid(id)));
        });
    }

    private void mapping() {
        changed("FunctionArn", it -> it.functionName(spec.function().name()));
        changed("Enabled", it -> it.enabled(false));
        changed("BatchSize", it -> it.batchSize(1));
        changed("MaximumBatchingWindowInSeconds", it -> it.maximumBatchingWindowInSeconds(3));
        changed("FunctionResponseTypes", it -> it.functionResponseTypes(List.<FunctionResponseType>of()));
        changed("MaximumConcurrency", it -> it.scalingConfig(scaling -> scaling.maximumConcurrency(7)));
    }
}

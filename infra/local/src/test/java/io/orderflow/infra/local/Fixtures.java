package io.orderflow.infra.local;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Names and documents that several tests use. */
final class Fixtures {

    static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private Fixtures() {}

    static String arn(String queue) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queue;
    }

    static String allow(String topicArn, String queue) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Allow-SNS-SendMessage\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"SQS:SendMessage\",\"Resource\":\""
                + arn(queue) + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + topicArn + "\"}}},"
                + "{\"Sid\":\"TlsOnly\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\""
                + arn(queue) + "\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}";
    }

    /** A queue "Work" whose messages the {@link TestFunction} "Consumer" gets. */
    static void consumer(Clients clients, int timeoutSeconds) throws IOException {
        String role = clients.iam
                .createRole(r -> r.roleName("Runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        SdkBytes zip = TestFunction.zip();
        clients.lambda.createFunction(r -> r.functionName("Consumer")
                .runtime("java21")
                .handler(TestFunction.class.getName())
                .role(role)
                .timeout(timeoutSeconds)
                .code(c -> c.zipFile(zip)));
        clients.sqs.createQueue(
                r -> r.queueName("Work").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")));
        clients.lambda.createEventSourceMapping(r -> r.functionName("Consumer").eventSourceArn(arn("Work")));
    }

    /** A table "Orders" with the key orderId. */
    static void ordersTable(Clients clients) {
        clients.dynamoDb.createTable(r -> r.tableName("Orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("orderId")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("orderId")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    static String sha256(SdkBytes zip) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(zip.asByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The query protocol as AWS CLI 2.9, boto3 of before 2023 and shell scripts with a signer speak it. */
final class QueryProtocolTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final RawAws raw = new RawAws(AWS.aws().connection());
    private final String name = "old-" + UUID.randomUUID();

    /** An answer of the protocol, its elements by name. */
    private record Answer(int status, String body) {
        List<String> all(String element) {
            try {
                NodeList found = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(body)))
                        .getElementsByTagName(element);
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < found.getLength(); i++) {
                    texts.add(found.item(i).getTextContent());
                }
                return texts;
            } catch (ParserConfigurationException | SAXException | IOException e) {
                throw new AssertionError(body, e);
            }
        }

        String one(String element) {
            assertThat(all(element)).as(element + " in " + body).hasSize(1);
            return all(element).get(0);
        }

        Answer ok() {
            assertThat(status).as(body).isEqualTo(200);
            assertThat(all("RequestId")).hasSize(1);
            return this;
        }

        void refused(int expected, String code, String message) {
            assertThat(status).as(body).isEqualTo(expected);
            assertThat(one("Code")).isEqualTo(code);
            assertThat(one("Type")).isEqualTo("Sender");
            assertThat(one("Message")).contains(message);
        }
    }

    private Answer call(String service, String version, String action, String... pairs) throws IOException {
        String[] all = new String[pairs.length + 4];
        all[0] = "Action";
        all[1] = action;
        all[2] = "Version";
        all[3] = version;
        System.arraycopy(pairs, 0, all, 4, pairs.length);
        RawAws.Answer answer = raw.query(service, all);
        assertThat(answer.header("Content-Type")).startsWith("text/xml");
        return new Answer(answer.status(), answer.body());
    }

    private Answer sqs(String action, String... pairs) throws IOException {
        return call("sqs", "2012-11-05", action, pairs);
    }

    private Answer sns(String action, String... pairs) throws IOException {
        return call("sns", "2010-03-31", action, pairs);
    }

    private Answer iam(String action, String... pairs) throws IOException {
        return call("iam", "2010-05-08", action, pairs);
    }

    private String queue(String... pairs) throws IOException {
        String[] all = new String[pairs.length + 2];
        all[0] = "QueueName";
        all[1] = name + pairs.length;
        System.arraycopy(pairs, 0, all, 2, pairs.length);
        return sqs("CreateQueue", all).ok().one("QueueUrl");
    }

    @Test
    void aQueueWithAttributesAndTagsReadsBack() throws IOException {
        String url = queue(
                "Attribute.1.Name",
                "VisibilityTimeout",
                "Attribute.1.Value",
                "17",
                "Attribute.2.Name",
                "MessageRetentionPeriod",
                "Attribute.2.Value",
                "1209600",
                "Tag.1.Key",
                "app",
                "Tag.1.Value",
                "orders & more");
        Answer read = sqs("GetQueueAttributes", "QueueUrl", url, "AttributeName.1", "All")
                .ok();
        assertThat(read.all("Name")).contains("VisibilityTimeout", "QueueArn", "ApproximateNumberOfMessages");
        assertThat(read.all("Value")).contains("17", "1209600", Fixtures.arn(url.substring(url.lastIndexOf('/') + 1)));
        Answer tags = sqs("ListQueueTags", "QueueUrl", url).ok();
        assertThat(tags.one("Key")).isEqualTo("app");
        assertThat(tags.one("Value")).isEqualTo("orders & more");
        sqs("UntagQueue", "QueueUrl", url, "TagKey.1", "app").ok();
        assertThat(sqs("ListQueueTags", "QueueUrl", url).ok().all("Key")).isEmpty();
        sqs("SetQueueAttributes", "QueueUrl", url, "Attribute.1.Name", "DelaySeconds", "Attribute.1.Value", "3")
                .ok();
        sqs("SetQueueAttributes", "QueueUrl", url).refused(400, "MissingParameter", "Attributes");
        assertThat(sqs("GetQueueAttributes", "QueueUrl", url, "AttributeName.1", "DelaySeconds")
                        .ok()
                        .one("Value"))
                .isEqualTo("3");
        assertThat(sqs("ListQueues", "QueueNamePrefix", name).ok().all("QueueUrl"))
                .containsExactly(url);
        assertThat(sqs("GetQueueUrl", "QueueName", url.substring(url.lastIndexOf('/') + 1))
                        .ok()
                        .one("QueueUrl"))
                .isEqualTo(url);
        sqs("DeleteQueue", "QueueUrl", url).ok();
        sqs("GetQueueAttributes", "QueueUrl", url)
                .refused(400, "AWS.SimpleQueueService.NonExistentQueue", "does not exist for this wsdl version.");
    }

    @Test
    void messagesAreSentReceivedAndDeletedOneByOneAndInBatches() throws IOException {
        String url = queue();
        Answer sent = sqs(
                        "SendMessage",
                        "QueueUrl",
                        url,
                        "MessageBody",
                        "a <b> & \"c\"",
                        "MessageAttribute.1.Name",
                        "kind",
                        "MessageAttribute.1.Value.DataType",
                        "String",
                        "MessageAttribute.1.Value.StringValue",
                        "order")
                .ok();
        assertThat(sent.one("MD5OfMessageBody")).hasSize(32);
        assertThat(sent.one("MD5OfMessageAttributes")).hasSize(32);
        Answer received = sqs(
                        "ReceiveMessage",
                        "QueueUrl",
                        url,
                        "AttributeName.1",
                        "All",
                        "MessageAttributeName.1",
                        "All",
                        "VisibilityTimeout",
                        "60")
                .ok();
        assertThat(received.one("Body")).isEqualTo("a <b> & \"c\"");
        assertThat(received.one("MessageId")).isEqualTo(sent.one("MessageId"));
        assertThat(received.all("Name")).contains("ApproximateReceiveCount", "SentTimestamp", "kind");
        assertThat(received.one("StringValue")).isEqualTo("order");
        String handle = received.one("ReceiptHandle");
        sqs("ChangeMessageVisibility", "QueueUrl", url, "ReceiptHandle", handle, "VisibilityTimeout", "30")
                .ok();
        sqs("DeleteMessage", "QueueUrl", url, "ReceiptHandle", handle).ok();
        sqs("DeleteMessage", "QueueUrl", url, "ReceiptHandle", "x").refused(400, "ReceiptHandleIsInvalid", "x");
        Answer batch = sqs(
                        "SendMessageBatch",
                        "QueueUrl",
                        url,
                        "SendMessageBatchRequestEntry.1.Id",
                        "one",
                        "SendMessageBatchRequestEntry.1.MessageBody",
                        "first",
                        "SendMessageBatchRequestEntry.2.Id",
                        "two",
                        "SendMessageBatchRequestEntry.2.MessageBody",
                        "second",
                        "SendMessageBatchRequestEntry.2.DelaySeconds",
                        "901")
                .ok();
        assertThat(batch.all("SendMessageBatchResultEntry")).hasSize(1);
        assertThat(batch.all("BatchResultErrorEntry")).hasSize(1);
        assertThat(batch.all("Id")).containsExactly("one", "two");
        assertThat(batch.one("SenderFault")).isEqualTo("true");
        sqs("SendMessageBatch", "QueueUrl", url)
                .refused(400, "AWS.SimpleQueueService.EmptyBatchRequest", "at least one entry");
        Answer first = sqs("ReceiveMessage", "QueueUrl", url, "MaxNumberOfMessages", "10")
                .ok();
        Answer deleted = sqs(
                        "DeleteMessageBatch",
                        "QueueUrl",
                        url,
                        "DeleteMessageBatchRequestEntry.1.Id",
                        "x",
                        "DeleteMessageBatchRequestEntry.1.ReceiptHandle",
                        first.one("ReceiptHandle"))
                .ok();
        assertThat(deleted.all("DeleteMessageBatchResultEntry")).hasSize(1);
        sqs("PurgeQueue", "QueueUrl", url).ok();
        sqs("PurgeQueue", "QueueUrl", url)
                .refused(403, "AWS.SimpleQueueService.PurgeQueueInProgress", "every 60 seconds");
    }

    @Test
    void moveTasksAndTheirErrorsAreThereToo() throws IOException {
        String dead = queue();
        String deadArn = Fixtures.arn(dead.substring(dead.lastIndexOf('/') + 1));
        String url = queue(
                "Attribute.1.Name",
                "RedrivePolicy",
                "Attribute.1.Value",
                "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":\"3\"}");
        String arn = Fixtures.arn(url.substring(url.lastIndexOf('/') + 1));
        assertThat(sqs("ListDeadLetterSourceQueues", "QueueUrl", dead).ok().one("QueueUrl"))
                .isEqualTo(url);
        sqs("SendMessage", "QueueUrl", dead, "MessageBody", "x").ok();
        sqs("StartMessageMoveTask", "SourceArn", arn)
                .refused(400, "InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
        assertThat(sqs("StartMessageMoveTask", "SourceArn", deadArn, "DestinationArn", arn)
                        .ok()
                        .one("TaskHandle"))
                .isNotBlank();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Answer tasks = sqs("ListMessageMoveTasks", "SourceArn", deadArn).ok();
            assertThat(tasks.one("Status")).isEqualTo("COMPLETED");
            assertThat(tasks.one("ApproximateNumberOfMessagesMoved")).isEqualTo("1");
            assertThat(tasks.all("TaskHandle")).isEmpty();
        });
        sqs("CancelMessageMoveTask", "TaskHandle", "none")
                .refused(400, "InvalidParameterValue", "TaskHandle is invalid");
    }

    @Test
    void aTopicItsSubscriptionsAndBothWaysToPublish() throws IOException {
        String arn = sns("CreateTopic", "Name", name, "Tags.member.1.Key", "app", "Tags.member.1.Value", "x")
                .ok()
                .one("TopicArn");
        String url = queue("Attribute.1.Name", "Policy", "Attribute.1.Value", Fixtures.allow(arn, name + "4"));
        String subscription = sns(
                        "Subscribe",
                        "TopicArn",
                        arn,
                        "Protocol",
                        "sqs",
                        "Endpoint",
                        Fixtures.arn(name + "4"),
                        "Attributes.entry.1.key",
                        "RawMessageDelivery",
                        "Attributes.entry.1.value",
                        "true")
                .ok()
                .one("SubscriptionArn");
        Answer listed = sns("ListSubscriptionsByTopic", "TopicArn", arn).ok();
        assertThat(listed.one("SubscriptionArn")).isEqualTo(subscription);
        assertThat(listed.one("Protocol")).isEqualTo("sqs");
        assertThat(sns("GetSubscriptionAttributes", "SubscriptionArn", subscription)
                        .ok()
                        .all("key"))
                .contains("RawMessageDelivery", "PendingConfirmation", "Endpoint");
        assertThat(sns("Publish", "TopicArn", arn, "Message", "hello").ok().one("MessageId"))
                .isNotBlank();
        Answer batch = sns(
                        "PublishBatch",
                        "TopicArn",
                        arn,
                        "PublishBatchRequestEntries.member.1.Id",
                        "a",
                        "PublishBatchRequestEntries.member.1.Message",
                        "second",
                        "PublishBatchRequestEntries.member.2.Id",
                        "b",
                        "PublishBatchRequestEntries.member.2.Message",
                        "third")
                .ok();
        assertThat(batch.all("Id")).containsExactly("a", "b");
        assertThat(sqs("ReceiveMessage", "QueueUrl", url, "MaxNumberOfMessages", "10")
                        .ok()
                        .all("Body"))
                .containsExactlyInAnyOrder("hello", "second", "third");
        assertThat(sns("ListTagsForResource", "ResourceArn", arn).ok().one("Key"))
                .isEqualTo("app");
        sns("Unsubscribe", "SubscriptionArn", subscription).ok();
        sns("DeleteTopic", "TopicArn", arn).ok();
        sns("Publish", "TopicArn", arn, "Message", "x").refused(404, "NotFound", "Topic does not exist");
    }

    @Test
    void rolesAndTheCallersIdentity() throws IOException {
        iam("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", Fixtures.TRUST)
                .ok();
        iam("PutRolePolicy", "RoleName", name, "PolicyName", "p", "PolicyDocument", Fixtures.TRUST)
                .ok();
        assertThat(iam("GetRolePolicy", "RoleName", name, "PolicyName", "p")
                        .ok()
                        .one("PolicyDocument"))
                .startsWith("%7B%22Version");
        assertThat(iam("GetRole", "RoleName", name).ok().one("Arn")).endsWith(":role/" + name);
        assertThat(iam("ListRolePolicies", "RoleName", name).ok().one("member")).isEqualTo("p");
        iam("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", Fixtures.TRUST)
                .refused(409, "EntityAlreadyExists", name);
        iam("DeleteRolePolicy", "RoleName", name, "PolicyName", "p").ok();
        iam("DeleteRole", "RoleName", name).ok();
        iam("GetRole", "RoleName", name).refused(404, "NoSuchEntity", name);
        Answer caller = call("sts", "2011-06-15", "GetCallerIdentity").ok();
        assertThat(caller.one("Account")).isEqualTo("000000000000");
        assertThat(caller.one("Arn")).startsWith("arn:aws:iam::000000000000:");
    }
}

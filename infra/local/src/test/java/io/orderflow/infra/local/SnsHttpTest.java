package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** HTTP subscribers on this machine: asked, confirmed, notified, signed, retried. */
final class SnsHttpTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:Orders";
    private static final String ASKED = "SubscriptionConfirmation";
    private static final String NOTIFIED = "Notification";
    /** Three retries, one at once and two a second apart, where AWS's 20 s would be long to wait for. */
    private static final String SOON = "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":1,"
            + "\"numRetries\":3,\"numNoDelayRetries\":1}}";

    @TempDir
    Path folder;

    private LocalAws aws;
    private Clients clients;

    @BeforeEach
    void open() throws LocalAwsException {
        aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {}));
        clients = new Clients(aws.connection());
        clients.sns.createTopic(r -> r.name("Orders"));
    }

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private String subscribe(WebSubscriber subscriber, Map<String, String> attributes) {
        return clients.sns
                .subscribe(r -> r.topicArn(TOPIC)
                        .protocol("http")
                        .endpoint(subscriber.url())
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private String publish(String message) {
        return clients.sns.publish(r -> r.topicArn(TOPIC).message(message)).messageId();
    }

    private List<String> subscriptions() {
        return clients.sns.listSubscriptionsByTopic(r -> r.topicArn(TOPIC)).subscriptions().stream()
                .map(Subscription::subscriptionArn)
                .toList();
    }

    @Test
    void aSubscriberIsAskedConfirmsByTheUrlAndIsNotifiedWithASignatureThatVerifies() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> 200)) {
            String arn = subscribe(subscriber, Map.of());
            publish("before it confirmed");
            assertThat(subscriptions()).containsExactly("PendingConfirmation");
            WebSubscriber.Post asked = subscriber.confirm();
            assertThat(asked.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
            assertThat(asked.header("User-Agent")).isEqualTo("Amazon Simple Notification Service Agent");
            assertThat(asked.header("Accept-Encoding")).isEqualTo("gzip,deflate");
            assertThat(asked.header("x-amz-sns-topic-arn")).isEqualTo(TOPIC);
            assertThat(asked.header("x-amz-sns-message-id")).isEqualTo(asked.text("MessageId"));
            assertThat(asked.header("x-amz-sns-subscription-arn")).isNull();
            assertThat(asked.text("Type")).isEqualTo(ASKED);
            assertThat(WebSubscriber.verifies(
                            asked.json(),
                            "SHA1withRSA",
                            "Message",
                            "MessageId",
                            "SubscribeURL",
                            "Timestamp",
                            "Token",
                            "TopicArn",
                            "Type"))
                    .isTrue();
            assertThat(subscriptions()).containsExactly(arn);

            String id = clients.sns
                    .publish(r -> r.topicArn(TOPIC)
                            .subject("New")
                            .message("größer 🛒")
                            .messageAttributes(Map.of(
                                    "kind",
                                    MessageAttributeValue.builder()
                                            .dataType("String")
                                            .stringValue("a")
                                            .build())))
                    .messageId();
            WebSubscriber.Post got = subscriber.await(NOTIFIED, 1).get(0);
            assertThat(got.header("x-amz-sns-subscription-arn")).isEqualTo(arn);
            assertThat(got.text("MessageId")).isEqualTo(id);
            assertThat(got.text("Message")).isEqualTo("größer 🛒");
            assertThat(got.json().at("/MessageAttributes/kind/Value").asText()).isEqualTo("a");
            assertThat(WebSubscriber.verifies(
                            got.json(),
                            "SHA1withRSA",
                            "Message",
                            "MessageId",
                            "Subject",
                            "Timestamp",
                            "TopicArn",
                            "Type"))
                    .isTrue();
        }
    }

    @Test
    void signatureVersion2SignsWithSha256AndRawDeliveryPostsTheMessageAlone() throws Exception {
        clients.sns.setTopicAttributes(
                r -> r.topicArn(TOPIC).attributeName("SignatureVersion").attributeValue("2"));
        try (WebSubscriber signed = new WebSubscriber(n -> 200);
                WebSubscriber raw = new WebSubscriber(n -> 200)) {
            subscribe(signed, Map.of());
            subscribe(raw, Map.of("RawMessageDelivery", "true"));
            signed.confirm();
            raw.confirm();
            publish("plain");
            WebSubscriber.Post got = signed.await(NOTIFIED, 1).get(0);
            assertThat(got.text("SignatureVersion")).isEqualTo("2");
            assertThat(WebSubscriber.verifies(
                            got.json(), "SHA256withRSA", "Message", "MessageId", "Timestamp", "TopicArn", "Type"))
                    .isTrue();
            WebSubscriber.Post rawPost = raw.await(NOTIFIED, 1).get(0);
            assertThat(rawPost.body()).isEqualTo("plain");
            assertThat(rawPost.header("x-amz-sns-rawdelivery")).isEqualTo("true");
        }
    }

    @Test
    void theKeyIsMadeForHttpSubscribersOnlyAndIsItsOwnersAlone() throws Exception {
        clients.sqs.createQueue(r -> r.queueName("Work"));
        clients.sns.subscribe(r -> r.topicArn(TOPIC).protocol("sqs").endpoint(Fixtures.arn("Work")));
        publish("to a queue");
        assertThat(folder.resolve("sns")).doesNotExist();
        try (WebSubscriber subscriber = new WebSubscriber(n -> 200)) {
            subscribe(subscriber, Map.of());
            subscriber.confirm();
        }
        Path key = folder.resolve("sns/signing.p12");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void aNotificationRefusedTwiceWith500ArrivesAtTheThirdTryOnce() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> n <= 2 ? 500 : 200)) {
            subscribe(subscriber, Map.of("DeliveryPolicy", SOON));
            subscriber.confirm();
            String id = publish("again");
            assertThat(subscriber.await(NOTIFIED, 3)).hasSize(3).allSatisfy(post -> assertThat(post.text("MessageId"))
                    .isEqualTo(id));
            publish("next");
            assertThat(subscriber.await(NOTIFIED, 4).get(3).text("Message")).isEqualTo("next");
        }
    }

    @Test
    void whatWasNotYetTakenIsPostedAfterARestart() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> n == 1 ? 503 : 200)) {
            subscribe(
                    subscriber,
                    Map.of(
                            "DeliveryPolicy",
                            SOON.replace("Target\":1", "Target\":3").replace("NoDelay", "MinDelay")));
            subscriber.confirm();
            String id = publish("over a restart");
            subscriber.await(NOTIFIED, 1);
            close();
            int before = subscriber.of(NOTIFIED).size();
            open();
            WebSubscriber.Post got = subscriber.await(NOTIFIED, before + 1).get(before);
            assertThat(got.text("MessageId")).isEqualTo(id);
            assertThat(got.text("SigningCertURL"))
                    .startsWith(aws.connection().endpoint().toString());
            assertThat(WebSubscriber.verifies(
                            got.json(), "SHA1withRSA", "Message", "MessageId", "Timestamp", "TopicArn", "Type"))
                    .isTrue();
        }
    }

    @Test
    void whatIsNeverTakenEndsInTheRedriveQueue() throws Exception {
        String queue = clients.sqs
                .createQueue(r -> r.queueName("Dead")
                        .attributes(Map.of(QueueAttributeName.POLICY, Fixtures.allow(TOPIC, "Dead"))))
                .queueUrl();
        try (WebSubscriber subscriber = new WebSubscriber(n -> 500)) {
            Map<String, String> attributes = new HashMap<>();
            attributes.put("DeliveryPolicy", SOON);
            attributes.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + Fixtures.arn("Dead") + "\"}");
            subscribe(subscriber, attributes);
            subscriber.confirm();
            String id = publish("never");
            List<Message> dead = Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(
                            () -> clients.sqs
                                    .receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(1))
                                    .messages(),
                            found -> !found.isEmpty());
            assertThat(dead.get(0).body()).contains(id, "never");
            assertThat(subscriber.of(NOTIFIED)).hasSize(4);
        }
    }

    @Test
    void theUnsubscribeUrlEndsASubscriptionUnlessOnlySignedCallsMay() throws Exception {
        try (WebSubscriber open = new WebSubscriber(n -> 200);
                WebSubscriber lasting = new WebSubscriber(n -> 200)) {
            subscribe(open, Map.of());
            String kept = subscribe(lasting, Map.of());
            open.confirm();
            String token = lasting.await(ASKED, 1).get(0).text("Token");
            clients.sns.confirmSubscription(r -> r.topicArn(TOPIC).token(token).authenticateOnUnsubscribe("true"));
            publish("with a way out");
            String out = open.await(NOTIFIED, 1).get(0).text("UnsubscribeURL");
            String noWay = lasting.await(NOTIFIED, 1).get(0).text("UnsubscribeURL");
            assertThat(WebSubscriber.get(out).statusCode()).isEqualTo(200);
            assertThat(WebSubscriber.get(noWay).statusCode()).isEqualTo(403);
            assertThat(subscriptions()).containsExactly(kept);
        }
    }

    @Test
    void nothingElseIsLetInUnsigned() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> 200)) {
            String arn = subscribe(subscriber, Map.of());
            WebSubscriber.Post asked = subscriber.await(ASKED, 1).get(0);
            String endpoint = aws.connection().endpoint().toString();
            String token = asked.text("Token");
            for (String path : List.of(
                    "/?Action=Publish&TopicArn=" + TOPIC + "&Message=x&Token=" + token,
                    "/?Action=ListTopics&Token=" + token,
                    "/?Action=Unsubscribe&SubscriptionArn=" + arn,
                    "/?Action=Unsubscribe&SubscriptionArn=" + arn + "&Token=guess",
                    "/?Action=ConfirmSubscription&TopicArn=" + TOPIC,
                    "/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=guess",
                    "/SimpleNotificationService-0.pem",
                    "/signing.p12")) {
                HttpResponse<String> answer = WebSubscriber.get(endpoint + path);
                assertThat(answer.statusCode()).as(path).isBetween(400, 403);
            }
            String confirm = "/" + asked.text("SubscribeURL").substring(endpoint.length() + 1);
            int port = aws.connection().endpoint().getPort();
            String host = "127.0.0.1:" + port;
            for (Map<String, String> headers : List.of(
                    Map.of("Host", "evil.example:" + port),
                    Map.of("Host", host, "Origin", "http://evil.example"),
                    Map.of("Host", host, "Sec-Fetch-Site", "cross-site"))) {
                assertThat(RawAws.raw(port, RawAws.request("GET", confirm, headers, new byte[0]))
                                .status())
                        .isEqualTo(403);
            }
            assertThat(RawAws.raw(port, RawAws.request("POST", confirm, Map.of("Host", host), new byte[0]))
                            .status())
                    .isBetween(400, 403);
            assertThat(subscriptions()).containsExactly("PendingConfirmation");
        }
    }

    @Test
    void anAddressThatCannotBeReachedStaysPendingAndAGuessedTokenConfirmsNothing() {
        clients.sns.subscribe(r -> r.topicArn(TOPIC).protocol("https").endpoint("https://example.com/orders"));
        assertThatExceptionOfType(software.amazon.awssdk.services.sns.model.InvalidParameterException.class)
                .isThrownBy(() ->
                        clients.sns.confirmSubscription(r -> r.topicArn(TOPIC).token("guess")));
        assertThat(subscriptions()).containsExactly("PendingConfirmation");
        assertThat(folder.resolve("sns")).doesNotExist();
    }
}

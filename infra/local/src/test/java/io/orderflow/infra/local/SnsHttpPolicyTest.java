package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** HTTP subscribers: how often, as what and by which way they are posted to, and how they end and come back. */
final class SnsHttpPolicyTest {

    private static final String NOTIFIED = "Notification";
    private static final String UNSUBSCRIBED = "UnsubscribeConfirmation";

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final SnsClient sns = AWS.clients().sns;
    private final SqsClient sqs = AWS.clients().sqs;
    private final String name = "h-" + UUID.randomUUID();
    private final String topic = sns.createTopic(r -> r.name(name)).topicArn();

    @TempDir
    Path folder;

    private String subscribe(WebSubscriber subscriber, Map<String, String> attributes) {
        return sns.subscribe(r -> r.topicArn(topic)
                        .protocol(subscriber.protocol())
                        .endpoint(subscriber.url())
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private void topicPolicy(String policy) {
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("DeliveryPolicy").attributeValue(policy));
    }

    private static String atOnce(int retries) {
        return "{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":" + retries + ",\"numNoDelayRetries\":"
                + retries + "}";
    }

    /** A redrive policy, and its queue's URL. */
    private String deadLetters(Map<String, String> attributes) {
        attributes.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + Fixtures.arn(name) + "\"}");
        return sqs.createQueue(r ->
                        r.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, Fixtures.allow(topic, name))))
                .queueUrl();
    }

    private Message dead(String url) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(1))
                                .messages(),
                        found -> !found.isEmpty())
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 3"})
    void aSubscriptionsRetriesGoBeforeItsTopicsUnlessTheTopicForbidsThat(boolean fixed, int posts) throws Exception {
        topicPolicy("{\"http\":{\"defaultHealthyRetryPolicy\":" + atOnce(2) + ",\"disableSubscriptionOverrides\":"
                + fixed + "}}");
        Map<String, String> attributes = new HashMap<>();
        attributes.put("DeliveryPolicy", "{\"healthyRetryPolicy\":" + atOnce(0) + "}");
        String url = deadLetters(attributes);
        try (WebSubscriber subscriber = new WebSubscriber(n -> 500)) {
            subscribe(subscriber, attributes);
            subscriber.confirm();
            sns.publish(r -> r.topicArn(topic).message("m"));
            assertThat(dead(url).body()).contains("\"Message\":\"m\"");
            assertThat(subscriber.of(NOTIFIED)).hasSize(posts);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, 1", "400, 1", "302, 1", "429, 3", "500, 3", "503, 3"})
    void whatTheSubscriberRefusesIsNotTriedAgainWhatItCannotTakeNowIs(int status, int posts) throws Exception {
        topicPolicy("{\"http\":{\"defaultHealthyRetryPolicy\":" + atOnce(2) + "}}");
        Map<String, String> attributes = new HashMap<>();
        String url = deadLetters(attributes);
        try (WebSubscriber subscriber = new WebSubscriber(n -> status)) {
            subscribe(subscriber, attributes);
            subscriber.confirm();
            String id = sns.publish(r -> r.topicArn(topic).message("m")).messageId();
            assertThat(dead(url).body()).contains(id);
            assertThat(subscriber.of(NOTIFIED)).hasSize(posts);
        }
    }

    @Test
    void notificationsAreOfTheContentTypeThatIsWantedAndConfirmationsAreText() throws Exception {
        topicPolicy("{\"http\":{\"defaultRequestPolicy\":{\"headerContentType\":\"application/json\"}}}");
        String csv = "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}";
        try (WebSubscriber json = new WebSubscriber(n -> 200);
                WebSubscriber raw = new WebSubscriber(n -> 200);
                WebSubscriber envelope = new WebSubscriber(n -> 200)) {
            subscribe(json, Map.of());
            subscribe(raw, Map.of("RawMessageDelivery", "true", "DeliveryPolicy", csv));
            subscribe(envelope, Map.of("DeliveryPolicy", csv));
            for (WebSubscriber subscriber : List.of(json, raw, envelope)) {
                assertThat(subscriber.confirm().header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
            }
            sns.publish(r -> r.topicArn(topic).message("m"));
            assertThat(contentType(json)).isEqualTo("application/json");
            assertThat(contentType(raw)).isEqualTo("text/csv");
            assertThat(contentType(envelope)).isEqualTo("text/plain; charset=UTF-8");
        }
    }

    private static String contentType(WebSubscriber subscriber) {
        return subscriber.await(NOTIFIED, 1).get(0).header("Content-Type");
    }

    @Test
    void whoeverEndsASubscriptionByItsUrlTheSubscriberIsToldAndCanHaveItBack() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> 200)) {
            String arn = subscribe(subscriber, Map.of("RawMessageDelivery", "true"));
            String token = subscriber.confirm().text("Token");
            WebSubscriber.get(AWS.aws().connection().endpoint() + "/?Action=Unsubscribe&SubscriptionArn=" + arn
                    + "&Token=" + token);
            assertThat(subscriptions()).isEmpty();
            WebSubscriber.Post told = subscriber.await(UNSUBSCRIBED, 1).get(0);
            assertThat(told.header("x-amz-sns-subscription-arn")).isEqualTo(arn);
            assertThat(told.header("x-amz-sns-rawdelivery")).isNull();
            assertThat(told.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
            assertThat(told.text("Type")).isEqualTo(UNSUBSCRIBED);
            assertThat(told.text("Message"))
                    .isEqualTo("You have chosen to deactivate subscription " + arn + ".\nTo cancel this operation and"
                            + " restore the subscription, visit the SubscribeURL included in this message.");
            assertThat(told.json().has("UnsubscribeURL")).isFalse();
            assertThat(told.text("Token")).isNotEqualTo(token);
            assertThat(WebSubscriber.verifies(
                            told.json(),
                            "SHA1withRSA",
                            "Message",
                            "MessageId",
                            "SubscribeURL",
                            "Timestamp",
                            "Token",
                            "TopicArn",
                            "Type"))
                    .isTrue();
            assertThat(WebSubscriber.get(told.text("SubscribeURL")).body()).contains(arn);
            assertThat(subscriptions()).containsExactly(arn);
            sns.publish(r -> r.topicArn(topic).message("again"));
            assertThat(subscriber.await(NOTIFIED, 1).get(0).body()).isEqualTo("again");
        }
    }

    private List<String> subscriptions() {
        return sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions().stream()
                .map(Subscription::subscriptionArn)
                .toList();
    }

    @Test
    void theOwnersSignedUnsubscribeIsForGoodAndTellsNobody() throws Exception {
        try (WebSubscriber gone = new WebSubscriber(n -> 200);
                WebSubscriber after = new WebSubscriber(n -> 200)) {
            String arn = subscribe(gone, Map.of());
            String token = gone.confirm().text("Token");
            sns.unsubscribe(r -> r.subscriptionArn(arn));
            subscribe(after, Map.of());
            after.confirm();
            assertThat(gone.of(UNSUBSCRIBED)).isEmpty();
            assertThat(confirm(topic, token).statusCode()).isEqualTo(400);
        }
    }

    private static HttpResponse<String> confirm(String topicArn, String token) throws Exception {
        return WebSubscriber.get(AWS.aws().connection().endpoint() + "/?Action=ConfirmSubscription&TopicArn=" + topicArn
                + "&Token=" + token);
    }

    @Test
    void aTokenConfirmsWhicheverTopicIsNamedIfItIsOneOfThisRegion() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> 200)) {
            String arn = subscribe(subscriber, Map.of());
            String token =
                    subscriber.await("SubscriptionConfirmation", 1).get(0).text("Token");
            assertThat(confirm("not-an-arn", token).body()).contains("<Message>Invalid parameter: Topic</Message>");
            assertThat(confirm(topic.replace("us-east-1", "eu-central-1"), token)
                            .body())
                    .contains("<Message>Invalid parameter: Topic</Message>");
            assertThat(confirm(topic, "abc123").body()).contains("<Message>Invalid parameter: Token</Message>");
            assertThat(subscriptions()).containsExactly("PendingConfirmation");
            assertThat(confirm(topic + "x", token).body()).contains(arn);
            assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn))
                            .attributes())
                    .containsEntry("PendingConfirmation", "false")
                    .containsEntry("ConfirmationWasAuthenticated", "false");
            assertThat(confirm(topic, token).body()).contains(arn);
        }
    }

    @Test
    void aSignedConfirmationIsToldToHaveBeenOne() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> 200)) {
            String arn = subscribe(subscriber, Map.of());
            String token =
                    subscriber.await("SubscriptionConfirmation", 1).get(0).text("Token");
            sns.confirmSubscription(r -> r.topicArn(topic).token(token));
            assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn))
                            .attributes())
                    .containsEntry("ConfirmationWasAuthenticated", "true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.2", "[::1]"})
    void aSubscriberIsReachedByEveryNameOfThisMachine(String host) throws Exception {
        if (host.contains(":")) {
            assumeThat(NetworkInterface.getByInetAddress(InetAddress.getAllByName("::1")[0]))
                    .isNotNull();
        }
        try (WebSubscriber subscriber = new WebSubscriber(host, HttpServer.create(), n -> 200)) {
            notified(subscriber);
        }
    }

    @Test
    void aUserInTheUrlIsShownToTheSubscriber() throws Exception {
        try (WebSubscriber subscriber = new WebSubscriber(n -> 200)) {
            sns.subscribe(r -> r.topicArn(topic)
                    .protocol("http")
                    .endpoint(subscriber.url().replace("://", "://user:pass%20word@")));
            WebSubscriber.Post asked =
                    subscriber.await("SubscriptionConfirmation", 1).get(0);
            assertThat(asked.header("Authorization")).isEqualTo("Basic dXNlcjpwYXNzIHdvcmQ=");
            assertThat(asked.text("SubscribeURL"))
                    .isEqualTo(AWS.aws().connection().endpoint() + "/?Action=ConfirmSubscription&TopicArn=" + topic
                            + "&Token=" + asked.text("Token"));
        }
    }

    private void notified(WebSubscriber subscriber) throws Exception {
        subscribe(subscriber, Map.of());
        subscriber.confirm();
        String id = sns.publish(r -> r.topicArn(topic).message("m")).messageId();
        assertThat(subscriber.await(NOTIFIED, 1).get(0).text("MessageId")).isEqualTo(id);
    }

    @Test
    void aSubscriberByHttpsMayShowACertificateOfItsOwnMakingForAnyName() throws Exception {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        try (WebSubscriber subscriber = new WebSubscriber("localhost", server, n -> 200)) {
            notified(subscriber);
        }
    }

    private SSLContext selfSigned() throws Exception {
        char[] password = "secret".toCharArray();
        Path file = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=somebody.else",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aNotificationThatWaitsWhenTheProcessIsKilledArrivesFromTheNextOne() throws Exception {
        int port = freePort();
        Path data = folder.resolve("data");
        try (WebSubscriber subscriber = new WebSubscriber(n -> n == 1 ? 503 : 200)) {
            LocalConnection target;
            try (LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(data), port, line -> {}))) {
                target = aws.connection();
            }
            String id;
            try (OwnerProcess owner = OwnerProcess.start(data, port);
                    Clients clients = Clients.withoutRetries(target)) {
                owner.awaitServing();
                String orders = clients.sns.createTopic(r -> r.name("Orders")).topicArn();
                String later = "{\"minDelayTarget\":10,\"maxDelayTarget\":10,\"numRetries\":1}";
                clients.sns.subscribe(r -> r.topicArn(orders)
                        .protocol("http")
                        .endpoint(subscriber.url())
                        .attributes(Map.of("DeliveryPolicy", "{\"healthyRetryPolicy\":" + later + "}")));
                subscriber.confirm();
                id = clients.sns
                        .publish(r -> r.topicArn(orders).message("over a kill"))
                        .messageId();
                subscriber.await(NOTIFIED, 1); // the next try would come 10 s later
                owner.kill();
            }
            try (OwnerProcess owner = OwnerProcess.start(data, port)) {
                owner.awaitServing();
                WebSubscriber.Post got = subscriber.await(NOTIFIED, 2).get(1);
                assertThat(got.text("MessageId")).isEqualTo(id);
                assertThat(got.text("Message")).isEqualTo("over a kill");
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

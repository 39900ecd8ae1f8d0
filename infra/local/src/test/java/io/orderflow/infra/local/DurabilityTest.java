package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What was acknowledged is still there: after a close, after kill -9, and for a second process. */
final class DurabilityTest {

    @TempDir
    Path folder;

    private LocalAws open() throws LocalAwsException {
        return LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {}));
    }

    private static String queueUrl(Clients clients, String name) {
        return clients.sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
    }

    private static List<Message> receive(Clients clients, String name) {
        return clients.sqs
                .receiveMessage(r -> r.queueUrl(queueUrl(clients, name))
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static void setUp(Clients clients) {
        String topic = clients.sns.createTopic(r -> r.name("Orders")).topicArn();
        clients.sqs.createQueue(r -> r.queueName("Dead"));
        clients.sqs.createQueue(r -> r.queueName("Work")
                .attributes(Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0",
                        QueueAttributeName.POLICY,
                        Fixtures.allow(topic, "Work"),
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + Fixtures.arn("Dead") + "\",\"maxReceiveCount\":2}")));
        clients.sns.subscribe(r -> r.topicArn(topic)
                .protocol("sqs")
                .endpoint(Fixtures.arn("Work"))
                .attributes(Map.of("RawMessageDelivery", "true")));
    }

    private static void publish(Clients clients, String message) {
        clients.sns.publish(
                r -> r.topicArn("arn:aws:sns:us-east-1:000000000000:Orders").message(message));
    }

    @Test
    void everythingIsThereAfterACloseAndAStart() throws Exception {
        LocalConnection first;
        try (LocalAws aws = open();
                Clients clients = new Clients(aws.connection())) {
            first = aws.connection();
            setUp(clients);
            Fixtures.ordersTable(clients);
            clients.dynamoDb.putItem(r -> r.tableName("Orders").item(Map.of("orderId", AttributeValue.fromS("O1"))));
            publish(clients, "dead soon");
            receive(clients, "Work");
            receive(clients, "Work");
            assertThat(receive(clients, "Work")).isEmpty(); // moved now
            publish(clients, "once seen");
            receive(clients, "Work");
        }
        try (LocalAws aws = open();
                Clients clients = new Clients(aws.connection())) {
            assertThat(aws.connection().accessKeyId()).isEqualTo(first.accessKeyId());
            assertThat(aws.connection().secretAccessKey()).isEqualTo(first.secretAccessKey());
            Message seen = receive(clients, "Work").get(0);
            assertThat(seen.body()).isEqualTo("once seen");
            assertThat(seen.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
            assertThat(receive(clients, "Dead")).singleElement().satisfies(m -> assertThat(m.body())
                    .isEqualTo("dead soon"));
            assertThat(clients.dynamoDb.scan(r -> r.tableName("Orders")).items())
                    .hasSize(1);
            publish(clients, "still subscribed");
            assertThat(receive(clients, "Work")).extracting(Message::body).contains("still subscribed");
        }
    }

    @Test
    void nothingAcknowledgedIsLostByAKill() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (OwnerProcess owner = OwnerProcess.start(folder, 0)) {
            owner.awaitServing();
            LocalAws joined = open();
            assertThat(joined.owner()).isFalse();
            assertThat(joined.alive()).isTrue();
            try (Clients clients = new Clients(joined.connection())) {
                setUp(clients);
                publishUntilKilled(clients, acknowledged, owner);
            }
            assertThat(joined.alive()).isFalse();
            joined.close();
        }
        try (LocalAws aws = open();
                Clients clients = new Clients(aws.connection())) {
            assertThat(aws.owner()).isTrue();
            Set<String> found = new HashSet<>();
            for (String queue : List.of("Work", "Dead")) {
                String url = queueUrl(clients, queue);
                for (List<Message> batch = drain(clients, url); !batch.isEmpty(); batch = drain(clients, url)) {
                    batch.forEach(message -> assertThat(found.add(message.body()))
                            .as("once: %s", message.body())
                            .isTrue());
                }
            }
            assertThat(found).containsAll(acknowledged);
        }
    }

    private static List<Message> drain(Clients clients, String url) {
        return clients.sqs
                .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(300))
                .messages();
    }

    /** Every publisher ends by the kill and by nothing else. */
    private static void publishUntilKilled(Clients clients, Set<String> acknowledged, OwnerProcess owner)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> publishers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                publishers.add(threads.submit(() -> publishForever(clients, next, acknowledged)));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> acknowledged.size() > 300
                            || publishers.stream().anyMatch(Future::isDone)); // one that failed before the kill
            assertThat(publishers).noneMatch(Future::isDone);
            owner.kill();
            for (Future<?> publisher : publishers) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> publisher.get(30, TimeUnit.SECONDS))
                        .withCauseInstanceOf(SdkException.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void publishForever(Clients clients, AtomicInteger next, Set<String> acknowledged) {
        while (true) {
            String message = "order-" + next.incrementAndGet();
            publish(clients, message);
            acknowledged.add(message);
        }
    }

    @Test
    void aMoveTaskGoesOnAfterAKill() throws Exception {
        int count = 40;
        String dead = Fixtures.arn("Dead");
        try (OwnerProcess owner = OwnerProcess.start(folder, 0)) {
            owner.awaitServing();
            try (LocalAws joined = open();
                    Clients clients = new Clients(joined.connection())) {
                setUp(clients);
                clients.sqs.createQueue(r -> r.queueName("Parked"));
                for (int i = 0; i < count; i++) {
                    String body = "m" + i;
                    clients.sqs.sendMessage(
                            r -> r.queueUrl(queueUrl(clients, "Dead")).messageBody(body));
                }
                clients.sqs.startMessageMoveTask(r ->
                        r.sourceArn(dead).destinationArn(Fixtures.arn("Parked")).maxNumberOfMessagesPerSecond(10));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> task(clients).approximateNumberOfMessagesMoved() >= 10);
                owner.kill();
            }
        }
        try (LocalAws aws = open();
                Clients clients = new Clients(aws.connection())) {
            assertThat(task(clients).status()).isEqualTo("RUNNING");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> task(clients).status().equals("COMPLETED"));
            Set<String> parked = new HashSet<>();
            String url = queueUrl(clients, "Parked");
            for (List<Message> batch = drain(clients, url); !batch.isEmpty(); batch = drain(clients, url)) {
                batch.forEach(message -> parked.add(message.body()));
            }
            assertThat(parked).hasSize(count);
            assertThat(drain(clients, queueUrl(clients, "Dead"))).isEmpty();
        }
    }

    private static ListMessageMoveTasksResultEntry task(Clients clients) {
        return clients.sqs
                .listMessageMoveTasks(r -> r.sourceArn(Fixtures.arn("Dead")))
                .results()
                .get(0);
    }

    @Test
    void theKeyIsForTheUserAlone() throws Exception {
        try (LocalAws aws = open()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("connection.json"))))
                    .isEqualTo("rw-------");
            assertThat(aws.alive()).isTrue();
        }
    }

    @Test
    void aPortInUseAndAFolderThatCannotBeWrittenAreReportedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(LocalAwsException.class)
                    .isThrownBy(() ->
                            LocalAws.start(new LocalAwsConfig(Optional.of(folder), taken.getLocalPort(), line -> {})))
                    .withMessageContaining("Port " + taken.getLocalPort())
                    .matches(e -> !e.getMessage().contains("\n"));
        }
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(LocalAwsException.class)
                .isThrownBy(() -> LocalAws.start(new LocalAwsConfig(Optional.of(file), 0, line -> {})))
                .withMessageContaining("cannot be written")
                .matches(e -> !e.getMessage().contains("\n"));
    }
}

package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The owner is killed again and again at random moments, its own start among them, while others publish, consume, let
 * messages die, move dead letters and write rows. What was acknowledged must be there in the end: every message, every
 * delete, every row.
 */
final class KillIT {

    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:Orders";
    private static final List<String> QUEUES = List.of("Work", "Dead", "Parked");
    private static final int DURING_START = 5; // one kill in so many

    @TempDir
    Path folder;

    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final Set<String> deleting = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger moveTasks = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);

    @Test
    void nothingAcknowledgedIsLostOverFiveKills() throws Exception {
        surviveKills(5);
    }

    @Tag("chaos")
    @Test
    void nothingAcknowledgedIsLostOverTwentyKills() throws Exception {
        surviveKills(20);
    }

    private void surviveKills(int kills) throws Exception {
        long from = System.nanoTime();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int port = freePort();
        Connection target;
        try (LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), port, line -> {}));
                Clients clients = new Clients(aws.connection())) {
            target = aws.connection();
            setUp(clients);
        }
        ExecutorService load = Executors.newFixedThreadPool(8);
        try (Clients clients = Clients.withoutRetries(target)) {
            start(load, clients);
            for (int kill = 0; kill < kills; kill++) {
                killOnce(port, random);
            }
            stop.countDown();
            load.shutdown();
            assertThat(load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            stop.countDown();
            load.shutdownNow();
        }
        try (LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {}));
                Clients clients = new Clients(aws.connection())) {
            verify(clients, seed);
        }
        System.out.printf(
                "BENCH name=kills-survived value=%d unit=kills seconds=%d published=%d deleted=%d rows=%d move-tasks=%d%n",
                kills,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from),
                published.size(),
                deleted.size(),
                written.size(),
                moveTasks.get());
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return any.getLocalPort();
        }
    }

    private void killOnce(int port, Random random) throws IOException, InterruptedException {
        try (OwnerProcess owner = OwnerProcess.start(folder, port)) {
            if (random.nextInt(DURING_START) == 0) {
                stop.await(random.nextInt(2_500), TimeUnit.MILLISECONDS);
            } else {
                owner.awaitServing();
                int before = published.size();
                int rows = written.size();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> published.size() > before + 5 && written.size() > rows);
                stop.await(random.nextInt(1_200), TimeUnit.MILLISECONDS);
            }
            owner.kill();
        }
    }

    private static void setUp(Clients clients) {
        clients.sns.createTopic(r -> r.name("Orders"));
        clients.sqs.createQueue(r -> r.queueName("Parked"));
        clients.sqs.createQueue(r -> r.queueName("Dead"));
        clients.sqs.createQueue(r -> r.queueName("Work")
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        Fixtures.allow(TOPIC, "Work"),
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + Fixtures.arn("Dead") + "\",\"maxReceiveCount\":2}")));
        clients.sns.subscribe(r -> r.topicArn(TOPIC)
                .protocol("sqs")
                .endpoint(Fixtures.arn("Work"))
                .attributes(Map.of("RawMessageDelivery", "true")));
        Fixtures.ordersTable(clients);
    }

    /** Something that is done over and over, whether or not anyone answers. */
    @FunctionalInterface
    private interface Work {
        void once() throws InterruptedException;
    }

    private void start(ExecutorService load, Clients clients) {
        Work publish = () -> {
            String message = "order-" + next.incrementAndGet();
            clients.sns.publish(r -> r.topicArn(TOPIC).message(message));
            published.add(message);
        };
        Work consume = () -> consume(clients);
        Work write = () -> {
            String id = "row-" + next.incrementAndGet();
            clients.dynamoDb.putItem(r -> r.tableName("Orders").item(Map.of("orderId", AttributeValue.fromS(id))));
            written.add(id);
        };
        Work move = () -> {
            clients.sqs.startMessageMoveTask(
                    r -> r.sourceArn(Fixtures.arn("Dead")).destinationArn(Fixtures.arn("Parked")));
            moveTasks.incrementAndGet();
            stop.await(300, TimeUnit.MILLISECONDS);
        };
        for (Work work : List.of(publish, publish, publish, consume, consume, write, move)) {
            load.execute(() -> repeat(work));
        }
    }

    private void repeat(Work work) {
        try {
            while (stop.getCount() > 0) {
                try {
                    work.once();
                } catch (SdkException e) {
                    stop.await(20, TimeUnit.MILLISECONDS); // nobody is there, or it is refused: again
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every third message is left to die. */
    private void consume(Clients clients) {
        String url = clients.sqs.getQueueUrl(r -> r.queueName("Work")).queueUrl();
        List<Message> messages = clients.sqs
                .receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(1)
                        .waitTimeSeconds(1))
                .messages();
        for (Message message : messages) {
            if (Integer.parseInt(message.body().substring("order-".length())) % 3 != 0) {
                deleting.add(message.body());
                clients.sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                deleted.add(message.body());
            }
        }
    }

    private void verify(Clients clients, long seed) {
        String running = Fixtures.arn("Dead");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> clients.sqs.listMessageMoveTasks(r -> r.sourceArn(running)).results().stream()
                        .noneMatch(task -> task.status().equals("RUNNING")));
        Map<String, Integer> found = new HashMap<>();
        for (String queue : QUEUES) {
            String url = clients.sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
            AtomicInteger received = new AtomicInteger();
            Awaitility.await().atMost(Duration.ofSeconds(45)).until(() -> drained(clients, url, found, received));
        }
        Set<String> missing = new HashSet<>(published);
        missing.removeAll(found.keySet());
        missing.removeAll(deleting);
        assertThat(missing).as("acknowledged and gone, seed " + seed).isEmpty();
        Set<String> risen = new HashSet<>(found.keySet());
        risen.retainAll(deleted);
        assertThat(risen).as("deleted and back, seed " + seed).isEmpty();
        List<String> twice = found.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        System.out.printf("BENCH name=doubled-by-kills value=%d unit=messages%n", twice.size());
        Set<String> rows = new HashSet<>();
        clients.dynamoDb
                .scanPaginator(r -> r.tableName("Orders"))
                .items()
                .forEach(item -> rows.add(item.get("orderId").s()));
        assertThat(rows).as("seed " + seed).containsAll(written);
        assertThat(written).isNotEmpty();
        assertThat(published).hasSizeGreaterThan(50);
        assertThat(deleted).isNotEmpty();
        assertThat(moveTasks.get()).isPositive();
    }

    /**
     * Whether all is hidden, and by us: not still by a receive of before the last kill. A receive that only moves
     * messages to the dead-letter queue finds nothing, though more may wait.
     */
    private static boolean drained(Clients clients, String url, Map<String, Integer> found, AtomicInteger received) {
        List<Message> batch;
        do {
            batch = clients.sqs
                    .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(600))
                    .messages();
            batch.forEach(message -> found.merge(message.body(), 1, Integer::sum));
            received.addAndGet(batch.size());
        } while (!batch.isEmpty());
        Map<QueueAttributeName, String> depth = clients.sqs
                .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return depth.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES).equals("0")
                && depth.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        .equals(Integer.toString(received.get()));
    }
}

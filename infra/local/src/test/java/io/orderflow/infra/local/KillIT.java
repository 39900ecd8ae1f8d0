package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The owner is killed again and again, in its own start too, while others publish, consume, let messages die, move dead
 * letters and write rows. What was acknowledged must be there: every message and every delete in the end, every row, with
 * its entries in both indexes, after each kill.
 *
 * <p>A seed, printed first, fixes what each of the others does one after the other, and after how many acknowledged
 * operations each kill comes; how the others' operations interleave it cannot fix. {@code -Dseed=N} takes one again.
 */
final class KillIT {

    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:Orders";
    private static final List<String> QUEUES = List.of("Work", "Dead", "Parked");
    private static final String POISON = "poison-";
    private static final int WORKERS = 7;
    private static final int DURING_START = 5; // one kill in so many
    /** Acknowledged operations from one kill to the next. */
    private static final int LEAST = 80;

    private static final int MORE = 500;

    @TempDir
    Path folder;

    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final Set<String> deleting = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger moveTasks = new AtomicInteger();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Future<KillRows>> load = new ArrayList<>();
    private volatile CountDownLatch untilKill = new CountDownLatch(0);

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
        long seed = Long.getLong("seed", from);
        System.out.println("KillIT seed " + seed + ", again with -Dseed=" + seed);
        Random random = new Random(seed);
        int port = freePort();
        LocalConnection target;
        try (LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), port, line -> {}));
                Clients clients = new Clients(aws.connection())) {
            target = aws.connection();
            setUp(clients);
        }
        List<KillRows> rows = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try (Clients clients = Clients.withoutRetries(target)) {
            for (int i = 0; i < WORKERS; i++) {
                Worker worker = new Worker(clients, "w" + i, new Random(random.nextLong()));
                load.add(threads.submit(() -> {
                    worker.work();
                    return worker.rows;
                }));
            }
            for (int kill = 0; kill < kills; kill++) {
                killOnce(port, random);
            }
            stop.countDown();
            for (Future<KillRows> one : load) {
                rows.add(one.get(30, TimeUnit.SECONDS)); // throws what it threw
            }
        } finally {
            stop.countDown();
            threads.shutdownNow();
        }
        try (LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {}));
                Clients clients = new Clients(aws.connection())) {
            verify(clients, seed);
            assertThat(rows).allSatisfy(one -> one.verify(clients.dynamoDb));
            assertThat(KillRows.verifyIndexes(clients.dynamoDb)).isPositive();
            assertThat(rows).allSatisfy(one -> assertThat(one.verifications()).isGreaterThan(1));
        }
        System.out.printf(
                Locale.ROOT,
                "BENCH name=kills-survived value=%d unit=kills seconds=%d published=%d deleted=%d row-writes=%d row-checks=%d move-tasks=%d%n",
                kills,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from),
                published.size(),
                deleted.size(),
                written.get(),
                rows.stream().mapToInt(KillRows::verifications).sum(),
                moveTasks.get());
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void killOnce(int port, Random random) throws Exception {
        boolean duringStart = random.nextInt(DURING_START) == 0;
        int millis = random.nextInt(2_500);
        int operations = LEAST + random.nextInt(MORE);
        try (OwnerProcess owner = OwnerProcess.start(folder, port)) {
            if (duringStart) {
                stop.await(millis, TimeUnit.MILLISECONDS);
                owner.kill();
                return;
            }
            owner.awaitServing();
            int messages = published.size();
            int rows = written.get();
            untilKill = new CountDownLatch(operations);
            if (!untilKill.await(90, TimeUnit.SECONDS)) {
                for (Future<KillRows> one : load) {
                    if (one.isDone()) {
                        one.get(); // throws what it threw
                    }
                }
                throw new AssertionError(untilKill.getCount() + " operations are missing until the next kill");
            }
            owner.kill();
            assertThat(published).hasSizeGreaterThan(messages + 5);
            assertThat(written.get()).isGreaterThan(rows);
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
        KillRows.createTable(clients.dynamoDb);
    }

    /** One of the others: what it does, and in which order, comes from its random numbers alone. */
    private final class Worker {

        private final Clients clients;
        private final String name;
        private final Random random;
        private final KillRows rows;

        Worker(Clients clients, String name, Random random) {
            this.clients = clients;
            this.name = name;
            this.random = random;
            this.rows = new KillRows(name);
        }

        void work() throws InterruptedException {
            for (int step = 0; stop.getCount() > 0; step++) {
                int kind = random.nextInt(20);
                long choice = random.nextLong(); // the same at each attempt
                int attempt = 0;
                while (stop.getCount() > 0 && !acknowledged(kind, choice, name + "-" + step + "-" + attempt)) {
                    attempt++;
                }
            }
        }

        /** Whether it was answered; if not, nobody knows what became of it, and the next attempt has another text. */
        private boolean acknowledged(int kind, long choice, String id) throws InterruptedException {
            try {
                rows.verifyIfKilled(clients.dynamoDb);
                if (kind < 8) {
                    String message = (choice % 3 == 0 ? POISON : "order-") + id;
                    clients.sns.publish(r -> r.topicArn(TOPIC).message(message));
                    published.add(message);
                } else if (kind < 13) {
                    consume();
                } else if (kind < 19) {
                    rows.write(clients.dynamoDb, new Random(choice));
                    written.incrementAndGet();
                } else {
                    clients.sqs.startMessageMoveTask(
                            r -> r.sourceArn(Fixtures.arn("Dead")).destinationArn(Fixtures.arn("Parked")));
                    moveTasks.incrementAndGet();
                }
            } catch (SdkException e) {
                if (!String.valueOf(e.getMessage()).contains("already a task running")) {
                    if (e instanceof AwsServiceException answer && answer.statusCode() < 500) {
                        throw e; // a refusal, and there was nothing to refuse
                    }
                    rows.killed();
                    return stop.await(20, TimeUnit.MILLISECONDS); // nobody is there
                }
            }
            untilKill.countDown();
            return true;
        }

        /** Poison is left to die. */
        private void consume() {
            String url = clients.sqs.getQueueUrl(r -> r.queueName("Work")).queueUrl();
            List<Message> messages = clients.sqs
                    .receiveMessage(r -> r.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .visibilityTimeout(1)
                            .waitTimeSeconds(1))
                    .messages();
            for (Message message : messages) {
                if (!message.body().startsWith(POISON)) {
                    deleting.add(message.body());
                    clients.sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                    deleted.add(message.body());
                }
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
        System.out.printf(Locale.ROOT, "BENCH name=doubled-by-kills value=%d unit=messages%n", twice.size());
        assertThat(written.get()).isPositive();
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

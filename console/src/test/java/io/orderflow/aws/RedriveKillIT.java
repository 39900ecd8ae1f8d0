package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.deadletter.QueueFacts;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.redrive.LetterReport;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** kill -9 in the middle of a redrive of 2,000, then resumed: compared with what really lies in the queues and the table. */
class RedriveKillIT {
    private static final int LETTERS = 2_000;
    private static final int KILLS = 3;
    private static final int KILLS_OF_CHAOS = 20;

    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    @TempDir
    Path home;

    @Test
    void nothingIsLostByKills() throws Exception {
        killAndCompare(LETTERS, KILLS, System.nanoTime(), endpoint(), List.of());
    }

    @Test
    void norWhenTheEndpointIsSlowAndFails() throws Exception {
        behindABadEndpoint(LETTERS / 4, 1, System.nanoTime());
    }

    @Test
    @Tag("chaos")
    void norByMany() throws Exception {
        Random random = new Random();
        for (int kills = 0; kills < KILLS_OF_CHAOS; kills += 4) {
            killAndCompare(LETTERS, 2, random.nextLong(), endpoint(), List.of());
            behindABadEndpoint(LETTERS, 2, random.nextLong());
        }
    }

    private void behindABadEndpoint(int letters, int kills, long seed) throws Exception {
        try (BadEndpoint bad = new BadEndpoint(endpoint(), seed)) {
            Path hosts = Files.writeString(home.resolve("hosts"), bad.hosts());
            killAndCompare(letters, kills, seed, bad.url(), List.of("-Djdk.net.hosts.file=" + hosts));
            System.out.println("BAD ENDPOINT " + bad.fates());
            assertThat(bad.fates()).containsKeys(BadEndpoint.Fate.values());
        }
    }

    private static URI endpoint() {
        return ((AwsTarget.Embedded) AWS.clients().target()).endpoint();
    }

    /** Kills so often, each time somewhere further on. */
    private void killAndCompare(int letters, int kills, long seed, URI endpoint, List<String> jvm) throws Exception {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory(home, "redrive");
        ResourceNames names = AWS.newStack().spec().names();
        bury(names, letters);
        int killed = 0;
        String mode = "run";
        int from = 0;
        while (killed < kills) {
            from += 1 + random.nextInt((letters - from) / 2);
            if (!start(names, folder, mode, endpoint, jvm).killedAfter(from)) {
                break; // it was faster
            }
            killed++;
            mode = "resume";
        }
        String end = start(names, folder, mode, endpoint, jvm).runToTheEnd();
        System.out.println("KILLED times=" + killed + " seed=" + seed + " " + end);
        assertThat(killed).isPositive();
        compare(names, folder, letters);
    }

    private static void bury(ResourceNames names, int letters) {
        String url = AWS.clients()
                .sqs()
                .getQueueUrl(request -> request.queueName(names.deadLetterQueue()))
                .queueUrl();
        for (int first = 0; first < letters; first += 10) {
            int from = first;
            AWS.clients().sqs().sendMessageBatch(request -> request.queueUrl(url)
                    .entries(IntStream.range(from, from + 10)
                            .mapToObj(n -> SendMessageBatchRequestEntry.builder()
                                    .id("e" + n)
                                    .messageBody(
                                            "{\"orderId\":\"K" + n + "\",\"userId\":\"U1\",\"itemName\":\"Item\","
                                                    + "\"quantity\":1,\"status\":\"new\",\"timestamp\":\"2026-01-01T00:00:00Z\"}")
                                    .build())
                            .toList()));
        }
    }

    private static KilledProcess start(ResourceNames names, Path folder, String mode, URI endpoint, List<String> jvm)
            throws IOException {
        String prefix = names.queue().substring(0, names.queue().length() - "OrderQueue".length());
        var target = (AwsTarget.Embedded) AWS.clients().target();
        return KilledProcess.start(RedriveProcess.class, target, endpoint, jvm, prefix, folder.toString(), mode);
    }

    private static void compare(ResourceNames names, Path folder, int letters) throws Exception {
        ReceiptFolders receipts = new ReceiptFolders(folder);
        assertThat(receipts.unfinished()).isEmpty();
        RedriveReport report = receipts.read(receipts.ids().get(0)).report();
        // what was received and never arrived here is not of the set, and stays where it is
        int set = report.letters().size();
        assertThat(set).isBetween(letters / 2, letters);
        assertThat(report.letters()).allSatisfy(letter -> {
            assertThat(letter.sent()).isTrue();
            assertThat(letter.deleted()).isTrue();
            assertThat(letter.end()).isNotNull();
            assertThat(letter.end().done()).isTrue();
        });

        SqsLetterQueue dead =
                new SqsLetterQueue(AWS.clients().sqs(), AWS.clients().target(), names.deadLetterQueue());
        await().atMost(Duration.ofSeconds(30)).until(dead::facts, facts -> facts.total() == letters - set);
        QueueFacts queue = new SqsLetterQueue(AWS.clients().sqs(), AWS.clients().target(), names.queue()).facts();
        assertThat(queue.total()).isZero();

        Set<String> orders = new HashSet<>();
        AWS.clients()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(names.table()).consistentRead(true))
                .items()
                .forEach(item -> orders.add(item.get("orderId").s()));
        assertThat(orders).hasSize(set);

        Map<String, List<ConsumerLine>> lines = lines(names);
        for (LetterReport letter : report.letters()) {
            List<ConsumerLine> ofOrder = lines.get(letter.orderId());
            assertThat(ofOrder.stream().filter(line -> line.outcome().equals("STORED")))
                    .as("effect of " + letter)
                    .hasSize(1);
            long messages =
                    ofOrder.stream().map(ConsumerLine::messageId).distinct().count();
            assertThat(messages).as("messages of " + letter).isLessThanOrEqualTo(letter.maybeTwice() ? 3 : 1);
        }
    }

    private static Map<String, List<ConsumerLine>> lines(ResourceNames names) throws Exception {
        LogsFunctionLog log =
                new LogsFunctionLog(AWS.clients().logs(), AWS.clients().target(), names.logGroup());
        Map<String, List<ConsumerLine>> lines = new HashMap<>();
        String next = null;
        do {
            FunctionLog.Page page = log.read(Instant.EPOCH, Instant.now().plusSeconds(60), false, next);
            page.lines().forEach(line -> lines.computeIfAbsent(line.orderId(), id -> new ArrayList<>())
                    .add(line));
            next = page.next();
        } while (next != null);
        return lines;
    }
}

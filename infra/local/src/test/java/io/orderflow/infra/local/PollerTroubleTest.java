package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What costs a message no receive here, as it would not happen on AWS: slow starts, kills and our own end. */
final class PollerTroubleTest {

    private static final String LOGS = "/aws/lambda/Consumer";
    private static final String STATUS = "got ";

    @TempDir
    Path folder;

    private LocalAws aws;
    private Clients clients;
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private Thread.UncaughtExceptionHandler handler;

    @BeforeEach
    void setUp() throws LocalAwsException, IOException {
        handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        open();
        Fixtures.consumer(clients, 2);
    }

    @AfterEach
    void tearDown() {
        clients.close();
        aws.close();
        Thread.setDefaultUncaughtExceptionHandler(handler);
        assertThat(uncaught).isEmpty();
    }

    private void open() throws LocalAwsException {
        aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {}));
        clients = new Clients(aws.connection());
    }

    private long closeTakes() {
        clients.close();
        long from = System.nanoTime();
        aws.close();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    }

    private String url() {
        return clients.sqs.getQueueUrl(r -> r.queueName("Work")).queueUrl();
    }

    private void send(String body) {
        clients.sqs.sendMessage(r -> r.queueUrl(url()).messageBody(body));
    }

    private List<String> lines(String text) {
        try {
            return clients
                    .logs
                    .filterLogEvents(r -> r.logGroupName(LOGS).filterPattern("\"" + text + "\""))
                    .events()
                    .stream()
                    .map(FilteredLogEvent::message)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    private void awaitLines(String text, int count) {
        await().atMost(Duration.ofSeconds(25)).until(() -> lines(text).size() >= count);
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(25)).until(() -> clients
                .sqs
                .getQueueAttributes(r -> r.queueUrl(url()).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .entrySet()
                .stream()
                .filter(e -> e.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                .allMatch(e -> e.getValue().equals("0")));
    }

    @Test
    void aFirstEventThatTakesLongerThanTheTimeoutStillCountsOnce() {
        send("cold");
        awaitLines("got cold", 1);
        awaitEmpty();
        assertThat(lines(STATUS)).containsExactly("got cold count 1 greeting null");
    }

    @Test
    void aKilledFunctionIsReplacedAndItsMessageCountsOnce() {
        send("linger");
        awaitLines("pid ", 1);
        long pid = Long.parseLong(lines("pid ").get(0).split(" ", -1)[1]);
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        awaitEmpty();
        assertThat(lines(STATUS)).hasSize(2).allMatch(line -> line.startsWith("got linger count 1"));
    }

    @Test
    void ourOwnEndIsQuickAndCostsTheMessageUnderWayNoReceive() throws LocalAwsException {
        send("hang");
        awaitLines("got hang", 1);
        assertThat(closeTakes()).isLessThan(2_500);
        open();
        assertThat(lines("got hang")).as("lines outlive a restart").hasSizeGreaterThanOrEqualTo(1);
        awaitLines("got hang", 2);
        assertThat(lines("got hang")).allMatch(line -> line.startsWith("got hang count 1"));
    }

    @Test
    void closingAmidstManyMessagesLosesNothingAndThrowsNowhere() throws LocalAwsException {
        for (int i = 0; i < 200; i++) {
            send("many-" + i);
        }
        awaitLines("got many", 1);
        assertThat(closeTakes()).isLessThan(2_500);
        open();
        awaitEmpty();
    }
}

package io.orderflow.infra.bench;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalConnection;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** The embedded AWS in a JVM of its own with the whole stack on it, and its clients in this one. */
final class Pipeline implements AutoCloseable {

    static final int BATCH = 10;

    private static final String IN_MEMORY = "-";

    private final Process process;
    private final SdkAwsClients clients;
    private final String topic;
    private int next;

    private Pipeline(Process process, SdkAwsClients clients, String topic) {
        this.process = process;
        this.clients = clients;
        this.topic = topic;
    }

    /**
     * @param folder empty keeps everything in memory
     * @param options of the server's JVM
     */
    static Pipeline start(Optional<Path> folder, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Pipeline.class.getName()));
        command.add(folder.map(Path::toString).orElse(IN_MEMORY));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        String[] connection = out.readLine().split(" ", -1);
        SdkAwsClients clients = SdkAwsClients.open(
                new AwsTarget.Embedded(URI.create(connection[0]), "us-east-1", connection[1], connection[2]));
        Bootstrapper stack = Bootstrapper.connect(
                clients,
                new ResourceNames(""),
                StackOptions.builderFor(clients.endpoint()).build(),
                Clock.systemUTC());
        stack.apply(stack.plan(), ApplyListener.NONE);
        return new Pipeline(
                process,
                clients,
                clients.sns().createTopic(r -> r.name("OrderTopic")).topicArn());
    }

    SdkAwsClients clients() {
        return clients;
    }

    long pid() {
        return process.pid();
    }

    /** Publishes new orders in batches, one after another, and waits until the table has them; in orders/s. */
    double publishedToStored(int orders) {
        long before = stored();
        long start = System.nanoTime();
        for (int first = 0; first < orders; first += BATCH) {
            publish(topic);
        }
        while (stored() < before + orders) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return orders / ((System.nanoTime() - start) / 1e9);
    }

    /** The next ten orders, in one request. */
    void publish(String topicArn) {
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        for (int entry = 0; entry < BATCH; entry++) {
            String order = order(next++);
            entries.add(PublishBatchRequestEntry.builder()
                    .id("e" + entry)
                    .message(order)
                    .build());
        }
        if (!clients.sns()
                .publishBatch(r -> r.topicArn(topicArn).publishBatchRequestEntries(entries))
                .failed()
                .isEmpty()) {
            throw new IllegalStateException("An entry was not published");
        }
    }

    private long stored() {
        return clients.dynamoDb()
                .describeTable(r -> r.tableName("Orders"))
                .table()
                .itemCount();
    }

    private static String order(int number) {
        return "{\"orderId\":\"O" + number + "\",\"userId\":\"U" + number % 1000
                + "\",\"itemName\":\"Laptop\",\"quantity\":1," + "\"status\":\"new\",\"timestamp\":\""
                + Instant.EPOCH.plusSeconds(number) + "\"}";
    }

    @Override
    public void close() throws Exception {
        clients.close();
        process.getOutputStream().close(); // the end of its input is its end
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** The embedded AWS's own process: says on one line how to reach it, and ends with its input. */
    public static void main(String[] args) throws Exception {
        Optional<Path> folder = args[0].equals(IN_MEMORY) ? Optional.empty() : Optional.of(Path.of(args[0]));
        try (LocalAws aws = LocalAws.start(new LocalAwsConfig(folder, 0, line -> {}))) {
            LocalConnection connection = aws.connection();
            System.out.println(
                    connection.endpoint() + " " + connection.accessKeyId() + " " + connection.secretAccessKey());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}

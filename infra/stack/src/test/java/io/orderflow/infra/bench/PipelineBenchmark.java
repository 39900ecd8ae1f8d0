package io.orderflow.infra.bench;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.Connection;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.plan.ApplyListener;
import io.orderflow.infra.plan.Bootstrapper;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/**
 * Orders on their whole way through the embedded AWS in a JVM of its own: published in batches, queued, consumed by the
 * packaged function, stored. With a small heap and without a limit, in turn: orders a second, the process's memory, and
 * what lives in its heap. Function JVMs come beside it.
 */
public final class PipelineBenchmark {

    private static final int ORDERS = 12_000;
    private static final int BATCH = 10;
    private static final int ROUNDS = 3;
    private static final String SMALL = "-Xmx160m";

    private PipelineBenchmark() {}

    /** One run: orders/s, VmRSS and live heap after a full collection, both in MB. */
    private record Run(double rate, double rss, double heap) {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            serve(Path.of(args[0]));
            return;
        }
        List<Run> small = new ArrayList<>();
        List<Run> free = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            small.add(run(SMALL));
            free.add(run("-XX:+ShowCodeDetailsInExceptionMessages")); // its default: no limit
        }
        print("pipeline_xmx160m", "orders/s", median(small, Run::rate), median(free, Run::rate));
        print("rss_xmx160m", "MB", median(small, Run::rss), 0);
        print("live_heap_xmx160m", "MB", median(small, Run::heap), 0);
        print("pipeline_no_limit", "orders/s", median(free, Run::rate), 0);
        print("rss_no_limit", "MB", median(free, Run::rss), 0);
        print("live_heap_no_limit", "MB", median(free, Run::heap), 0);
    }

    private interface Figure {
        double of(Run run);
    }

    private static double median(List<Run> runs, Figure figure) {
        return runs.stream().mapToDouble(figure::of).sorted().toArray()[runs.size() / 2];
    }

    private static void print(String name, String unit, double value, double baseline) {
        System.out.println(String.format(
                Locale.ROOT,
                "BENCH name=%s value=%.2f unit=%s baseline=%s ratio=%s",
                name,
                value,
                unit,
                baseline == 0 ? "-" : String.format(Locale.ROOT, "%.2f", baseline),
                baseline == 0 ? "-" : String.format(Locale.ROOT, "%.2f", value / baseline)));
    }

    private static Run run(String option) throws Exception {
        Path folder = Files.createTempDirectory("orderflow-bench");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PipelineBenchmark.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String[] connection = out.readLine().split(" ", -1);
            AwsTarget target =
                    new AwsTarget.Embedded(URI.create(connection[0]), "us-east-1", connection[1], connection[2]);
            try (SdkAwsClients clients = SdkAwsClients.open(target)) {
                double rate = orders(clients);
                return new Run(rate, rss(process.pid()), heap(process.pid()));
            }
        } finally {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static double orders(SdkAwsClients clients) {
        Bootstrapper stack = Bootstrapper.connect(
                clients, new ResourceNames(""), StackOptions.builderFor(clients).build(), Clock.systemUTC());
        stack.apply(stack.plan(), ApplyListener.NONE);
        String topic = clients.sns().createTopic(r -> r.name("OrderTopic")).topicArn();
        long start = System.nanoTime();
        for (int first = 0; first < ORDERS; first += BATCH) {
            List<PublishBatchRequestEntry> entries = new ArrayList<>();
            for (int number = first; number < first + BATCH; number++) {
                entries.add(PublishBatchRequestEntry.builder()
                        .id("e" + number)
                        .message(order(number))
                        .build());
            }
            clients.sns().publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entries));
        }
        while (clients.dynamoDb()
                        .describeTable(r -> r.tableName("Orders"))
                        .table()
                        .itemCount()
                < ORDERS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return ORDERS / ((System.nanoTime() - start) / 1e9);
    }

    private static String order(int number) {
        return "{\"orderId\":\"O" + number + "\",\"userId\":\"U" + number % 1000
                + "\",\"itemName\":\"Laptop\",\"quantity\":1," + "\"status\":\"new\",\"timestamp\":\""
                + Instant.EPOCH.plusSeconds(number) + "\"}";
    }

    private static double rss(long pid) throws IOException {
        Matcher line =
                Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        return line.find() ? Long.parseLong(line.group(1)) / 1e3 : 0;
    }

    private static double heap(long pid) throws Exception {
        jcmd(pid, "GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd(pid, "GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1e3 : 0;
    }

    private static String jcmd(long pid, String command) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    /** The embedded AWS's own process: says on one line how to reach it, and ends with its input. */
    private static void serve(Path folder) throws Exception {
        try (LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {}))) {
            Connection connection = aws.connection();
            System.out.println(
                    connection.endpoint() + " " + connection.accessKeyId() + " " + connection.secretAccessKey());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}

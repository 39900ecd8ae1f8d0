package io.orderflow.infra.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * How long the embedded AWS takes to start and, with a busy poller, to stop, and what it costs at rest. Each round is a
 * JVM of its own on a folder of its own; run it on a machine at rest, as the last line tells how busy that was:
 * {@code java -cp … io.orderflow.infra.local.LocalAwsBenchmark [rounds]}.
 */
final class LocalAwsBenchmark {

    private static final Duration REST = Duration.ofSeconds(20);

    private LocalAwsBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 2) {
            round(Path.of(args[1]));
            return;
        }
        int rounds = args.length == 1 ? Integer.parseInt(args[0]) : 3;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Path folder = Files.createTempDirectory("orderflow-benchmark");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LocalAwsBenchmark.class.getName(),
                            "round",
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = process.inputReader()) {
                out.lines().forEach(lines::add);
            }
            process.waitFor();
        }
        lines.stream().sorted().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "BENCH name=load-average value=%.2f unit=threads%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void say(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "BENCH name=%s value=%.2f unit=%s%n", name, value, unit);
    }

    private static void round(Path folder) throws Exception {
        long from = System.nanoTime();
        LocalAws aws = LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {}));
        say("start", seconds(from), "s");
        say("start-since-jvm", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0, "s");
        try (Clients clients = new Clients(aws.connection())) {
            setUp(clients);
            long first = System.nanoTime();
            send(clients, "plain-first");
            awaitLine(clients, "got plain-first");
            say("first-message", seconds(first), "s");
            rest();
            long warm = System.nanoTime();
            send(clients, "plain-warm");
            awaitLine(clients, "got plain-warm");
            say("warm-message", seconds(warm), "s");
            for (int i = 0; i < 300; i++) {
                send(clients, "plain-busy-" + i);
            }
            send(clients, "linger");
            awaitLine(clients, "lingers");
        }
        long stop = System.nanoTime();
        aws.close();
        say("stop-while-busy", seconds(stop), "s");
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private static void rest() throws InterruptedException {
        new CountDownLatch(1).await(20, TimeUnit.SECONDS); // compilers and caches settle
        double before = cpuSeconds();
        long from = System.nanoTime();
        new CountDownLatch(1).await(REST.toMillis(), TimeUnit.MILLISECONDS);
        say("idle-cpu", 100 * (cpuSeconds() - before) / seconds(from), "%-of-one-processor");
    }

    /** Of this process and of its functions. */
    private static double cpuSeconds() {
        ProcessHandle own = ProcessHandle.current();
        return Stream.concat(Stream.of(own), own.descendants())
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }

    private static void setUp(Clients clients) throws IOException {
        Fixtures.consumer(clients, 5);
    }

    private static void send(Clients clients, String body) {
        String url = clients.sqs.getQueueUrl(r -> r.queueName("Work")).queueUrl();
        clients.sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    private static void awaitLine(Clients clients, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> !clients.logs
                        .filterLogEvents(
                                r -> r.logGroupName("/aws/lambda/Consumer").filterPattern("\"" + text + "\""))
                        .events()
                        .isEmpty());
    }
}

package io.orderflow.infra.local.bench;

import io.orderflow.infra.local.TestFunctionPackage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the embedded AWS costs at rest, with a mapping that finds nothing, and how long it takes to stop when busy. */
final class Rest {

    private static final int ROUNDS = 3;
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(20);
    private static final int WAITING = 300;

    private final Figures figures = new Figures();

    static void run() throws Exception {
        Rest rest = new Rest();
        for (int round = 0; round < ROUNDS; round++) {
            rest.round();
        }
        rest.figures.print("first_message", "s", "");
        rest.figures.print("warm_message", "s", "");
        rest.figures.print("idle_cpu", "%_of_a_core", "");
        rest.figures.print("stop_while_busy", "s", "");
    }

    private void round() throws Exception {
        long stop;
        try (Server server = Server.start(Optional.of(Files.createTempDirectory("orderflow-bench")))) {
            SqsClient sqs = server.client(SqsClient.builder());
            CloudWatchLogsClient logs = server.client(CloudWatchLogsClient.builder());
            String queue = setUp(server, sqs);
            figures.add("first_message", message(sqs, logs, queue, "plain-first"));
            pause(SETTLE); // compilers and caches settle
            double before = cpuSeconds(server.handle());
            pause(REST);
            figures.add("idle_cpu", 100 * (cpuSeconds(server.handle()) - before) / REST.toSeconds());
            figures.add("warm_message", message(sqs, logs, queue, "plain-warm"));
            for (int i = 0; i < WAITING; i++) {
                String body = "plain-busy-" + i;
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body));
            }
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("linger"));
            awaitLine(logs, "lingers");
            stop = System.nanoTime();
        }
        figures.add("stop_while_busy", (System.nanoTime() - stop) / 1e9);
    }

    private static String setUp(Server server, SqsClient sqs) throws Exception {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
        String role = server.client(IamClient.builder())
                .createRole(r -> r.roleName("Runner").assumeRolePolicyDocument(trust))
                .role()
                .arn();
        LambdaClient lambda = server.client(LambdaClient.builder());
        SdkBytes zip = TestFunctionPackage.zip();
        lambda.createFunction(r -> r.functionName("Consumer")
                .runtime("java21")
                .handler("io.orderflow.infra.local.TestFunction")
                .role(role)
                .timeout(5)
                .code(c -> c.zipFile(zip)));
        String queue = sqs.createQueue(
                        r -> r.queueName("Work").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
                .queueUrl();
        lambda.createEventSourceMapping(
                r -> r.functionName("Consumer").eventSourceArn("arn:aws:sqs:us-east-1:000000000000:Work"));
        return queue;
    }

    private static double message(SqsClient sqs, CloudWatchLogsClient logs, String queue, String body) {
        long start = System.nanoTime();
        sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body));
        awaitLine(logs, "got " + body);
        return (System.nanoTime() - start) / 1e9;
    }

    private static void awaitLine(CloudWatchLogsClient logs, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> !logs.filterLogEvents(
                                r -> r.logGroupName("/aws/lambda/Consumer").filterPattern("\"" + text + "\""))
                        .events()
                        .isEmpty());
    }

    private static void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of the server and of its functions. */
    private static double cpuSeconds(ProcessHandle server) {
        return Stream.concat(Stream.of(server), server.descendants())
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }
}

package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveWatcher;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The same dead letters, each with three attributes, sent back by the npm tool replay-aws-dlq and by a redrive, receiving them
 * included: how fast, how many attributes arrive, how many letters are lost. The tool is looked for in the folder that the
 * environment variable REPLAY_AWS_DLQ names, where {@code npm install replay-aws-dlq} was run.
 */
final class ReplayBenchmark {
    private static final int LETTERS = 1_000;
    private static final int BATCH = 10;
    private static final String SCRIPT =
            """
            const SQS = require('aws-sdk/clients/sqs');
            const { redrive } = require('replay-aws-dlq');
            const sqs = new SQS({ endpoint: process.argv[1], region: 'us-east-1',
                accessKeyId: process.argv[2], secretAccessKey: process.argv[3] });
            redrive({ from: process.argv[4], to: process.argv[5], options: { sqs } })
                .then(() => process.exit(0), error => { console.error(error.message); process.exit(1); });
            """;

    private ReplayBenchmark() {}

    public static void main(String[] args) throws Exception {
        String folder = System.getenv("REPLAY_AWS_DLQ");
        if (folder == null || !Files.isDirectory(Path.of(folder, "node_modules", "replay-aws-dlq"))) {
            System.out.println(
                    "replay: not run. npm install replay-aws-dlq in a folder, and name that by REPLAY_AWS_DLQ");
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (BenchmarkServer server = new BenchmarkServer(null, false)) {
            AwsClients clients = server.clients();
            ResourceNames names = new ResourceNames("bench-");
            String dead = create(clients, names.deadLetterQueue());
            String orders = create(clients, names.queue());
            LetterLoad.rows(clients, names.table(), Map.of());

            bury(clients.sqs(), dead);
            long start = System.nanoTime();
            replay(new File(folder), (AwsTarget.Embedded) clients.target(), dead, orders);
            tell("replay_aws_dlq", clients.sqs(), orders, start);

            bury(clients.sqs(), dead);
            Path receipts = Files.createTempDirectory("replay-bench");
            start = System.nanoTime();
            List<FrozenLetter> letters = RedriveProcess.letters(clients, names);
            RedriveReport report = RedriveProcess.redrives(clients, names, receipts, threads)
                    .run(RedriveProcess.order(names).withFollow(Duration.ZERO), letters, RedriveWatcher.NONE);
            if (report.deleted() != LETTERS) {
                throw new IllegalStateException("not all were redriven: " + report.deleted() + " " + report.fault());
            }
            tell("replay_ours", clients.sqs(), orders, start);
        } finally {
            threads.shutdownNow();
        }
    }

    private static String create(AwsClients clients, String name) {
        return clients.sqs().createQueue(request -> request.queueName(name)).queueUrl();
    }

    private static void bury(SqsClient sqs, String url) {
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text", value("String").stringValue("é").build(),
                "number", value("Number.long").stringValue("7").build(),
                "bytes",
                        value("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                                .build());
        for (int first = 0; first < LETTERS; first += BATCH) {
            int from = first;
            sqs.sendMessageBatch(request -> request.queueUrl(url)
                    .entries(IntStream.range(from, from + BATCH)
                            .mapToObj(n -> SendMessageBatchRequestEntry.builder()
                                    .id("e" + n)
                                    .messageBody(String.format(Locale.ROOT, "{\"orderId\":\"R%04d\"}", n))
                                    .messageAttributes(attributes)
                                    .build())
                            .toList()));
        }
    }

    private static MessageAttributeValue.Builder value(String type) {
        return MessageAttributeValue.builder().dataType(type);
    }

    private static void replay(File folder, AwsTarget.Embedded target, String from, String to) throws Exception {
        Process node = new ProcessBuilder(
                        "node",
                        "-e",
                        SCRIPT,
                        target.endpoint().toString(),
                        target.accessKeyId(),
                        target.secretAccessKey(),
                        from,
                        to)
                .directory(folder)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (node.waitFor() != 0) {
            throw new IllegalStateException("node ended with " + node.exitValue());
        }
    }

    /** What is received stays hidden: the next count is of others. */
    private static void tell(String name, SqsClient sqs, String url, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        int letters = 0;
        int attributes = 0;
        for (List<Message> some = receive(sqs, url); !some.isEmpty(); some = receive(sqs, url)) {
            letters += some.size();
            attributes += some.stream()
                    .mapToInt(each -> each.messageAttributes().size())
                    .sum();
        }
        System.out.println("BENCH name=" + name + " value=" + BenchmarkValues.text(LETTERS / seconds)
                + " unit=letters/s attributes=" + attributes + "_of_" + 3 * LETTERS + " lost="
                + (LETTERS - letters));
    }

    private static List<Message> receive(SqsClient sqs, String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(BATCH)
                        .visibilityTimeout(600)
                        .messageAttributeNames("All"))
                .messages();
    }
}

package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveStatus;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.order.OrderTimestamp;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * How long it takes from when SQS has a redriven letter until it is told as stored, with the function at work and nothing
 * kept, while so many letters a second are sent.
 */
final class FollowBenchmark {
    private static final int LETTERS = 10_000;
    private static final int RATE = 500;
    private static final String BODY = "{\"orderId\":\"F%d-%06d\",\"userId\":\"user\",\"itemName\":\"" + "x".repeat(150)
            + "\",\"quantity\":1,\"status\":\"NEW\",\"timestamp\":\"%s\"}";

    private FollowBenchmark() {}

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (BenchmarkServer server = new BenchmarkServer(null, true)) {
            run(server.clients(), threads, 0, 2_000);
            BenchmarkValues seconds = run(server.clients(), threads, 1, LETTERS);
            System.out.println("BENCH name=redriven_to_shown_stored value="
                    + BenchmarkValues.text(seconds.quantile(0.99)) + " unit=s_p99 median="
                    + BenchmarkValues.text(seconds.median()) + " max=" + BenchmarkValues.text(seconds.quantile(1))
                    + " rate=" + RATE + " letters=" + LETTERS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static BenchmarkValues run(AwsClients clients, ExecutorService threads, int run, int count)
            throws Exception {
        ResourceNames names = new ResourceNames("");
        String time = OrderTimestamp.format(Instant.now());
        List<String> bodies = IntStream.range(0, count)
                .mapToObj(n -> String.format(Locale.ROOT, BODY, run, n, time))
                .toList();
        LetterLoad.send(clients, names.deadLetterQueue(), bodies, threads);
        List<FrozenLetter> letters = RedriveProcess.letters(clients, names);
        var folder = Files.createTempDirectory("follow-bench");
        RedriveOrder order = RedriveProcess.order(names).withRate(RATE);
        List<RedriveStatus> shown = new ArrayList<>();
        List<Instant> shownAt = new ArrayList<>();
        RedriveReport report = RedriveProcess.redrives(clients, names, folder, threads)
                .run(order, letters, status -> {
                    shown.add(status);
                    shownAt.add(Instant.now());
                });
        if (report.outcomes().getOrDefault(End.STORED, 0) != count) {
            throw new IllegalStateException("not all were stored: " + report.outcomes() + " " + report.fault());
        }
        return seconds(new ReceiptFolders(folder).read(report.receipt()).history(), shown, shownAt);
    }

    /** From SENT on disk to the first status that counts its end. */
    private static BenchmarkValues seconds(
            List<JournalLine> history, List<RedriveStatus> shown, List<Instant> shownAt) {
        Map<Integer, Instant> sent = new HashMap<>();
        BenchmarkValues seconds = new BenchmarkValues();
        int ended = 0;
        int at = 0;
        for (JournalLine line : history) {
            for (JournalLine.Mark mark : line.marks()) {
                if (line.kind() == JournalLine.Kind.SENT) {
                    sent.put(mark.letter(), line.at());
                } else if (line.kind() == JournalLine.Kind.END) {
                    ended++;
                    while (shown.get(at).ends().getOrDefault(End.STORED, 0) < ended) {
                        at++;
                    }
                    seconds.add(Duration.between(sent.get(mark.letter()), shownAt.get(at))
                                    .toNanos()
                            / 1e9);
                }
            }
        }
        return seconds;
    }
}

package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.DeployedCode;
import io.orderflow.operations.deadletter.GeneratedLetters;
import io.orderflow.operations.deadletter.GeneratedLetters.Cause;
import io.orderflow.operations.deadletter.Holds;
import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.LetterSources;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.files.SnapshotFiles;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.redrive.Freeze;
import io.orderflow.operations.deadletter.redrive.FrozenSet;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.evidence.FunctionLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand dead letters of twelve causes in a real queue, with their orders' rows in a real table. */
class ManyLettersTest {
    private static final int LETTERS = 10_000;

    @RegisterExtension
    static final EmbeddedQueues AWS = new EmbeddedQueues();

    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();

    @Test
    void eachCauseIsOneGroupAndOnlyWhatHelpsIsSent() throws Exception {
        GeneratedLetters generated = GeneratedLetters.of(7, LETTERS, Instant.now());
        LetterLoad.rows(AWS.clients(), "GeneratedOrders", generated.rows());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            LetterLoad.send(AWS.clients(), AWS.deadLetterQueue(), LetterLoad.bodies(generated), threads);
            LetterSources sources = sources();
            var tools = new DeadLetterTools(
                    Map.of(LetterPlace.ORDER_DLQ, sources),
                    new SqsLetterMoves(
                            AWS.clients().sqs(), AWS.clients().target(), AWS.deadLetterQueue(), AWS.orderQueue()),
                    clock,
                    threads,
                    messageId -> 0,
                    new Holds());
            try (Snapshot snapshot = tools.snapshot(LetterPlace.ORDER_DLQ).run(Progress.NONE)) {
                assertThat(snapshot.rows()).hasSize(LETTERS);
                assertThat(snapshot.head().complete()).isTrue();
                assertGroups(generated, snapshot.rows());
                assertSet(generated, sources, threads, snapshot.rows());
                snapshot.release();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private LetterSources sources() {
        return new LetterSources(
                new SqsLetterQueue(AWS.clients().sqs(), AWS.clients().target(), AWS.deadLetterQueue()),
                AWS.orderQueue(),
                new SnapshotFiles(folder, clock),
                (from, to, failures, next) -> new FunctionLog.Page(List.of(), null),
                new DynamoDbOrderRows(
                        AWS.clients().dynamoDb(),
                        "GeneratedOrders",
                        AWS.clients().target()),
                () -> new DeployedCode.State(true, Instant.EPOCH));
    }

    private static void assertGroups(GeneratedLetters generated, List<LetterRow> rows) {
        Map<String, Set<Cause>> causes = new HashMap<>();
        Map<String, Cause> byBody = generated.letters().stream()
                .collect(Collectors.toMap(GeneratedLetters.Letter::body, GeneratedLetters.Letter::cause));
        for (LetterRow row : rows) {
            causes.computeIfAbsent(row.judgement().group(), group -> new java.util.HashSet<>())
                    .add(byBody.get(row.letter().body()));
        }
        assertThat(causes.values()).as("each group is of one cause").allMatch(each -> each.size() == 1);
        Map<Cause, Long> counts = LetterGroup.of(rows).stream()
                .collect(Collectors.toMap(
                        group -> causes.get(group.key()).iterator().next(), group -> (long) group.count()));
        assertThat(counts).isEqualTo(generated.counts());
    }

    private void assertSet(
            GeneratedLetters generated, LetterSources sources, ExecutorService threads, List<LetterRow> rows)
            throws Exception {
        FrozenSet set = new Freeze(sources.rows(), threads, clock, rows, (Recipe) null, Set.of()).run(Progress.NONE);
        Map<Cause, Long> counts = generated.counts();
        assertThat(set.entries()).hasSize(Math.toIntExact(counts.get(Cause.NEVER_STORED)));
        assertThat(set.leftOut(LeftOut.STORED))
                .isEqualTo(Math.toIntExact(counts.get(Cause.STORED_ALREADY) + counts.get(Cause.SUPERSEDED)));
        assertThat(set.leftOut(LeftOut.FAILING))
                .isEqualTo(LETTERS - set.entries().size() - set.leftOut(LeftOut.STORED));
        assertThat(rows).isSortedAccordingTo(Comparator.comparing(LetterRow::sentAt));
    }
}

package io.orderflow.infra.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power goes at any moment: what was called durable is there, and what belongs together is there together. */
class PowerCutTest {

    private static final int WRITERS = 4;
    private static final int CUTS = 12;
    private static final int KEYS_A_WRITER = 2_000;
    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @BeforeAll
    static void register() {
        FilePath.register(new PowerCuts());
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void whatWasDurableSurvivesAndWhatBelongsTogetherStaysTogether() throws Exception {
        System.out.println("seed " + SEED); // repeat with -Dseed=
        Random random = new Random(SEED);
        DurableStore store =
                DurableStore.open(Optional.of(Path.of(PowerCuts.SCHEME + ":" + folder.resolve("s"))), executor);
        AtomicBoolean stop = new AtomicBoolean();
        List<AtomicLong> durable = new ArrayList<>();
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            AtomicLong reached = new AtomicLong(-1);
            durable.add(reached);
            int id = writer;
            writers.add(executor.submit(() -> write(store, id, reached, stop)));
        }
        long before = -1;
        for (int cut = 0; cut < CUTS; cut++) {
            long from = before;
            Awaitility.await()
                    .until(() -> total(durable) > from + 200 || writers.stream().anyMatch(Future::isDone));
            before = total(durable);
            List<Long> acknowledged = durable.stream().map(AtomicLong::get).toList();
            Path image = folder.resolve("image" + cut);
            PowerCuts.cutTo(image, random);
            verify(image, acknowledged);
        }
        stop.set(true);
        for (Future<?> writer : writers) {
            writer.get(); // a writer's failure is this test's
        }
        store.close();
    }

    private static long total(List<AtomicLong> counts) {
        return counts.stream().mapToLong(AtomicLong::get).sum();
    }

    /** Each step overwrites a pair, so that the file has dead pages to reuse. */
    private static void write(DurableStore store, int writer, AtomicLong reached, AtomicBoolean stop) {
        for (long step = 0; !stop.get(); step++) {
            byte[] key = key(writer, step % KEYS_A_WRITER);
            byte[] value = ByteBuffer.allocate(400).putLong(step).array();
            store.record(List.of(new KeyChange("rows", key, value), new KeyChange("index", key, value)));
            store.awaitDurable();
            reached.set(step);
        }
    }

    private static byte[] key(int writer, long number) {
        return ByteBuffer.allocate(12)
                .putInt(Long.hashCode(number * 0x9E3779B97F4A7C15L))
                .putInt(writer)
                .putInt((int) number)
                .array();
    }

    private void verify(Path image, List<Long> acknowledged) {
        DurableStore found = DurableStore.open(Optional.of(image), executor);
        try {
            for (int writer = 0; writer < WRITERS; writer++) {
                long last = acknowledged.get(writer);
                for (long step = Math.max(0, last - KEYS_A_WRITER + 1); step <= last; step++) {
                    byte[] key = key(writer, step % KEYS_A_WRITER);
                    Optional<byte[]> row = found.map("rows").get(key);
                    assertThat(row).as("writer %s step %s", writer, step).isPresent();
                    assertThat(ByteBuffer.wrap(row.get()).getLong()).isGreaterThanOrEqualTo(step);
                    assertThat(found.map("index").get(key)).contains(row.get());
                }
            }
        } finally {
            found.close();
        }
    }
}

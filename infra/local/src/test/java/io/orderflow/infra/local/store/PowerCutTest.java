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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at any operation on the disk, again and again: what was called durable is there, and what belongs
 * together is there together. Each life opens what the cut before has left.
 */
class PowerCutTest {

    private static final int LIVES = 12;
    private static final int WRITERS = 4;
    /** Few enough that a life overwrites them, large enough that there is housekeeping. */
    private static final int KEYS_A_WRITER = 150;

    private static final int VALUE_BYTES = 2_000;
    private static final long SEED = Long.getLong("seed", new Random().nextLong());

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Random random = new Random(SEED);
    /** The last step of each writer that was called durable, in the life that is and at the last cut. */
    private final List<AtomicLong> reached =
            LongStream.range(0, WRITERS).mapToObj(writer -> new AtomicLong(-1)).toList();

    private List<Long> atCut = List.of();

    @BeforeAll
    static void register() {
        FilePath.register(new PowerCuts());
    }

    @AfterEach
    void stop() {
        PowerCuts.on();
        executor.shutdownNow();
    }

    @Test
    void whatWasDurableSurvivesAndWhatBelongsTogetherStaysTogether() throws Exception {
        System.out.println("seed " + SEED); // repeat with -Dseed=
        remember();
        for (int life = 0; life < LIVES; life++) {
            live(folder.resolve("life" + life).resolve("s"), folder.resolve("life" + (life + 1)));
        }
        PowerCuts.on();
        DurableStore last =
                DurableStore.open(Optional.of(folder.resolve("life" + LIVES).resolve("s")), executor);
        verify(last);
        last.close();
    }

    /** The power goes while the file is opened, while it is written or while it is closed, or when it was closed. */
    private void live(Path file, Path image) throws Exception {
        file.getParent().toFile().mkdirs();
        PowerCuts.on();
        int moment = random.nextInt(4);
        if (moment == 0) {
            plan(1 + random.nextInt(8), image);
        } else if (moment < 3) {
            plan(1 + random.nextInt(2_000), image);
        }
        long closingAfter = moment < 3 ? Long.MAX_VALUE : random.nextInt(200);
        int closing = 1 + random.nextInt(12);
        DurableStore store;
        try {
            store = DurableStore.open(Optional.of(Path.of(PowerCuts.SCHEME + ":" + file)), executor);
        } catch (RuntimeException e) {
            unlessPowerIsOff(e);
            return;
        }
        verify(store);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int id = writer;
            writers.add(executor.submit(() -> write(store, id, closingAfter)));
        }
        for (Future<?> writer : writers) {
            writer.get(); // a writer's failure is this test's
        }
        if (moment == 3) {
            store.record("rows", "unanswered", new byte[VALUE_BYTES]);
            plan(closing, image);
        }
        try {
            store.close();
        } catch (RuntimeException e) {
            unlessPowerIsOff(e);
        }
        if (!PowerCuts.isOff()) {
            PowerCuts.cutNow();
        }
    }

    private void plan(long operations, Path image) {
        PowerCuts.plan(new PowerCuts.Cut(operations, image, new Random(random.nextLong()), this::remember));
    }

    private void remember() {
        atCut = reached.stream().map(AtomicLong::get).toList();
    }

    private static void unlessPowerIsOff(RuntimeException e) {
        if (!PowerCuts.isOff()) {
            throw e;
        }
    }

    /** Each step overwrites a pair, so that the file has dead pages to reuse. */
    private void write(DurableStore store, int writer, long steps) {
        long first = atCut.get(writer) + 1;
        try {
            for (long step = first; step - first < steps; step++) {
                byte[] key = key(writer, step % KEYS_A_WRITER);
                byte[] value = ByteBuffer.allocate(VALUE_BYTES).putLong(step).array();
                new Random(step).nextBytes(value);
                ByteBuffer.wrap(value).putLong(step);
                store.record(List.of(new KeyChange("rows", key, value), new KeyChange("index", key, value)));
                store.awaitDurable();
                reached.get(writer).set(step);
            }
        } catch (RuntimeException e) {
            unlessPowerIsOff(e);
        }
    }

    private static byte[] key(int writer, long number) {
        return ByteBuffer.allocate(12)
                .putInt(Long.hashCode(number * 0x9E3779B97F4A7C15L))
                .putInt(writer)
                .putInt((int) number)
                .array();
    }

    private void verify(DurableStore found) {
        for (int writer = 0; writer < WRITERS; writer++) {
            long last = atCut.get(writer);
            reached.get(writer).set(last);
            for (long step = Math.max(0, last - KEYS_A_WRITER + 1); step <= last; step++) {
                byte[] key = key(writer, step % KEYS_A_WRITER);
                Optional<byte[]> row = found.map("rows").get(key);
                assertThat(row).as("writer %s step %s", writer, step).isPresent();
                assertThat(ByteBuffer.wrap(row.get()).getLong())
                        .as("writer %s step %s", writer, step)
                        .isGreaterThanOrEqualTo(step);
                assertThat(found.map("index").get(key)).contains(row.get());
            }
        }
    }
}

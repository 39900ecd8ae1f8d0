package io.orderflow.infra.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableStoreTest {

    private static final int ROW_BYTES = 300;

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private DurableStore open(boolean durable) {
        return DurableStore.open(durable ? Optional.of(folder.resolve("store")) : Optional.empty(), executor);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesAreSeenAtOnceAndInOrderOfUnsignedKeys(boolean durable) {
        try (DurableStore store = open(durable)) {
            store.record(List.of(put(0x7f), put(0x80), put(0x01), put(0xff), put(0x01, 0x00)));
            assertThat(keys(store, null, null, true)).containsExactly("01", "0100", "7f", "80", "ff");
            assertThat(keys(store, null, null, false)).containsExactly("ff", "80", "7f", "0100", "01");
            assertThat(keys(store, bytes(0x01, 0x00), bytes(0x80), true)).containsExactly("0100", "7f");
            assertThat(keys(store, bytes(0x02), bytes(0x80), false)).containsExactly("7f");
            assertThat(keys(store, bytes(0x02), bytes(0x03), false)).isEmpty();
            assertThat(keys(store, null, bytes(0x00), false)).isEmpty();
            store.record(List.of(new KeyChange("rows", bytes(0x7f), null)));
            assertThat(store.map("rows").get(bytes(0x7f))).isEmpty();
            assertThat(store.map("rows").size()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDroppedMapIsEmptyWhenItIsOpenedAgain(boolean durable) {
        try (DurableStore store = open(durable)) {
            store.record(List.of(put(1), put(2)));
            store.drop("rows");
            assertThat(store.map("rows").size()).isZero();
            store.record(List.of(put(3)));
            assertThat(keys(store, null, null, true)).containsExactly("03");
        }
    }

    @Test
    void whatWasRecordedIsThereAfterARestart() {
        try (DurableStore store = open(true)) {
            store.record(List.of(put(1), put(2)));
            store.record("names", "Käse", new byte[] {7});
        }
        try (DurableStore store = open(true)) {
            assertThat(keys(store, null, null, true)).containsExactly("01", "02");
            assertThat(store.readAll("names")).containsOnlyKeys("Käse");
        }
    }

    @Test
    void aFileThatWasWrittenWithoutAJournalOpens() {
        try (MVStore earlier = new MVStore.Builder()
                .fileName(folder.resolve("store").toString())
                .open()) {
            MVMap.Builder<byte[], byte[]> types = new MVMap.Builder<byte[], byte[]>()
                    .keyType(KeyType.INSTANCE)
                    .valueType(KeyType.INSTANCE);
            earlier.openMap("rows", types).put(bytes(1), bytes(2));
        }
        try (DurableStore store = open(true)) {
            assertThat(keys(store, null, null, true)).containsExactly("01");
            store.record(List.of(put(2)));
        }
        try (DurableStore store = open(true)) {
            assertThat(keys(store, null, null, true)).containsExactly("01", "02");
        }
    }

    @Test
    void whoeverFindsTheFileLockedLeavesTheJournalAlone() throws Exception {
        Path journal = folder.resolve("store.journal");
        try (DurableStore store = open(true)) {
            store.record(List.of(put(1)));
            store.awaitDurable();
            byte[] before = Files.readAllBytes(journal);
            assertThatThrownBy(() -> open(true)).isInstanceOf(MVStoreException.class);
            assertThat(before).isNotEmpty().isEqualTo(Files.readAllBytes(journal));
        }
        assertThat(journal).isEmptyFile();
    }

    @Test
    void nothingIsRecordedOrAwaitedInVainAfterClose() {
        DurableStore store = open(true);
        store.close();
        assertThatThrownBy(() -> store.record(List.of(put(1)))).hasMessage("The embedded AWS has stopped");
        store.close();
    }

    /** Readers hold old pages while their space is reused: without registering versions this ends in lost chunks. */
    @Test
    void readersSeeWholeValuesWhileTheFileIsCompacted() throws Exception {
        try (DurableStore store = open(true)) {
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<?>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                readers.add(executor.submit(() -> {
                    Random random = new Random();
                    while (!stop.get()) {
                        store.map("rows").scan(null, null, random.nextBoolean(), (key, value) -> {
                            assertThat(value).hasSize(ROW_BYTES);
                            return random.nextInt(500) > 0;
                        });
                    }
                }));
            }
            overwrite(store, 40_000, 3_000);
            stop.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    @Test
    void theFileStaysWithinThreeTimesWhatLivesInItWithoutARestart() throws Exception {
        try (DurableStore store = open(true)) {
            int keys = 20_000;
            overwrite(store, 100_000, keys);
            assertThat(Files.size(folder.resolve("store"))).isLessThan(3L * keys * (ROW_BYTES + Long.BYTES));
        }
    }

    /** Random keys, in small commits as a busy endpoint makes them. */
    private static void overwrite(DurableStore store, int writes, int keys) {
        Random random = new Random(1);
        for (int i = 0; i < writes; i++) {
            byte[] key = new byte[Long.BYTES];
            new Random(i < keys ? i : random.nextInt(keys)).nextBytes(key);
            byte[] value = new byte[ROW_BYTES];
            random.nextBytes(value);
            store.record(List.of(new KeyChange("rows", key, value)));
            if (i % 16 == 0) {
                store.awaitDurable();
            }
        }
        store.awaitDurable();
    }

    private static KeyChange put(int... key) {
        return new KeyChange("rows", bytes(key), new byte[] {1});
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static List<String> keys(
            DurableStore store, byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        List<String> keys = new ArrayList<>();
        store.map("rows").scan(from, to, ascending, (key, value) -> {
            keys.add(java.util.HexFormat.of().formatHex(key));
            return true;
        });
        return keys;
    }
}

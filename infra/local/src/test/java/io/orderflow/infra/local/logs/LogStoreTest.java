package io.orderflow.infra.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.orderflow.infra.local.store.DurableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogStoreTest {

    private static final String GROUP = "/aws/lambda/OrderConsumer";

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private DurableStore open() {
        return DurableStore.open(Optional.of(folder.resolve("store")), executor);
    }

    private static List<String> texts(LogStore store) {
        return store.lines(GROUP).stream().map(LogStore.Line::text).toList();
    }

    @Test
    void linesAreThereForTheNextRunThoughNobodyClosed() throws IOException {
        try (DurableStore first = open()) {
            LogStore killed = new LogStore(first);
            killed.open(GROUP, "stream").append(1, "one");
            killed.open(GROUP, "stream").append(2, "zwei\nÜ 😀");
            first.awaitDurable(); // as the next request does, whoever makes it
            Path left = folder.resolve("left");
            Files.copy(folder.resolve("store"), left);
            try (DurableStore second = DurableStore.open(Optional.of(left), executor)) {
                LogStore next = new LogStore(second);
                assertThat(next.lines(GROUP)).isEqualTo(killed.lines(GROUP));
                next.open(GROUP, "other").append(3, "three");
                assertThat(texts(next)).containsExactly("one", "zwei\nÜ 😀", "three");
                assertThat(next.lines(GROUP))
                        .extracting(LogStore.Line::sequence)
                        .containsExactly(0L, 1L, 2L);
            }
        }
    }

    @Test
    void onlyTheNewestLinesAreKept() {
        try (DurableStore file = open()) {
            LogStore store = new LogStore(file);
            for (int i = 0; i < 100_005; i++) {
                store.open(GROUP, "stream").append(i, "line " + i);
            }
            assertThat(store.lines(GROUP)).hasSize(50_000);
        }
        try (DurableStore file = open()) {
            LogStore store = new LogStore(file);
            assertThat(texts(store)).hasSize(50_000).contains("line 100004").doesNotContain("line 50004");
        }
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        try (DurableStore file = open()) {
            LogStore store = new LogStore(file);
            store.open(GROUP, "stream").append(1, "x".repeat(16_383) + "😀" + "y");
            assertThat(texts(store)).containsExactly("x".repeat(16_383));
        }
    }

    @Test
    void aDeletedGroupIsGone() {
        try (DurableStore file = open()) {
            LogStore store = new LogStore(file);
            store.open(GROUP, "stream").append(1, "one");
            store.delete(GROUP);
            assertThat(store.lines(GROUP)).isEmpty();
        }
        try (DurableStore file = open()) {
            assertThat(new LogStore(file).lines(GROUP)).isEmpty();
        }
    }

    @Test
    void aLineThatComesAfterItsGroupWasDeletedDoesNotBringItBack() {
        try (DurableStore file = open()) {
            LogStore store = new LogStore(file);
            LogStore.Output before = store.open(GROUP, "stream");
            before.append(1, "one");
            store.delete(GROUP);
            before.append(2, "late");
            assertThat(store.has(GROUP)).isFalse();
            store.open(GROUP, "stream").append(3, "the next run");
            assertThat(texts(store)).containsExactly("the next run");
        }
    }

    @Test
    void aLineAfterTheEndIsNobodysFailure() {
        DurableStore file = open();
        LogStore store = new LogStore(file);
        file.close();
        assertThatCode(() -> store.open(GROUP, "stream").append(1, "late")).doesNotThrowAnyException();
    }
}

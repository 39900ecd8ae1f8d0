package io.orderflow.infra.local.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogStoreTest {

    private static final String GROUP = "/aws/lambda/OrderConsumer";

    @TempDir
    Path folder;

    private LogStore open() {
        return new LogStore(Optional.of(folder));
    }

    private static List<String> texts(LogStore store) {
        return store.lines(GROUP).stream().map(LogStore.Line::text).toList();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void linesAreThereForTheNextRunThoughNobodyClosed() {
        LogStore killed = open();
        killed.append(GROUP, "stream", 1, "one");
        killed.append(GROUP, "stream", 2, "zwei\nÜ 😀");
        try (LogStore next = open()) {
            assertThat(next.lines(GROUP)).isEqualTo(killed.lines(GROUP));
            next.append(GROUP, "other", 3, "three");
        }
        try (LogStore last = open()) {
            assertThat(texts(last)).containsExactly("one", "zwei\nÜ 😀", "three");
            assertThat(last.lines(GROUP)).extracting(LogStore.Line::sequence).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void whatAKillHasCutOffHidesNothingElse() throws IOException {
        try (LogStore store = open()) {
            store.append(GROUP, "stream", 1, "whole");
        }
        byte[] cut = "{\"sequence\":1,\"text\":\"Ü".getBytes(StandardCharsets.UTF_8);
        Files.write(file(), java.util.Arrays.copyOf(cut, cut.length - 1), StandardOpenOption.APPEND);
        try (LogStore store = open()) {
            store.append(GROUP, "stream", 2, "after");
        }
        try (LogStore store = open()) {
            assertThat(texts(store)).containsExactly("whole", "after");
        }
    }

    @Test
    void onlyTheNewestLinesAreKept() {
        try (LogStore store = open()) {
            for (int i = 0; i < 100_005; i++) {
                store.append(GROUP, "stream", i, "line " + i);
            }
            assertThat(store.lines(GROUP)).hasSize(50_000);
        }
        try (LogStore store = open()) {
            assertThat(texts(store)).hasSize(50_000).contains("line 100004").doesNotContain("line 50004");
        }
    }

    @Test
    void aDeletedGroupIsGone() {
        try (LogStore store = open()) {
            store.append(GROUP, "stream", 1, "one");
            store.delete(GROUP);
        }
        try (LogStore store = open()) {
            assertThat(store.lines(GROUP)).isEmpty();
        }
    }
}

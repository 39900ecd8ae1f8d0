package io.orderflow.operations.entry.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.entry.PlacedBook.Placed;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacedFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasPlacedAcrossProcessesAndATornLine() throws Exception {
        Path kept = folder.resolve("placed");
        assertThat(new PlacedFile(kept).newest(50)).isEmpty();
        Placed first = placed("O1", NOW);
        Placed second = placed("O2", NOW.plusSeconds(1));
        new PlacedFile(kept).add(first);
        Files.write(file(kept), new byte[] {'{', '"', (byte) 0xC3, '\n'}, StandardOpenOption.APPEND);
        new PlacedFile(kept).add(second);

        var file = new PlacedFile(kept);
        assertThat(file.newest(50)).containsExactly(second, first);
        assertThat(file.newest(1)).containsExactly(second);
        assertThat(file.of("O1")).containsExactly(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(kept))))
                .isEqualTo("rw-------");
    }

    @Test
    void neverGetsLarge() throws Exception {
        var file = new PlacedFile(folder);
        String item = "x".repeat(256);
        for (int i = 0; i < 7_000; i++) {
            file.add(new Placed(new Order("O" + i, "U1", item, 1, OrderStatus.NEW, NOW), "m" + i, NOW, Duration.ZERO));
        }
        long size = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                size += Files.size(each);
            }
        }
        assertThat(size).isLessThan(3L << 20);
        assertThat(file.newest(2)).extracting(Placed::publishId).containsExactly("m6999", "m6998");
    }

    @Test
    void whatIsOldGoes() throws Exception {
        var file = new PlacedFile(folder);
        file.add(placed("O1", NOW));
        file.forgetBefore(NOW.minusSeconds(1));
        assertThat(file.newest(9)).hasSize(1);
        file.forgetBefore(NOW.plusSeconds(1));
        file.add(placed("O2", NOW.plusSeconds(2)));
        assertThat(file.newest(9)).as("it goes the next time").hasSize(2);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                Files.setLastModifiedTime(each, FileTime.from(NOW));
            }
        }
        file.forgetBefore(NOW.plusSeconds(1));
        assertThat(file.newest(9)).extracting(each -> each.order().orderId()).containsExactly("O2");
    }

    private static Path file(Path folder) {
        return folder.resolve("placed.jsonl");
    }

    private static Placed placed(String id, Instant at) {
        return new Placed(
                new Order(id, "U1", "Größe \"L\"", 2, OrderStatus.SHIPPED, at), "m-" + id, at, Duration.ofMillis(12));
    }
}

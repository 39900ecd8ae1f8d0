package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a data folder is read in the form it was written in, or not touched. */
class DataFormatTest {

    @TempDir
    Path folder;

    private void start() throws LocalAwsException {
        LocalAws.start(new LocalAwsConfig(Optional.of(folder), 0, line -> {})).close();
    }

    private Map<String, FileTime> content() throws IOException {
        Map<String, FileTime> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                content.put(file.toString(), Files.getLastModifiedTime(file));
            }
        }
        return content;
    }

    @Test
    void aFolderWithTablesAndNoNumberIsLeftAsItIs() throws IOException {
        Files.createDirectories(folder.resolve("dynamodb"));
        Files.writeString(folder.resolve("dynamodb").resolve("tables.db"), "rows");
        Files.writeString(folder.resolve("state.mv"), "queues");
        Map<String, FileTime> before = content();
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(OldDataFolderException.class, old -> assertThat(old.folder())
                        .isEqualTo(folder.toAbsolutePath()))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("nothing in it was changed");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aLaterFormatIsRefusedByItsNumber() throws IOException {
        Files.writeString(folder.resolve("format"), "99\n");
        Map<String, FileTime> before = content();
        assertThatThrownBy(this::start).hasMessageContaining("is in format 99").hasMessageContaining("--data-dir");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void aNewFolderGetsTheNumberAndOpensAgain() throws Exception {
        start();
        assertThat(Files.readString(folder.resolve("format"))).isEqualTo("2\n");
        start();
    }
}

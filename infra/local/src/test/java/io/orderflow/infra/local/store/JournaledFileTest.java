package io.orderflow.infra.local.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file beside its journal, as the store uses it. */
class JournaledFileTest {

    @TempDir
    Path folder;

    private FileChannel open() throws IOException {
        FileChannel file = FilePath.get(
                        JournaledFile.name(folder.resolve("file").toString()))
                .open("rw");
        assertThat(file.tryLock(0, Long.MAX_VALUE, false).isValid()).isTrue();
        return file;
    }

    @Test
    void whatIsNotForcedIsReadAsWrittenAndNotInTheFile() throws IOException {
        try (FileChannel file = open()) {
            write(file, 0, "0123456789");
            file.force(true);
            write(file, 8, "abcd");
            write(file, 9, "B");
            assertThat(read(file, 0, 20)).isEqualTo("01234567aBcd");
            assertThat(read(file, 9, 2)).isEqualTo("Bc");
            assertThat(read(file, 12, 1)).isEmpty();
            assertThat(file.size()).isEqualTo(12);
            file.truncate(11);
            assertThat(file.size()).isEqualTo(11);
            assertThat(folder.resolve("file")).hasContent("0123456789");
            file.force(true);
            assertThat(folder.resolve("file")).hasContent("01234567aBc");
            assertThat(read(file, 0, 20)).isEqualTo("01234567aBc");
        }
    }

    @Test
    void theFileIsMendedBeforeItIsReadAgain() throws IOException {
        try (FileChannel killed = open()) {
            write(killed, 0, "forced");
            killed.force(true);
            write(killed, 0, "lost  ");
        }
        Files.writeString(folder.resolve("file"), "fo");
        try (FileChannel next = open()) {
            assertThat(read(next, 0, 20)).isEqualTo("forced");
        }
        assertThat(folder.resolve("file.journal")).isEmptyFile();
    }

    private static void write(FileChannel file, long position, String text) throws IOException {
        file.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), position);
    }

    private static String read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.read(bytes, position);
        return new String(bytes.array(), 0, bytes.position(), US_ASCII);
    }
}

package io.orderflow.infra.local.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.store.Journal.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which groups of writes are made once more in a file after a power cut. */
class JournalTest {

    @TempDir
    Path folder;

    private FileChannel file;

    @BeforeEach
    void open() throws IOException {
        file = FileChannel.open(
                folder.resolve("journal"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void groupsAreMadeInTheirOrderWithWhatTheyCutOff() throws IOException {
        Journal journal = new Journal(file);
        journal.add(List.of(put(0, "aaaaaa"), put(2, "bb")));
        journal.add(List.of(new Write(5, null), put(6, "c")));
        assertThat(replayed("")).isEqualTo("aabba\0c");
        assertThat(replayed("what was longer before")).isEqualTo("aabba\0c");
    }

    @Test
    void aGroupThatIsNotWholeEndsTheJournal() throws IOException {
        Journal journal = new Journal(file);
        journal.add(List.of(put(0, "one")));
        long first = journal.length();
        journal.add(List.of(put(0, "two"), put(3, "two")));
        long second = journal.length();
        journal.add(List.of(put(0, "three")));
        for (long broken = first; broken < second; broken++) {
            byte was = flip(broken);
            assertThat(replayed("")).as("byte %s", broken).isEqualTo("one");
            flip(broken, was);
        }
        file.truncate(file.size() - 1);
        assertThat(replayed("")).isEqualTo("twotwo");
    }

    @Test
    void nothingOfWhatWasClearedIsMadeAgain() throws IOException {
        Journal journal = new Journal(file);
        journal.add(List.of(put(0, "old1")));
        journal.add(List.of(put(0, "old2")));
        journal.add(List.of(put(0, "old3")));
        journal.clear();
        assertThat(replayed("as it was")).isEqualTo("as it was");
        journal.add(List.of(put(0, "new1")));
        assertThat(replayed("")).isEqualTo("new1");
    }

    @Test
    void anEmptyJournalTakesNoSpace() throws IOException {
        Journal journal = new Journal(file);
        journal.add(List.of(put(0, "old1")));
        journal.empty();
        assertThat(Files.size(folder.resolve("journal"))).isZero();
        journal.add(List.of(put(0, "new1")));
        assertThat(replayed("")).isEqualTo("new1");
    }

    private static Write put(long position, String text) {
        return new Write(position, text.getBytes(US_ASCII));
    }

    private byte flip(long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        file.read(one, position);
        flip(position, (byte) ~one.get(0));
        return one.get(0);
    }

    private void flip(long position, byte to) throws IOException {
        file.write(ByteBuffer.wrap(new byte[] {to}), position);
    }

    private String replayed(String before) throws IOException {
        Path target = folder.resolve("file");
        Files.writeString(target, before);
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            new Journal(file).replay(channel);
        }
        return Files.readString(target);
    }
}

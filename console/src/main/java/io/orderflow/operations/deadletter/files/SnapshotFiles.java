package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterBodies;
import io.orderflow.operations.deadletter.LetterJson;
import io.orderflow.operations.deadletter.LetterStore;
import io.orderflow.operations.deadletter.SnapshotHead;
import io.orderflow.operations.files.PrivateFiles;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The last snapshot of a queue in a folder: the letters a line each, as they are exported, and beside them what they have
 * in common, which names their file. Several processes may use the folder.
 */
public final class SnapshotFiles implements LetterStore {
    private static final String HEAD = "snapshot.json";
    private static final String LETTERS = "letters-";
    /** A draft that nobody kept for so long is of a process that died. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Path folder;
    private final Clock clock;
    private final ReceiveCounts counts;

    public SnapshotFiles(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.counts = new ReceiveCounts(folder.resolve("receives"), clock);
    }

    @Override
    public Draft draft() throws IOException {
        PrivateFiles.makeFolder(folder);
        Path file = folder.resolve(LETTERS + UUID.randomUUID() + ".jsonl");
        PrivateFiles.makeFile(file);
        return new Letters(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public Optional<Kept> last() throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                SnapshotHeads.Named named = SnapshotHeads.read(Files.readAllBytes(folder.resolve(HEAD)));
                Path file = folder.resolve(named.file());
                return Optional.of(new KeptLetters(named.head(), FileChannel.open(file, StandardOpenOption.READ)));
            } catch (NoSuchFileException e) {
                if (!Files.exists(folder.resolve(HEAD))) {
                    return Optional.empty();
                }
                if (attempt > 0) {
                    throw e; // else another process has just kept a newer one
                }
            }
        }
    }

    @Override
    public Map<String, Integer> received() throws IOException {
        return counts.read();
    }

    @Override
    public void receivedNow(Collection<DeadLetter> letters) throws IOException {
        PrivateFiles.makeFolder(folder);
        counts.add(letters);
    }

    private synchronized void publish(SnapshotHead head, Path letters) throws IOException {
        Path file = folder.resolve(HEAD);
        PrivateFiles.replace(
                file,
                SnapshotHeads.write(
                        new SnapshotHeads.Named(letters.getFileName().toString(), head)));
        FileTime old = FileTime.from(clock.instant().minus(FORGOTTEN));
        String now = SnapshotHeads.read(Files.readAllBytes(file)).file();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, LETTERS + "*")) {
            for (Path each : files) {
                boolean kept =
                        each.equals(letters) || each.getFileName().toString().equals(now);
                // What another process is writing is young; one that reads an older file has it open.
                if (!kept && (Files.getLastModifiedTime(each).compareTo(old) < 0 || finished(each))) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (NoSuchFileException elsewhere) {
            // another process tidies up too
        }
    }

    private static boolean finished(Path letters) {
        return letters.getFileName().toString().endsWith(Letters.KEPT);
    }

    /** Letters behind an open file. */
    private abstract static class Bodies implements LetterBodies, Closeable {
        final FileChannel channel;

        Bodies(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public DeadLetter letter(long position) {
            try {
                return LetterJson.read(LineFile.line(channel, position)).letter();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class KeptLetters extends Bodies implements Kept {
        private final SnapshotHead head;

        KeptLetters(SnapshotHead head, FileChannel channel) {
            super(channel);
            this.head = head;
        }

        @Override
        public SnapshotHead head() {
            return head;
        }

        @Override
        public void each(Reader reader) throws IOException {
            channel.position(0);
            // Not closed: the channel is read on.
            var lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            long position = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.letter(position, LetterJson.read(line).letter());
                position += line.length() + 1; // they are ASCII
            }
        }
    }

    private final class Letters extends Bodies implements Draft {
        private static final String KEPT = ".kept.jsonl";

        private Path file;
        private long end;
        private boolean kept;

        Letters(Path file, FileChannel channel) {
            super(channel);
            this.file = file;
        }

        @Override
        public long[] add(List<DeadLetter> letters, String queue) throws IOException {
            long[] positions = new long[letters.size()];
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 0; i < positions.length; i++) {
                positions[i] = lines.size();
                LetterJson.write(letters.get(i), queue, lines);
                lines.write('\n');
            }
            long start = append(ByteBuffer.wrap(lines.toByteArray()));
            Arrays.setAll(positions, i -> start + positions[i]);
            return positions;
        }

        private synchronized long append(ByteBuffer lines) throws IOException {
            long start = end;
            while (lines.hasRemaining()) {
                end += channel.write(lines, end);
            }
            return start;
        }

        @Override
        public synchronized void keep(SnapshotHead head) throws IOException {
            channel.force(true);
            Path named = folder.resolve(file.getFileName().toString().replace(".jsonl", KEPT));
            Files.move(file, named, StandardCopyOption.ATOMIC_MOVE);
            file = named;
            publish(head, named);
            kept = true;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }
}

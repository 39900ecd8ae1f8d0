package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.LetterJson;
import io.orderflow.operations.deadletter.LetterRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes letters to a file, a line each, for its owner alone. The file is there when all of it is on disk; one that has
 * something in it already is never written over.
 */
public final class LetterExport implements Work<Integer> {
    private final Path file;
    private final List<LetterRow> letters;

    public LetterExport(Path file, List<LetterRow> letters) {
        this.file = file.toAbsolutePath();
        this.letters = List.copyOf(letters);
    }

    /**
     * @return how many were written
     * @throws InterruptedException when cancelled: nothing is left of it
     */
    @Override
    public Integer run(Progress progress) throws PortException, InterruptedException {
        Path part = file.resolveSibling(file.getFileName() + "-" + UUID.randomUUID() + ".part");
        try {
            if (Files.isDirectory(file) || (Files.exists(file) && Files.size(file) > 0)) {
                throw refused(file + " is there already: name another file.", null);
            }
            PrivateFiles.makeFile(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                    var out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
                write(out, progress);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return letters.size();
        } catch (IOException | UncheckedIOException e) {
            throw refused(
                    file + " cannot be written (" + e.getMessage()
                            + "): name a file in a folder that is there and may be written to.",
                    e);
        } finally {
            delete(part);
        }
    }

    private void write(BufferedWriter out, Progress progress) throws IOException, InterruptedException {
        long done = 0;
        for (LetterRow row : letters) {
            if (progress.cancelled()) {
                throw new InterruptedException("cancelled");
            }
            out.write(LetterJson.line(row.letter(), row.from().queue()));
            out.write('\n');
            progress.update(++done, letters.size(), "Writing");
        }
    }

    private static void delete(Path part) throws PortException {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw refused(part + " is left over and can be deleted.", e);
        }
    }

    private static PortException refused(String line, @Nullable Exception e) {
        return new PortException(PortException.Kind.REFUSED, "Export", Reason.line(line), e);
    }
}

package io.orderflow.operations.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that a person named, for its owner alone. It is there when all of it is on disk; one that has something in it already
 * is never written over.
 */
public final class NewFile {
    private NewFile() {}

    /** Writes what is to be in it. */
    @FunctionalInterface
    public interface Content {
        void write(Writer out) throws IOException, InterruptedException;
    }

    /** @throws InterruptedException when the content was cancelled: nothing is left of it */
    public static void write(Path named, Content content) throws PortException, InterruptedException {
        make(named, channel -> {
            var out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            content.write(out);
            out.flush();
        });
    }

    /** One with the bytes of another file. */
    public static void copy(Path from, Path named) throws PortException, InterruptedException {
        make(named, channel -> {
            long unused = Files.copy(from, Channels.newOutputStream(channel));
        });
    }

    @FunctionalInterface
    private interface Filling {
        void fill(FileChannel channel) throws IOException, InterruptedException;
    }

    private static void make(Path named, Filling filling) throws PortException, InterruptedException {
        Path file = named.toAbsolutePath();
        Path part = file.resolveSibling(file.getFileName() + "-" + UUID.randomUUID() + ".part");
        try {
            if (Files.isDirectory(file) || (Files.exists(file) && Files.size(file) > 0)) {
                throw refused(file + " is there already: name another file.", null);
            }
            PrivateFiles.makeFile(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                filling.fill(channel);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            throw refused(
                    file + " cannot be written (" + e.getMessage()
                            + "): name a file in a folder that is there and may be written to.",
                    e);
        } finally {
            delete(part);
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

package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.redrive.ReceiptInUseException;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is kept of a target's dead letters: the last snapshots, backups and receipts. They hold customers' data, and are
 * forgotten after {@link #KEPT}; what was done stays told.
 */
public final class KeptFolder {
    public static final Duration KEPT = Duration.ofDays(30);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(KeptFolder.class);
    private static final String MARK = "tidied";
    private static final String HEAD = "snapshot.json";

    private final Path folder;
    private final List<Path> snapshots;
    private final Path backups;
    private final ReceiptStore receipts;
    private final Clock clock;

    /** What was forgotten, and how many receipts are kept because they are not finished. */
    public record Forgotten(int receipts, int backups, int snapshots, int unfinished) {}

    /**
     * What lies in a folder.
     *
     * @param snapshots folders of them
     */
    public KeptFolder(Path folder, List<Path> snapshots, Path backups, ReceiptStore receipts, Clock clock) {
        this.folder = folder;
        this.snapshots = List.copyOf(snapshots);
        this.backups = backups;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** Forgets what is older, at most once a day; nothing depends on it, so that a failure only stands in the log. */
    public void forgetOld() {
        try {
            Path mark = folder.resolve(MARK);
            Instant now = clock.instant();
            if (!Files.isDirectory(folder) || !older(mark, now.minus(BETWEEN))) {
                return;
            }
            PrivateFiles.replace(mark, new byte[0]);
            Files.setLastModifiedTime(mark, FileTime.from(now));
            Instant oldest = now.minus(KEPT);
            receipts.forgetBefore(oldest, now);
            Forgotten gone = files(oldest);
            if (gone.backups() + gone.snapshots() > 0) {
                LOG.info("Forgotten: {} backups and {} snapshots", gone.backups(), gone.snapshots());
            }
        } catch (IOException e) {
            LOG.info("Old snapshots, backups and receipts could not be forgotten", e);
        }
    }

    /** Forgets everything that is finished. */
    public Forgotten forgetAll() throws PortException {
        try {
            Set<String> open = new HashSet<>(receipts.unfinished());
            int forgotten = 0;
            for (String id : receipts.ids()) {
                if (!open.contains(id)) {
                    try {
                        receipts.forget(id, clock.instant());
                        forgotten++;
                    } catch (ReceiptInUseException e) {
                        open.add(id);
                    }
                }
            }
            Forgotten gone = files(Instant.MAX);
            return new Forgotten(forgotten, gone.backups(), gone.snapshots(), open.size());
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "receipts",
                    Reason.line("Not everything could be forgotten (" + e.getMessage() + ")."),
                    e);
        }
    }

    private Forgotten files(Instant oldest) throws IOException {
        int last = 0;
        for (Path each : snapshots) {
            // The head first: nothing names letters that are gone.
            last += delete(each, HEAD, oldest);
            int kept = delete(each, "letters-*.kept.jsonl", oldest);
            int lost = delete(
                    each, "letters-*.jsonl", earlier(oldest, clock.instant().minus(BETWEEN)));
            if (kept + lost > 0) {
                LOG.debug("{} files of letters deleted in {}", kept + lost, each);
            }
        }
        return new Forgotten(0, delete(backups, "*.jsonl", oldest), last, 0);
    }

    /** What another process is writing is young. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static int delete(Path folder, String names, Instant oldest) throws IOException {
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
            for (Path each : files) {
                if (older(each, oldest) && Files.deleteIfExists(each)) {
                    deleted++;
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return deleted;
        }
        return deleted;
    }

    /** What is not there is as old as can be. */
    private static boolean older(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException none) {
            return true;
        }
    }
}

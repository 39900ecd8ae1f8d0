package io.orderflow.operations.entry.files;

import io.orderflow.operations.files.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows of one order by a hash of its id, in files of which one at a time is looked at: any number of rows takes the memory
 * of a part of them. Not thread-safe.
 */
final class RepeatedIds implements AutoCloseable {
    private static final int PARTS = 64;
    private static final int BUFFER = 8 * 1024;
    /** Of a row that has a time of its own. */
    static final long OWN_TIME = -1;

    /** Takes rows without a time of their own, of one order, in their order. */
    @FunctionalInterface
    interface Repeated {
        /**
         * One more.
         *
         * @param timeAt where its time lies
         * @param number how many such rows of its order came before it
         */
        void row(long timeAt, int number) throws IOException;
    }

    private final Path folder;
    private final @Nullable DataOutputStream[] parts = new DataOutputStream[PARTS];

    RepeatedIds(Path folder) {
        this.folder = folder;
    }

    /** @param timeAt where the time of the row lies that has none of its own; else {@link #OWN_TIME} */
    void add(String orderId, long timeAt) throws IOException {
        long hash = hash(orderId);
        int part = (int) (hash >>> 1) & (PARTS - 1);
        DataOutputStream out = parts[part];
        if (out == null) {
            out = new DataOutputStream(new BufferedOutputStream(
                    Channels.newOutputStream(
                            PrivateFiles.open(file(part), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)),
                    BUFFER));
            parts[part] = out;
        }
        out.writeLong(hash);
        out.writeLong(timeAt);
    }

    private Path file(int part) {
        return folder.resolve("ids-" + part);
    }

    /** FNV-1a, mixed. */
    private static long hash(String text) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100_0000_01B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
        return hash ^ hash >>> 33;
    }

    /**
     * Ends the adding.
     *
     * @return how many rows are of an order that an earlier row is of too
     */
    long count(Repeated repeated) throws IOException {
        long count = 0;
        for (int part = 0; part < PARTS; part++) {
            DataOutputStream out = parts[part];
            if (out != null) {
                out.close();
                parts[part] = null;
                count += count(file(part), repeated);
                Files.delete(file(part));
            }
        }
        return count;
    }

    private static long count(Path file, Repeated repeated) throws IOException {
        Map<Long, Integer> rows = new HashMap<>();
        Map<Long, Integer> timeless = new HashMap<>();
        long count = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                Channels.newInputStream(PrivateFiles.open(file, StandardOpenOption.READ)), BUFFER))) {
            while (true) {
                long hash = in.readLong();
                long timeAt = in.readLong();
                count += rows.merge(hash, 1, Integer::sum) > 1 ? 1 : 0;
                if (timeAt != OWN_TIME) {
                    int number = timeless.merge(hash, 1, Integer::sum) - 1;
                    if (number > 0) {
                        repeated.row(timeAt, number);
                    }
                }
            }
        } catch (EOFException end) {
            return count;
        }
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream each : parts) {
            if (each != null) {
                each.close();
            }
        }
    }
}

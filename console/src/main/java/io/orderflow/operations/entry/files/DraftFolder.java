package io.orderflow.operations.entry.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.imports.FrozenRows;
import io.orderflow.operations.entry.imports.ImportDraft;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.entry.imports.OpenImport;
import io.orderflow.operations.files.NewFile;
import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderTimestamp;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A folder that becomes an import's, or goes. */
final class DraftFolder implements ImportDraft {
    private static final String FAULTY = "faulty";
    private static final int BUFFER = 256 * 1024;

    private final Path folder;
    private final FolderLock lock;
    private final FileChannel channel;
    private final OutputStream out;
    private final RepeatedIds ids;
    private final OrderMessageCodec codec;
    private @Nullable Instant madeTime;
    private long end;
    private int valid;
    private boolean frozen;

    DraftFolder(Path folder, FolderLock lock, OrderMessageCodec codec) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.codec = codec;
        this.ids = new RepeatedIds(folder);
        this.channel = PrivateFiles.open(
                folder.resolve(ImportFolder.ROWS), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    @Override
    public String id() {
        return String.valueOf(folder.getFileName());
    }

    @Override
    public void order(long line, Order order, boolean timeMade) throws IOException {
        byte[] bytes = RowFile.line(line, order, codec);
        out.write(bytes);
        end += bytes.length;
        valid = Math.addExact(valid, 1);
        ids.add(order.orderId(), timeMade ? RowFile.timeAt(end) : RepeatedIds.OWN_TIME);
        if (timeMade) {
            madeTime = order.timestamp();
        }
    }

    @Override
    public OutputStream faulty() throws IOException {
        return Channels.newOutputStream(
                PrivateFiles.open(folder.resolve(FAULTY), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public Sum sum() throws IOException {
        out.flush();
        long repeated = ids.count((timeAt, number) -> {
            String later =
                    OrderTimestamp.format(Objects.requireNonNull(madeTime).plusMillis(number));
            int unused = channel.write(ByteBuffer.wrap(later.getBytes(StandardCharsets.US_ASCII)), timeAt);
        });
        return new Sum(valid, repeated, RowFile.hash(folder.resolve(ImportFolder.ROWS)));
    }

    @Override
    public FrozenRows rows() throws IOException {
        return RowFile.read(folder.resolve(ImportFolder.ROWS));
    }

    @Override
    public void saveFaulty(Path file) throws PortException, InterruptedException {
        NewFile.copy(folder.resolve(FAULTY), file);
    }

    @Override
    public Path saveFaultyBeside(Path file) throws PortException, InterruptedException {
        String name = String.valueOf(file.toAbsolutePath().getFileName());
        int dot = name.lastIndexOf('.');
        String start = (dot > 0 ? name.substring(0, dot) : name) + ".faults";
        String kind = dot > 0 ? name.substring(dot) : "";
        Path beside = file.resolveSibling(start + kind);
        for (int number = 2; Files.exists(beside); number++) {
            beside = file.resolveSibling(start + "-" + number + kind);
        }
        saveFaulty(beside);
        return beside;
    }

    @Override
    public OpenImport freeze(ImportHead head) throws IOException {
        channel.force(true);
        HeadFile.write(folder.resolve(ImportFolder.HEAD), head);
        frozen = true;
        return ImportFolder.open(folder, lock);
    }

    @Override
    public void close() {
        try {
            out.close();
            ids.close();
            if (!frozen) {
                ImportFolders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!frozen) {
                lock.close();
            }
        }
    }
}

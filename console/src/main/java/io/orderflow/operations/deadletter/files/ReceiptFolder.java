package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.redrive.Act;
import io.orderflow.operations.deadletter.redrive.OpenReceipt;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptInUseException;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.SetCodec;
import io.orderflow.operations.deadletter.redrive.SetEntry;
import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.operations.journal.JournalCodec;
import io.orderflow.operations.journal.JournalLine;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A receipt's folder: the set, its journal, and a lock as long as a process works on it. */
final class ReceiptFolder implements OpenReceipt {
    static final String SET = "set.jsonl";
    static final String IDS = "ids";
    static final String JOURNAL = "journal";
    private static final String LOCK = "lock";

    private final Receipt receipt;
    private final SetFile.Places places;
    private final FileChannel set;
    private final FileChannel journal;
    private final FileChannel guard;
    private final JournalCodec codec;
    private final Runnable closed;
    private boolean broken;

    private ReceiptFolder(
            Receipt receipt,
            SetFile.Places places,
            FileChannel set,
            FileChannel journal,
            FileChannel guard,
            JournalCodec codec,
            Runnable closed) {
        this.receipt = receipt;
        this.places = places;
        this.set = set;
        this.journal = journal;
        this.guard = guard;
        this.codec = codec;
        this.closed = closed;
    }

    /**
     * Locks it and reads it; a torn end of its journal is cut off. No other channel of this process may be on its lock: closing
     * that would end the lock too.
     */
    static ReceiptFolder open(Path folder, Runnable closed) throws IOException {
        String id = String.valueOf(folder.getFileName());
        FileChannel guard = lock(folder, id);
        List<FileChannel> opened = new ArrayList<>(List.of(guard));
        try {
            FileChannel set = PrivateFiles.open(folder.resolve(SET), StandardOpenOption.READ);
            opened.add(set);
            SetCodec.Reader reader = new SetCodec.Reader();
            SetFile.Places places = SetFile.read(set, reader);
            reader.receipt(id, List.of()); // before anything is written
            FileChannel journal = PrivateFiles.open(
                    folder.resolve(JOURNAL),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            opened.add(journal);
            PrivateFiles.syncFolder(folder);
            JournalCodec codec = new JournalCodec();
            List<JournalLine> history = new ArrayList<>();
            int whole = codec.read(Files.readAllBytes(folder.resolve(JOURNAL)), history);
            journal.truncate(whole);
            journal.force(true);
            journal.position(whole);
            return new ReceiptFolder(reader.receipt(id, history), places, set, journal, guard, codec, closed);
        } catch (IOException | RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    private static FileChannel lock(Path folder, String id) throws IOException {
        FileChannel guard =
                PrivateFiles.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = guard.tryLock();
            if (lock != null) {
                return guard;
            }
        } catch (OverlappingFileLockException here) {
            guard.close();
            throw new ReceiptInUseException(id);
        }
        guard.close();
        throw new ReceiptInUseException(id);
    }

    /** Whether a process works on it. */
    static boolean inUse(Path folder) throws IOException {
        try (FileChannel unused = lock(folder, String.valueOf(folder.getFileName()))) {
            return false;
        } catch (ReceiptInUseException e) {
            return true;
        }
    }

    /** Reads it while others may write it. */
    static Receipt read(Path folder) throws IOException {
        SetCodec.Reader reader = new SetCodec.Reader();
        try (FileChannel set = PrivateFiles.open(folder.resolve(SET), StandardOpenOption.READ)) {
            SetFile.read(set, reader);
        }
        return reader.receipt(String.valueOf(folder.getFileName()), history(folder));
    }

    /**
     * What was sent, by its old MessageId, from the journal and the ids alone. What arrived as something else is not known as
     * sent: its original is the only whole copy.
     */
    static Map<String, ReceiptStore.SentBefore> sent(Path folder) throws IOException {
        List<String> ids = null;
        RedriveOrder order = null;
        Map<String, ReceiptStore.SentBefore> sent = new HashMap<>();
        for (JournalLine line : history(folder)) {
            if (line.kind() == JournalLine.Kind.SENT) {
                if (order == null) {
                    order = order(folder);
                }
                if (order.act() != Act.REDRIVE) {
                    return Map.of(); // a copy out of a file says nothing of a letter that lies in a queue
                }
                ids = ids == null ? Files.readAllLines(folder.resolve(IDS)) : ids;
                for (JournalLine.Mark mark : line.marks()) {
                    if (mark.values().get(1).equals("same")) {
                        sent.put(
                                ids.get(mark.letter()),
                                new ReceiptStore.SentBefore(
                                        mark.values().get(0),
                                        line.at(),
                                        order.to(),
                                        String.valueOf(folder.getFileName())));
                    }
                }
            }
        }
        return sent;
    }

    /** With what its letters are called alone. */
    static Receipt outline(Path folder) throws IOException {
        SetCodec.Reader reader = new SetCodec.Reader();
        try (FileChannel set = PrivateFiles.open(folder.resolve(SET), StandardOpenOption.READ)) {
            SetFile.outline(set, reader);
        }
        return reader.receipt(String.valueOf(folder.getFileName()), history(folder));
    }

    /** What was confirmed, without its letters. */
    private static RedriveOrder order(Path folder) throws IOException {
        try (BufferedReader set = Files.newBufferedReader(folder.resolve(SET))) {
            String head = set.readLine();
            if (head == null) {
                throw new IOException(folder.getFileName() + " has no set");
            }
            return SetCodec.order(head.getBytes(StandardCharsets.UTF_8));
        }
    }

    static long written(Path folder) throws IOException {
        Path journal = folder.resolve(JOURNAL);
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    /** Of the journal alone. */
    static List<JournalLine> history(Path folder) throws IOException {
        List<JournalLine> history = new ArrayList<>();
        try {
            new JournalCodec().read(Files.readAllBytes(folder.resolve(JOURNAL)), history);
        } catch (NoSuchFileException nothingWasBegun) {
            return history;
        }
        return history;
    }

    @Override
    public String id() {
        return receipt.id();
    }

    @Override
    public RedriveOrder order() {
        return receipt.order();
    }

    @Override
    public Instant startedAt() {
        return receipt.startedAt();
    }

    @Override
    public String setHash() {
        return receipt.setHash();
    }

    @Override
    public List<SetEntry> entries() {
        return receipt.entries();
    }

    @Override
    public List<JournalLine> history() {
        return receipt.history();
    }

    @Override
    public OutgoingLetter outgoing(int letter) throws IOException {
        return places.read(set, letter);
    }

    @Override
    public synchronized void append(List<JournalLine> lines) throws IOException {
        if (broken) {
            throw new IOException("an earlier write failed");
        }
        broken = true; // until it is known that it is not
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JournalLine line : lines) {
            bytes.writeBytes(codec.write(line));
        }
        PrivateFiles.writeAll(journal, ByteBuffer.wrap(bytes.toByteArray()));
        journal.force(false);
        broken = false;
    }

    @Override
    public void close() {
        closeAll(List.of(journal, set, guard));
        closed.run();
    }

    private static void closeAll(List<FileChannel> channels) {
        for (FileChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

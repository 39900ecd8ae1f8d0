package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.EarlierRedrives;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.OpenReceipt;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptChain;
import io.orderflow.operations.deadletter.redrive.ReceiptInUseException;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.SetHash;
import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Receipts under a folder, each in one of its own ({@code receipts/<id>/}), and beside them the chain of what was done. Make one
 * a process and folder.
 */
public final class ReceiptFolders implements ReceiptStore {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern IDS = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9]{3}(-[0-9]+)?");

    private static final int MOST_AT_ONCE = 1000;
    private static final int OWNER = 8;

    private final Path folder;
    private final ChainFile chain;
    private final EarlierRedrives earlier;
    private final Set<String> openHere = ConcurrentHashMap.newKeySet();

    /** @param home of the environment; the folder of receipts is made in it when the first one is */
    public ReceiptFolders(Path home) {
        this.folder = home.resolve("receipts");
        this.chain = new ChainFile(folder.resolve("chain.jsonl"));
        this.earlier = new EarlierRedrives(this);
    }

    @Override
    public OpenReceipt create(RedriveOrder order, Instant at, Iterable<FrozenLetter> letters) throws IOException {
        PrivateFiles.makeFolder(folder);
        Path made = newFolder(ID.format(at));
        boolean written = false;
        try {
            SetFile.write(made.resolve(ReceiptFolder.SET), made.resolve(ReceiptFolder.IDS), order, at, letters);
            written = true;
        } finally {
            if (!written) {
                delete(made);
            }
        }
        PrivateFiles.syncFolder(made);
        PrivateFiles.syncFolder(folder);
        return open(String.valueOf(made.getFileName()));
    }

    private Path newFolder(String name) throws IOException {
        for (int number = 1; number < MOST_AT_ONCE; number++) {
            Path made = folder.resolve(number == 1 ? name : name + "-" + number);
            if (PrivateFiles.makeNewFolder(made)) {
                return made;
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    private Path of(String id) throws IOException {
        Path found = folder.resolve(id);
        if (!IDS.matcher(id).matches() || !Files.isDirectory(found)) {
            throw new NoSuchFileException("there is no receipt " + id);
        }
        return found;
    }

    @Override
    public OpenReceipt open(String id) throws IOException {
        Path found = of(id);
        if (!openHere.add(id)) {
            throw new ReceiptInUseException(id);
        }
        try {
            return ReceiptFolder.open(found, () -> openHere.remove(id));
        } catch (IOException | RuntimeException e) {
            openHere.remove(id);
            throw e;
        }
    }

    @Override
    public Receipt read(String id) throws IOException {
        return ReceiptFolder.read(of(id));
    }

    @Override
    public Receipt outline(String id) throws IOException {
        return ReceiptFolder.outline(of(id));
    }

    @Override
    public long written(String id) throws IOException {
        return ReceiptFolder.written(of(id));
    }

    @Override
    public EarlierRedrives earlier() {
        return earlier;
    }

    @Override
    public List<String> ids() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> IDS.matcher(name).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    @Override
    public List<String> unfinished() throws IOException {
        List<String> found = new ArrayList<>();
        for (String id : ids()) {
            if (unfinished(id)) {
                found.add(id);
            }
        }
        return found;
    }

    /** One without a journal sent nothing, and asks for nothing. */
    private boolean unfinished(String id) throws IOException {
        return unended(id, false);
    }

    /** @param move whether moves by SQS are meant, or what a resume takes up */
    private boolean unended(String id, boolean move) throws IOException {
        List<JournalLine> history = ReceiptFolder.history(folder.resolve(id));
        boolean closed = false;
        for (JournalLine line : history) {
            closed = line.kind() == JournalLine.Kind.CLOSED || (closed && line.kind() != JournalLine.Kind.RESUMED);
        }
        return !history.isEmpty() && !closed && (history.get(0).kind() == JournalLine.Kind.TASK) == move;
    }

    @Override
    public List<String> unendedMoves() throws IOException {
        List<String> found = new ArrayList<>();
        for (String id : ids()) {
            if (unended(id, true)) {
                found.add(id);
            }
        }
        return found;
    }

    @Override
    public String owner() {
        byte[] path = folder.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        return SetHash.hex(path).substring(0, OWNER);
    }

    @Override
    public Map<String, SentBefore> sentBefore(Set<String> messageIds) throws IOException {
        Map<String, SentBefore> found = new HashMap<>();
        for (String id : ids()) {
            for (Map.Entry<String, SentBefore> sent :
                    ReceiptFolder.sent(folder.resolve(id)).entrySet()) {
                if (messageIds.contains(sent.getKey())) {
                    found.putIfAbsent(sent.getKey(), sent.getValue());
                }
            }
        }
        return found;
    }

    @Override
    public void chain(ReceiptSummary summary) throws IOException {
        PrivateFiles.makeFolder(folder);
        chain.append(summary);
    }

    @Override
    public ReceiptChain chain() throws IOException {
        return chain.read();
    }

    @Override
    public void forget(String id, Instant at) throws IOException {
        Path found = of(id);
        if (inUse(id)) {
            throw new ReceiptInUseException(id);
        }
        if (unfinished(id)) {
            throw new IOException("receipt " + id + " is not finished: dead-letters resume " + id
                    + " finishes it, with --release without sending more");
        }
        chain(new ReceiptSummary(at, "FORGOTTEN", id, new Actor("", "", ""), "", "", "", "", null, Map.of()));
        delete(found);
        PrivateFiles.syncFolder(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private boolean inUse(String id) throws IOException {
        return openHere.contains(id) || ReceiptFolder.inUse(folder.resolve(id));
    }

    @Override
    public void forgetBefore(Instant time, Instant at) throws IOException {
        String oldest = ID.format(time);
        for (String id : ids()) {
            if (id.compareTo(oldest) < 0 && !unfinished(id) && !inUse(id)) {
                forget(id, at);
            }
        }
    }
}

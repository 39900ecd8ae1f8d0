package io.orderflow.operations.entry.files;

import io.orderflow.operations.entry.imports.ImportDraft;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.entry.imports.ImportInUseException;
import io.orderflow.operations.entry.imports.ImportStore;
import io.orderflow.operations.entry.imports.OpenImport;
import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Imports under a folder, each in one of its own. Make one a process and folder. */
public final class ImportFolders implements ImportStore {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern IDS = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9]{3}(-[0-9]+)?");
    private static final int MOST_AT_ONCE = 1000;

    private final Path folder;
    private final OrderMessageCodec codec;
    private final Set<Path> openHere = ConcurrentHashMap.newKeySet();

    /** @param folder is made when the first import is */
    public ImportFolders(Path folder, Clock clock) {
        this.folder = folder;
        this.codec = new OrderMessageCodec(new OrderValidator(clock));
    }

    @Override
    public ImportDraft draft(Instant at) throws IOException {
        PrivateFiles.makeFolder(folder);
        String name = ID.format(at);
        for (int number = 1; number < MOST_AT_ONCE; number++) {
            Path made = folder.resolve(number == 1 ? name : name + "-" + number);
            if (PrivateFiles.makeNewFolder(made)) {
                PrivateFiles.syncFolder(folder);
                return new DraftFolder(made, FolderLock.of(made, openHere), codec);
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    @Override
    public OpenImport open(String id) throws IOException {
        Path found = of(id);
        return ImportFolder.open(found, FolderLock.of(found, openHere));
    }

    @Override
    public ImportHead head(String id) throws IOException {
        return HeadFile.read(of(id).resolve(ImportFolder.HEAD));
    }

    private Path of(String id) throws IOException {
        Path found = folder.resolve(id);
        if (!IDS.matcher(id).matches() || !begun(found)) {
            throw new NoSuchFileException("there is no import " + id);
        }
        return found;
    }

    /** Whether it is more than a draft. */
    private static boolean begun(Path folder) {
        return Files.exists(folder.resolve(ImportFolder.HEAD));
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each ->
                            IDS.matcher(String.valueOf(each.getFileName())).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    @Override
    public List<String> ids() throws IOException {
        return folders().stream()
                .filter(ImportFolders::begun)
                .map(each -> String.valueOf(each.getFileName()))
                .toList();
    }

    @Override
    public List<String> unfinished() throws IOException {
        List<String> unfinished = new ArrayList<>();
        for (String id : ids()) {
            if (!ImportFolder.finished(folder.resolve(id))) {
                unfinished.add(id);
            }
        }
        return unfinished;
    }

    @Override
    public void forgetBefore(Instant time) throws IOException {
        String oldest = ID.format(time);
        for (Path each : folders()) {
            boolean old = String.valueOf(each.getFileName()).compareTo(oldest) < 0;
            if (!begun(each) || (old && ImportFolder.finished(each))) {
                forget(each);
            }
        }
    }

    private void forget(Path each) throws IOException {
        try (FolderLock unused = FolderLock.of(each, openHere)) {
            delete(each);
        } catch (ImportInUseException inUse) {
            return;
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

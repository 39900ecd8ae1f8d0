package io.orderflow.infra.local;

import io.orderflow.infra.local.store.DurableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** In which form a data folder is written: a number in the file {@code format}. */
final class DataFormat {

    private static final String FILE = "format";
    /** Where folders without a number kept their tables. */
    private static final String EARLIER_TABLES = "dynamodb";

    private DataFormat() {}

    /**
     * Reads, and changes nothing.
     *
     * @throws LocalAwsException if the folder holds data in another form
     */
    static void check(Path folder) throws LocalAwsException, IOException {
        String found;
        try {
            found = Files.readString(folder.resolve(FILE)).strip();
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(folder.resolve(EARLIER_TABLES))) {
                throw new OldDataFolderException(folder);
            }
            return; // nothing is in it yet
        }
        if (!found.equals(Integer.toString(DurableStore.FORMAT))) {
            throw new LocalAwsException(
                    LocalAwsException.Code.FOLDER_OF_ANOTHER_FORMAT, null, folder, found, DurableStore.FORMAT);
        }
    }

    /** Whole or not at all, before anything else is written into the folder. */
    static void write(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            Path part = folder.resolve(FILE + ".part");
            Files.writeString(part, DurableStore.FORMAT + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

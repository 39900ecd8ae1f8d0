package io.orderflow.operations.stack;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where the orders go that a destroy is about to delete, unless somebody names a file. */
public final class ExportFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ExportFile() {}

    /**
     * A new name in the data folder's {@code exports}, which is made; blocks.
     *
     * @throws PortException when the folder cannot be made
     */
    public static Path in(Path home, String stack, Instant now) throws PortException {
        Path folder = home.toAbsolutePath().resolve("exports");
        try {
            return Files.createDirectories(folder).resolve(stack + "-" + TIME.format(now) + "Z.jsonl");
        } catch (IOException e) {
            throw Refusal.EXPORT_FOLDER.fault("Export", e, folder, String.valueOf(e.getMessage()));
        }
    }
}

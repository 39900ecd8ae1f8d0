package io.orderflow.console.app;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Orderflow keeps its data unless told otherwise. */
final class DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private DataFolder() {}

    /** {@code ORDERFLOW_HOME}, else the platform's application-data folder. */
    static Path home(Map<String, String> environment, String osName, Path userHome) {
        String chosen = environment.get("ORDERFLOW_HOME");
        if (present(chosen)) {
            return Path.of(chosen);
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            String local = environment.get("LOCALAPPDATA");
            return (present(local)
                            ? Path.of(local)
                            : userHome.resolve("AppData").resolve("Local"))
                    .resolve("Orderflow");
        }
        if (os.contains("mac")) {
            return userHome.resolve("Library").resolve("Application Support").resolve("Orderflow");
        }
        String xdg = environment.get("XDG_DATA_HOME");
        return (present(xdg) ? Path.of(xdg) : userHome.resolve(".local").resolve("share")).resolve("orderflow");
    }

    /** Makes the folder, for its owner alone, before the log is written there. A failure is said by who needs it. */
    static void make(Path home) {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(home);
            }
        } catch (IOException e) {
            LOG.warn("The data folder {} cannot be made", home, e);
        }
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}

package io.orderflow.app;

import io.orderflow.text.UserPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Where Orderflow keeps its data unless told otherwise. */
final class DataFolder {
    private DataFolder() {}

    /**
     * {@code ORDERFLOW_HOME}, else the platform's application-data folder. Absolute. As the <a
     * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG rules</a> say, a relative {@code XDG_DATA_HOME} does
     * not count.
     *
     * @param userHome the system property {@code user.home}
     * @throws NoHomeException when nothing is set and the user has no home folder
     * @throws IllegalArgumentException when the folder's name cannot be one here
     */
    static Path home(Map<String, String> environment, String osName, String userHome) {
        String chosen = environment.getOrDefault("ORDERFLOW_HOME", "");
        if (!chosen.isBlank()) {
            return named("ORDERFLOW_HOME", chosen, userHome);
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            Path local = absolute("LOCALAPPDATA", environment);
            return (local != null ? local : under(userHome, "AppData", "Local")).resolve("Orderflow");
        }
        if (os.contains("mac")) {
            return under(userHome, "Library", "Application Support").resolve("Orderflow");
        }
        Path xdg = absolute("XDG_DATA_HOME", environment);
        return (xdg != null ? xdg : under(userHome, ".local", "share")).resolve("orderflow");
    }

    /** There is no place for data unless somebody names one. */
    static final class NoHomeException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NoHomeException() {
            super("no home folder is known for this user: name a folder for data with ORDERFLOW_HOME or --data-dir");
        }
    }

    private static @Nullable Path absolute(String variable, Map<String, String> environment) {
        String text = environment.getOrDefault(variable, "");
        // Asked of the text: characters that no name can have here do not make it relative.
        return new File(text).isAbsolute() ? named(variable, text, "") : null;
    }

    private static Path under(String userHome, String folder, String inside) {
        try {
            Path home = UserPath.home(userHome);
            if (home == null) {
                throw new NoHomeException();
            }
            return home.resolve(folder).resolve(inside);
        } catch (NoHomeException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the home folder " + e.getMessage(), e);
        }
    }

    private static Path named(String variable, String text, String userHome) {
        try {
            return UserPath.of(text, userHome);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + " " + e.getMessage(), e);
        }
    }

    /** Makes the folder, for its owner alone, before the log is written there. Who needs it reports a failure. */
    static void make(Path home) {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(home);
            }
        } catch (IOException e) {
            // Not held in a field: the first logger must not be made before the folder is known that the log is in.
            LoggerFactory.getLogger(DataFolder.class).warn("The data folder {} cannot be made", home, e);
        }
    }
}

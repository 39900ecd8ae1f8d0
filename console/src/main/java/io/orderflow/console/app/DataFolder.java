package io.orderflow.console.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where Orderflow keeps its data unless told otherwise. */
final class DataFolder {
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

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}

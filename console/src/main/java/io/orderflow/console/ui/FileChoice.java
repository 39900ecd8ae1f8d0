package io.orderflow.console.ui;

import java.io.File;
import java.nio.file.Path;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Has somebody name a file; null when nobody does. FX thread only. */
public interface FileChoice {
    /** As the system asks. */
    FileChoice SYSTEM = new FileChoice() {
        @Override
        public @Nullable Path open(Window owner) {
            return path(new FileChooser().showOpenDialog(owner));
        }

        @Override
        public @Nullable Path save(Window owner, String suggested) {
            var chooser = new FileChooser();
            chooser.setInitialFileName(suggested);
            return path(chooser.showSaveDialog(owner));
        }

        private static @Nullable Path path(@Nullable File file) {
            return file == null ? null : file.toPath();
        }
    };

    /** One that is there. */
    @Nullable
    Path open(Window owner);

    /** One to be written. */
    @Nullable
    Path save(Window owner, String suggested);
}

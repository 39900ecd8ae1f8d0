package io.orderflow.operations.entry.imports;

/** Hears how far an import is, and says when it is to stop. Called from the import's thread. */
public interface ImportWatcher {
    ImportWatcher NONE = new ImportWatcher() {
        @Override
        public void changed(ImportStatus status) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    void changed(ImportStatus status);

    boolean cancelled();
}

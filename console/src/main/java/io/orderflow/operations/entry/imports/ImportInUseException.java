package io.orderflow.operations.entry.imports;

import java.io.IOException;

/** Another process works on the import. */
public final class ImportInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    public ImportInUseException(String id) {
        super("import " + id + " is worked on already, here or in another Orderflow");
    }
}

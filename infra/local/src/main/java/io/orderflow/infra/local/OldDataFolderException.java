package io.orderflow.infra.local;

import java.nio.file.Path;

/** The data folder was written in a form that this version does not read. Nothing in it was changed. */
public final class OldDataFolderException extends LocalAwsException {

    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    OldDataFolderException(Path folder) {
        super(Code.FOLDER_OF_AN_EARLIER_VERSION, null, folder);
        this.folder = folder;
    }

    /** The folder, absolute. */
    public Path folder() {
        return folder;
    }
}

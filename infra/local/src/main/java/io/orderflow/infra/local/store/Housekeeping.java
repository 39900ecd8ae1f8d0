package io.orderflow.infra.local.store;

import org.h2.mvstore.MVStore;

/**
 * Keeps the file from growing far beyond what lives in it: now and then the pages that still live in chunks of mostly
 * dead ones are marked to be written again with the next commit, so that the chunks' space can be reused. Bounded work at
 * a time. Used by the committing thread alone.
 */
final class Housekeeping {

    private static final int EVERY_COMMITS = 8;
    private static final int LIVE_PERCENT = 75;
    private static final int REWRITE_BYTES = 1024 * 1024;
    /** Smaller files are not worth it. */
    private static final long WORTHWHILE_BYTES = 4 * 1024 * 1024;

    private final MVStore store;
    private long commits;

    Housekeeping(MVStore store) {
        this.store = store;
    }

    boolean isWorthwhile() {
        return ++commits % EVERY_COMMITS == 0 && store.getFileStore().size() > WORTHWHILE_BYTES;
    }

    void run() {
        store.compact(LIVE_PERCENT, REWRITE_BYTES);
    }
}

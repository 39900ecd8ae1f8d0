package io.orderflow.operations.entry.imports;

import io.orderflow.operations.PortException;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.order.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store whose imports end as if the process were killed: nothing more comes to disk, and nobody hears of it. */
record DyingStore(ImportStore store, int lines) implements ImportStore {
    @Override
    public ImportDraft draft(Instant at) throws IOException {
        ImportDraft draft = store.draft(at);
        return new ImportDraft() {
            @Override
            public String id() {
                return draft.id();
            }

            @Override
            public void order(long line, Order order, boolean timeMade) throws IOException {
                draft.order(line, order, timeMade);
            }

            @Override
            public java.io.OutputStream faulty() throws IOException {
                return draft.faulty();
            }

            @Override
            public Sum sum() throws IOException {
                return draft.sum();
            }

            @Override
            public FrozenRows rows() throws IOException {
                return draft.rows();
            }

            @Override
            public void saveFaulty(Path file) throws PortException, InterruptedException {
                draft.saveFaulty(file);
            }

            @Override
            public Path saveFaultyBeside(Path file) throws PortException, InterruptedException {
                return draft.saveFaultyBeside(file);
            }

            @Override
            public OpenImport freeze(ImportHead head) throws IOException {
                return new Dying(draft.freeze(head), new AtomicInteger(lines));
            }

            @Override
            public void close() {
                draft.close();
            }
        };
    }

    @Override
    public OpenImport open(String id) throws IOException {
        return store.open(id);
    }

    @Override
    public ImportHead head(String id) throws IOException {
        return store.head(id);
    }

    @Override
    public List<String> ids() throws IOException {
        return store.ids();
    }

    @Override
    public List<String> unfinished() throws IOException {
        return store.unfinished();
    }

    @Override
    public void forgetBefore(Instant time) throws IOException {
        store.forgetBefore(time);
    }

    private record Dying(OpenImport open, AtomicInteger left) implements OpenImport {
        @Override
        public String id() {
            return open.id();
        }

        @Override
        public ImportHead head() {
            return open.head();
        }

        @Override
        public FrozenRows rows() throws IOException {
            return open.rows();
        }

        @Override
        public void history(Consumer<JournalLine> each) throws IOException {
            open.history(each);
        }

        @Override
        public void append(List<JournalLine> lines) throws IOException {
            if (left.addAndGet(-lines.size()) < 0) {
                throw new IOException("killed");
            }
            open.append(lines);
        }

        @Override
        public void ended(ImportReport report) {}

        @Override
        public void close() {
            open.close();
        }
    }
}

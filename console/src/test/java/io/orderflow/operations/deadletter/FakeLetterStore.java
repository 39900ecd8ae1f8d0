package io.orderflow.operations.deadletter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Snapshots in memory. */
public final class FakeLetterStore implements LetterStore {
    private final Map<String, Integer> received = new HashMap<>();
    private @Nullable Letters kept;

    private static final class Letters implements Draft, Kept {
        private final List<DeadLetter> letters = new ArrayList<>();
        private @Nullable SnapshotHead head;
        private final FakeLetterStore store;

        Letters(FakeLetterStore store) {
            this.store = store;
        }

        @Override
        public synchronized long[] add(List<DeadLetter> some, String queue) {
            long first = letters.size();
            letters.addAll(some);
            return LongStream.range(first, letters.size()).toArray();
        }

        @Override
        public synchronized void keep(SnapshotHead of) {
            head = of;
            store.kept = this;
        }

        @Override
        public synchronized DeadLetter letter(long position) {
            return letters.get((int) position);
        }

        @Override
        public synchronized SnapshotHead head() {
            return head;
        }

        @Override
        public void each(Reader reader) throws java.io.IOException {
            for (int i = 0; i < letters.size(); i++) {
                reader.letter(i, letters.get(i));
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public Draft draft() {
        return new Letters(this);
    }

    @Override
    public Optional<Kept> last() {
        return Optional.ofNullable(kept);
    }

    @Override
    public Map<String, Integer> received() {
        return Map.copyOf(received);
    }

    @Override
    public synchronized void receivedNow(Collection<DeadLetter> letters) {
        letters.forEach(letter -> received.merge(letter.messageId(), 1, Integer::sum));
    }
}

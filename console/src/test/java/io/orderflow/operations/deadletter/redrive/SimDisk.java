package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.journal.JournalCodec;
import io.orderflow.operations.journal.JournalLine;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A made-up disk with one journal: what was synced stays, of the rest a crash leaves some. */
final class SimDisk {
    private final Random random;
    private final ByteArrayOutputStream synced = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dirty = new ByteArrayOutputStream();
    private JournalCodec codec = new JournalCodec();

    SimDisk(Random random) {
        this.random = random;
    }

    void write(List<JournalLine> lines) {
        lines.forEach(line -> dirty.writeBytes(codec.write(line)));
    }

    void sync() {
        synced.writeBytes(dirty.toByteArray());
        dirty.reset();
    }

    /** Only some of what was written came to the disk. */
    void tear() {
        byte[] all = dirty.toByteArray();
        dirty.reset();
        dirty.write(all, 0, random.nextInt(all.length + 1));
    }

    /** What the next process finds; it cuts off what is torn. */
    List<JournalLine> restart(boolean cut) {
        if (dirty.size() > 0) {
            tear();
            sync();
        }
        List<JournalLine> history = new ArrayList<>();
        codec = new JournalCodec();
        byte[] all = synced.toByteArray();
        int whole = codec.read(all, history);
        if (cut) {
            synced.reset();
            synced.writeBytes(Arrays.copyOf(all, whole));
        }
        return history;
    }
}

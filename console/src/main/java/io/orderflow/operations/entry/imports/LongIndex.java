package io.orderflow.operations.entry.imports;

import java.util.function.IntConsumer;

/** Rows by 64 bits of what they are known by: 24 bytes a row. Several rows may have one key. Not thread-safe. */
final class LongIndex {
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final long[] keys;
    private final int[] rows; // from 1; 0 where nothing is
    private final int mask;

    LongIndex(int most) {
        int size = Integer.highestOneBit(Math.max(2, most)) * 4;
        this.keys = new long[size];
        this.rows = new int[size];
        this.mask = size - 1;
    }

    /** Of a text: FNV-1a, which is no secret and need be none. */
    public static long key(String text) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100_0000_01B3L;
        }
        return hash;
    }

    void add(long key, int row) {
        int at = slot(key);
        while (rows[at] != 0) {
            at = (at + 1) & mask;
        }
        keys[at] = key;
        rows[at] = row + 1;
    }

    /** In the order that they were added in. */
    void each(long key, IntConsumer taker) {
        for (int at = slot(key); rows[at] != 0; at = (at + 1) & mask) {
            if (keys[at] == key) {
                taker.accept(rows[at] - 1);
            }
        }
    }

    private int slot(long key) {
        long mixed = key * MULTIPLIER;
        return (int) (mixed ^ mixed >>> Integer.SIZE) & mask;
    }
}

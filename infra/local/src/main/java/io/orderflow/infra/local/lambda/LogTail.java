package io.orderflow.infra.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last lines of one invocation's log: 4 KB at most, from the start of a character on. Thread-safe. */
final class LogTail {

    /** Source: Invoke's API reference, LogResult. */
    private static final int MOST_BYTES = 4_096;

    private final StringBuilder text = new StringBuilder();

    synchronized void add(String line) {
        text.append(line).append('\n');
        int from = Math.max(0, text.length() - MOST_BYTES); // no character takes less than a byte
        text.delete(0, Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    /** In UTF-8. */
    synchronized byte[] bytes() {
        byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, all.length - MOST_BYTES);
        while (from < all.length && (all[from] & 0xC0) == 0x80) { // the middle of a character
            from++;
        }
        return Arrays.copyOfRange(all, from, all.length);
    }
}

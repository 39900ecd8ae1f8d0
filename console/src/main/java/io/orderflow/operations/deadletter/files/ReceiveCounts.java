package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.files.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How often letters were received from this folder: a line for each time, which begins with the letter's id. Nobody waits
 * for the disk: what a crash loses counts as somebody else's receive.
 */
final class ReceiveCounts {
    /** No queue keeps a message longer. */
    private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    private static final int LONGEST_TIME = 15;
    private static final int LONGEST_COUNT = 6;
    private static final int LONG = 4 * 1024 * 1024;

    private final Path file;
    private final Clock clock;

    ReceiveCounts(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    synchronized void add(Collection<DeadLetter> letters) throws IOException {
        StringBuilder lines = new StringBuilder();
        letters.forEach(
                letter -> line(lines, letter.messageId(), letter.sentAt().toEpochMilli(), 1));
        append(file, lines);
    }

    synchronized Map<String, Integer> read() throws IOException {
        Map<String, long[]> all = new HashMap<>();
        long oldest = clock.instant().minus(LONGEST_RETENTION).toEpochMilli();
        // A crash may have cut a character in two: this reader takes what it cannot read for another character.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count(line, oldest, all);
            }
        } catch (NoSuchFileException none) {
            return Map.of();
        }
        if (Files.size(file) > LONG) {
            rewrite(all);
        }
        Map<String, Integer> counts = new HashMap<>();
        all.forEach((id, entry) -> counts.put(id, (int) entry[1]));
        return counts;
    }

    /** A line as it is written here: a crash may have left a part of one. */
    private static void count(String line, long oldest, Map<String, long[]> all) {
        int second = line.lastIndexOf(' ');
        int first = line.lastIndexOf(' ', second - 1);
        if (first > 0
                && digits(line, first + 1, second, LONGEST_TIME)
                && digits(line, second + 1, line.length(), LONGEST_COUNT)) {
            long sent = Long.parseLong(line, first + 1, second, 10);
            if (sent >= oldest) {
                long[] entry = all.computeIfAbsent(line.substring(0, first), id -> new long[] {sent, 0});
                entry[1] += Long.parseLong(line, second + 1, line.length(), 10);
            }
        }
    }

    private static boolean digits(String line, int from, int to, int most) {
        if (to <= from || to - from > most) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private void rewrite(Map<String, long[]> all) throws IOException {
        StringBuilder lines = new StringBuilder();
        all.forEach((id, entry) -> line(lines, id, entry[0], entry[1]));
        Path part = file.resolveSibling(file.getFileName() + "-" + UUID.randomUUID() + ".part");
        append(part, lines);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void line(StringBuilder lines, String id, long sentAt, long times) {
        lines.append(id).append(' ').append(sentAt).append(' ').append(times).append('\n');
    }

    private static void append(Path file, CharSequence lines) throws IOException {
        try (FileChannel out = PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            PrivateFiles.writeAll(out, ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }
}

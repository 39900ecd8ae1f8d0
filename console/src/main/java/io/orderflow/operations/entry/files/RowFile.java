package io.orderflow.operations.entry.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.entry.imports.FrozenRow;
import io.orderflow.operations.entry.imports.FrozenRows;
import io.orderflow.operations.files.KeptJson;
import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Rows as they are sent: a line each, with the number of the line that it came from, a tab, and the order as it is published. */
final class RowFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER = 256 * 1024;
    /** What stands behind the first letter of the time in a line: {@code 2026-05-03T12:00:00.000Z"}} and the line's end. */
    private static final int TIME_FROM_END = 24 + 3;

    private RowFile() {}

    static byte[] line(long line, Order order, OrderMessageCodec codec) {
        return (line + "\t" + codec.encode(order) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Where the time of a line begins that ends there: it comes last. */
    static long timeAt(long end) {
        return end - TIME_FROM_END;
    }

    static FrozenRows read(Path file) throws IOException {
        return new Reader(new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8), BUFFER));
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(
                Channels.newInputStream(PrivateFiles.open(file, StandardOpenOption.READ)), BUFFER);
    }

    /** SHA-256 of all, in 64 hex digits. */
    static String hash(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] piece = new byte[BUFFER];
            int read = 0;
            while (read >= 0) {
                read = in.read(piece);
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static final class Reader implements FrozenRows {
        private final BufferedReader lines;
        private int index;

        Reader(BufferedReader lines) {
            this.lines = lines;
        }

        @Override
        public @Nullable FrozenRow next() throws IOException {
            String line = lines.readLine();
            if (line == null) {
                return null;
            }
            try {
                int tab = line.indexOf('\t');
                JsonNode json = KeptJson.read(JSON, line.substring(tab + 1));
                Order order = new Order(
                        json.path("orderId").asText(),
                        json.path("userId").asText(),
                        json.path("itemName").asText(),
                        json.path("quantity").asInt(),
                        OrderStatus.of(json.path("status").asText()).orElseThrow(),
                        OrderTimestamp.parse(json.path("timestamp").asText()));
                return new FrozenRow(index++, Long.parseLong(line.substring(0, tab)), order);
            } catch (IOException | RuntimeException notOurs) {
                throw new IOException("its row " + (index + 1) + " is not what was written", notOurs);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}

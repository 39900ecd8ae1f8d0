package io.orderflow.operations.entry.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.entry.PlacedBook;
import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderInput;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orders that were published one by one from this data folder, by window and commands alike: a line of JSON each, for
 * its owner alone. It never gets large: what is older than the last thousands goes. Blocks. Thread-safe, also between
 * processes: a line is one write at the end.
 */
public final class PlacedFile implements PlacedBook {
    private static final String NAME = "placed.jsonl";
    private static final String BEFORE = "placed-before.jsonl";
    /** Of each of the two files: some 4,000 orders. */
    private static final long LARGE = 1L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    public PlacedFile(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void add(Placed placed) throws IOException {
        PrivateFiles.makeFolder(folder);
        Path file = folder.resolve(NAME);
        if (Files.exists(file) && Files.size(file) > LARGE) {
            move(file);
        }
        byte[] line = (json(placed) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            PrivateFiles.writeAll(out, ByteBuffer.wrap(line));
        }
    }

    @Override
    public List<Placed> newest(int most) throws IOException {
        List<Placed> all = all();
        List<Placed> newest = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && newest.size() < most; i--) {
            newest.add(all.get(i));
        }
        return newest;
    }

    @Override
    public List<Placed> of(String orderId) throws IOException {
        return all().stream()
                .filter(each -> each.order().orderId().equals(orderId))
                .toList();
    }

    private synchronized List<Placed> all() throws IOException {
        List<Placed> all = new ArrayList<>();
        for (String name : List.of(BEFORE, NAME)) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                all.addAll(read(file));
            }
        }
        return all;
    }

    private static List<Placed> read(Path file) throws IOException {
        List<Placed> placed = new ArrayList<>();
        // a line may be torn within a character, which is no fault here
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(line -> {
            Placed each = read(line);
            if (each != null) {
                placed.add(each);
            }
        });
        return placed;
    }

    /** Forgets what was placed before that time, at most as long again after it. */
    public synchronized void forgetBefore(Instant time) throws IOException {
        Path before = folder.resolve(BEFORE);
        Path file = folder.resolve(NAME);
        if (Files.exists(before)
                && Files.getLastModifiedTime(before).toInstant().isBefore(time)) {
            Files.delete(before);
        }
        if (Files.exists(file)) {
            List<Placed> lines = read(file);
            if (!lines.isEmpty() && lines.get(0).at().isBefore(time)) {
                move(file);
            }
        }
    }

    private void move(Path file) throws IOException {
        Files.move(file, folder.resolve(BEFORE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String json(Placed placed) {
        ObjectNode json = JSON.createObjectNode()
                .put("at", OrderTimestamp.format(placed.at()))
                .put("publishId", placed.publishId())
                .put("ms", placed.took().toMillis())
                .put("orderId", placed.order().orderId())
                .put("userId", placed.order().userId())
                .put("itemName", placed.order().itemName())
                .put("quantity", placed.order().quantity())
                .put("status", placed.order().status().name())
                .put("timestamp", OrderTimestamp.format(placed.order().timestamp()));
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An order cannot be written as JSON", e);
        }
    }

    /** Null where a line was torn by a crash. */
    private static @Nullable Placed read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            Order order = OrderValidator.validateStored(new OrderInput(
                    json.path("orderId").textValue(),
                    json.path("userId").textValue(),
                    json.path("itemName").textValue(),
                    json.path("quantity").asText(),
                    json.path("status").textValue(),
                    json.path("timestamp").textValue()));
            return new Placed(
                    order,
                    json.path("publishId").asText(),
                    OrderTimestamp.parse(json.path("at").asText()),
                    Duration.ofMillis(json.path("ms").asLong()));
        } catch (JsonProcessingException | MalformedOrderException | DateTimeException torn) {
            return null;
        }
    }
}

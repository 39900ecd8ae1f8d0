package io.orderflow.operations.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.session.EnvironmentsFormat.NewerVersionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What is remembered of an environment, in a file: {@code {"version": 1, "of": "Production", "values": {…}}}, the key that was
 * changed last at the end. Other windows may change it: what they keep under other keys stays. A file that is broken or of a
 * later version is left alone, and what is put is then forgotten with the process. Make one a process and file. Thread-safe.
 */
public final class MemoryFile implements Memory {
    static final int VERSION = 1;
    /** Of one value, in bytes. */
    static final int LONGEST = 64 * 1024;
    /** Of the whole file, in bytes; the keys that were not changed for longest go first. */
    static final int LARGEST = 1024 * 1024;

    private static final String FOLDER = "memory";
    private static final int PLAIN_NAME = 40;

    private final LockedFile file;
    private final String name;
    private final Executor later;
    private final Consumer<String> told;
    private final Object disk = new Object(); // held while the file is used, never by get and put
    private Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>(); // not on disk yet
    private boolean waiting;
    private boolean failing;
    private volatile String fault = "";

    /**
     * @param home holds the folder of these files
     * @param name of the environment, or what else tells it from others
     * @param later runs a write on a thread that may block, a moment later, so that several changes are one
     * @param told hears one line when nothing can be remembered
     */
    public MemoryFile(Path home, String name, Executor later, Consumer<String> told) {
        this.file = new LockedFile(home.resolve(FOLDER).resolve(fileName(name)));
        this.name = name;
        this.later = later;
        this.told = told;
    }

    /** Readable, and another one for every name whatever the file system takes for equal. */
    static String fileName(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceFirst("^-", "");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return plain.substring(0, Math.min(PLAIN_NAME, plain.length())) + "-"
                    + HexFormat.of().formatHex(hash, 0, 8) + ".json";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Reads what is there now, under what was put and is not on disk yet. Blocks. */
    public void load() {
        synchronized (disk) {
            try {
                Map<String, String> read = read();
                fault = "";
                adopt(read);
            } catch (IOException e) {
                refuse(e);
            }
        }
    }

    @Override
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public synchronized Map<String, String> all(String prefix) {
        Map<String, String> found = new LinkedHashMap<>(values);
        found.keySet().removeIf(key -> !key.startsWith(prefix));
        return found;
    }

    @Override
    public void put(String key, String value) {
        // half a character, as typed or pasted, cannot be written
        if (StandardCharsets.UTF_8.newEncoder().canEncode(value)
                && value.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            change(key, Optional.of(value));
        }
    }

    @Override
    public void forget(String key) {
        change(key, Optional.empty());
    }

    private void change(String key, Optional<String> value) {
        synchronized (this) {
            if (get(key).equals(value)) {
                return;
            }
            set(values, key, value);
            changed.remove(key);
            changed.add(key);
            if (waiting) {
                return;
            }
            waiting = true;
        }
        later.execute(this::flush);
    }

    private static void set(Map<String, String> values, String key, Optional<String> value) {
        values.remove(key); // so that it comes last
        value.ifPresent(text -> values.put(key, text));
    }

    @Override
    public boolean kept() {
        return fault.isEmpty();
    }

    @Override
    public String fault() {
        return fault;
    }

    @Override
    public void flush() {
        synchronized (disk) {
            Map<String, Optional<String>> mine = take();
            if (mine.isEmpty() || !fault.isEmpty()) {
                return;
            }
            try {
                file.<IOException>locked(() -> {
                    Map<String, String> all;
                    try {
                        all = read();
                    } catch (IOException e) {
                        refuse(e);
                        return;
                    }
                    mine.forEach((key, value) -> set(all, key, value));
                    dropOldest(all);
                    file.replace(write(all));
                    adopt(all);
                });
                failing = false;
            } catch (IOException e) {
                giveBack(mine.keySet());
                if (!failing) {
                    failing = true;
                    told.accept(
                            file.path() + " cannot be written (" + LockedFile.line(e) + "): what the window looks like"
                                    + " is forgotten when it closes, unless the folder is made writable.");
                }
            }
        }
    }

    private synchronized Map<String, Optional<String>> take() {
        waiting = false;
        Map<String, Optional<String>> taken = new LinkedHashMap<>();
        changed.forEach(key -> taken.put(key, get(key)));
        changed.clear();
        return taken;
    }

    private synchronized void giveBack(Set<String> keys) {
        changed.addAll(keys);
    }

    /** What is on disk, and over it what was changed here meanwhile. */
    private synchronized void adopt(Map<String, String> all) {
        Map<String, String> now = new LinkedHashMap<>(all);
        changed.forEach(key -> set(now, key, get(key)));
        values = now;
    }

    private void refuse(IOException e) {
        String why = e instanceof NewerVersionException
                ? " was written by a later Orderflow (" + e.getMessage() + ")"
                : (e instanceof FileSystemException ? " cannot be read (" : " is not what Orderflow wrote (")
                        + LockedFile.line(e) + ")";
        fault = file.path() + why + " and was not changed: what the window looks like is not remembered here until"
                + " the file is deleted.";
        told.accept(fault);
    }

    /** @throws IOException when it is there and not what was written */
    private Map<String, String> read() throws IOException {
        byte[] bytes;
        try {
            if (Files.size(file.path()) > LARGEST) {
                throw new IOException("it is larger than any");
            }
            bytes = Files.readAllBytes(file.path());
        } catch (NoSuchFileException e) {
            return new LinkedHashMap<>();
        }
        JsonNode tree = EnvironmentsFormat.JSON.readTree(bytes);
        JsonNode version = tree.path("version");
        if (version.isInt() && version.intValue() > VERSION) {
            throw new NewerVersionException(version.intValue());
        }
        if (version.intValue() != VERSION || !tree.path("values").isObject()) {
            throw new IOException("version or values is missing");
        }
        Map<String, String> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> value : tree.path("values").properties()) {
            if (!value.getValue().isTextual()) {
                throw new IOException("a value is no text");
            }
            read.put(value.getKey(), value.getValue().textValue());
        }
        return read;
    }

    private byte[] write(Map<String, String> all) throws IOException {
        ObjectNode tree = EnvironmentsFormat.JSON.createObjectNode();
        tree.put("version", VERSION).put("of", name);
        ObjectNode written = tree.putObject("values");
        all.forEach(written::put);
        return EnvironmentsFormat.JSON.writeValueAsBytes(tree);
    }

    private void dropOldest(Map<String, String> all) throws IOException {
        List<String> newestLast = new ArrayList<>(all.keySet());
        int room = LARGEST - write(Map.of()).length;
        for (int i = newestLast.size() - 1; i >= 0; i--) {
            String key = newestLast.get(i);
            room -= write(Map.of(key, String.valueOf(all.get(key)))).length - write(Map.of()).length;
            if (room < 0) {
                all.keySet().removeAll(newestLast.subList(0, i + 1));
                return;
            }
        }
    }
}

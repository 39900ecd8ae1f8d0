package io.orderflow.infra.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.local.http.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log group's lines on disk: the group's name, then one JSON object a line. What a kill has cut off is skipped. A
 * file that cannot be written is given up with one warning: the lines stay in memory. Not thread-safe.
 */
final class LogFile {

    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".lines";

    private final Path path;
    private final String group;
    private @Nullable BufferedWriter out;
    private boolean givenUp;
    private long written;

    private LogFile(Path path, String group) {
        this.path = path;
        this.group = group;
    }

    /** The file of a group, there or not; its name is a hash, as group names are too long and have slashes. */
    static LogFile of(Path folder, String group) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(group.getBytes(StandardCharsets.UTF_8));
            return new LogFile(folder.resolve(HexFormat.of().formatHex(hash) + SUFFIX), group);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The files that are there. */
    static List<LogFile> all(Path folder) {
        List<LogFile> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path path :
                        entries.filter(p -> p.toString().endsWith(SUFFIX)).toList()) {
                    try (BufferedReader in = reader(path)) {
                        Optional.ofNullable(in.readLine())
                                .flatMap(Json::tryRead)
                                .flatMap(json -> Json.text(json, "group"))
                                .ifPresent(group -> files.add(new LogFile(path, group)));
                    }
                }
            } catch (IOException e) {
                LOG.warn("The log lines in {} cannot be read: {}", folder, e.getMessage());
            }
        }
        return files;
    }

    /** Lenient: what a kill has cut in the middle of a character must not hide the rest. */
    private static BufferedReader reader(Path path) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
    }

    String group() {
        return group;
    }

    /** How many lines the file holds. */
    long written() {
        return written;
    }

    List<LogStore.Line> read() {
        List<LogStore.Line> lines = new ArrayList<>();
        try (BufferedReader in = reader(path)) {
            in.readLine(); // the group
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                parse(line).ifPresent(lines::add);
            }
        } catch (IOException e) {
            LOG.warn("The log lines of {} cannot be read: {}", group, e.getMessage());
        }
        written = lines.size();
        return lines;
    }

    private static Optional<LogStore.Line> parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.hasNonNull("text")
                    ? Optional.of(JSON.treeToValue(json, LogStore.Line.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // cut off by a kill
        }
    }

    void append(LogStore.Line line) {
        if (givenUp) {
            return;
        }
        try {
            BufferedWriter to = out == null ? open() : out;
            to.write(JSON.writeValueAsString(line));
            to.write('\n');
            to.flush(); // to the operating system: a kill of this process takes nothing with it
            written++;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private BufferedWriter open() throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean fresh = Files.notExists(path) || Files.size(path) == 0;
        BufferedWriter to = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        out = to;
        if (fresh) {
            header(to);
        } else {
            to.write('\n'); // ends what a kill may have cut off
        }
        return to;
    }

    private void header(BufferedWriter to) throws IOException {
        to.write(Json.write(Json.object().put("group", group)));
        to.write('\n');
    }

    /** Leaves only these lines in the file. */
    void rewrite(Collection<LogStore.Line> lines) {
        close();
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            try (BufferedWriter to = Files.newBufferedWriter(part)) {
                header(to);
                for (LogStore.Line line : lines) {
                    to.write(JSON.writeValueAsString(line));
                    to.write('\n');
                }
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = lines.size();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void giveUp(IOException e) {
        givenUp = true;
        LOG.warn("The log lines of {} are kept in memory only: {}", group, e.getMessage());
    }

    void delete() {
        close();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            giveUp(e);
        }
    }

    void close() {
        BufferedWriter open = out;
        out = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                giveUp(e);
            }
        }
    }
}

package io.orderflow.app;

import io.orderflow.cli.TargetOptions;
import io.orderflow.infra.stack.Identity;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Where what is kept of a target's dead letters, of imports into it or of orders placed there lies: with the data of the embedded AWS, beside the registry for any
 * other, and in a folder that goes with this process where nothing is kept. Thread-safe.
 */
final class LetterFolder implements AutoCloseable {
    static final String LETTERS = "dead-letters";
    static final String IMPORTS = "imports";
    static final String PLACED = "placed";

    private final @Nullable Path kept;
    private @Nullable Path passing;

    private LetterFolder(@Nullable Path kept) {
        this.kept = kept;
    }

    /**
     * One of a target's.
     *
     * @param what {@link #LETTERS}, {@link #IMPORTS} or {@link #PLACED}
     * @param home holds the folders of targets that have no data folder of their own
     */
    static LetterFolder of(String what, TargetOptions options, Path home, Identity identity, Optional<URI> endpoint) {
        if (options.ephemeral()) {
            return new LetterFolder(null);
        }
        Path data = options.dataDir();
        return data != null
                ? new LetterFolder(data.resolve(what).resolve(name(List.of(options.prefix()), "embedded")))
                : new LetterFolder(home.resolve(what)
                        .resolve(name(
                                List.of(
                                        identity.account(),
                                        identity.region(),
                                        endpoint.map(URI::toString).orElse(""),
                                        options.prefix()),
                                identity.account() + "-" + identity.region())));
    }

    /** Readable, and another one for other values. */
    private static String name(List<String> values, String readable) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", values).getBytes(StandardCharsets.UTF_8));
            return readable.replaceAll("[^A-Za-z0-9-]", "_") + "-"
                    + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    synchronized Path path() throws PortException {
        if (kept != null) {
            return kept;
        }
        try {
            if (passing == null) {
                passing = Files.createTempDirectory("orderflow-letters");
            }
            return passing;
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "target",
                    Reason.line("A folder for temporary files cannot be made (" + e.getMessage() + ")."),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        if (passing == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(passing)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(LetterFolder.class).info("{} was not deleted", passing, e);
        }
    }
}

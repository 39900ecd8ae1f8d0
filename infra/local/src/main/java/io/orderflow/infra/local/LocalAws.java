package io.orderflow.infra.local;

import io.orderflow.infra.local.LocalAwsException.Code;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The embedded AWS: SNS, SQS, Lambda, DynamoDB, IAM, STS and logs behind one loopback endpoint, account 000000000000 in
 * us-east-1. One process owns a data folder, others join it through the folder's file. Thread-safe.
 */
public final class LocalAws implements AutoCloseable {

    public static final String REGION = "us-east-1";

    private static final int JOIN_ATTEMPTS = 40;
    private static final long JOIN_PAUSE_MILLIS = 250;

    private final LocalConnection connection;
    private final @Nullable Engines engines;
    private final Owner owner;

    private LocalAws(LocalConnection connection, @Nullable Engines engines, Owner owner) {
        this.connection = connection;
        this.engines = engines;
        this.owner = owner;
    }

    /**
     * Starts the embedded AWS, or joins the one that owns the data folder. Blocks for some seconds.
     *
     * @throws LocalAwsException if neither can be done; its message says why and what to do
     */
    public static LocalAws start(LocalAwsConfig config) throws LocalAwsException {
        Clock clock = Clock.systemUTC();
        Owner owner = new Owner(clock);
        if (config.dataDir().isEmpty()) {
            try {
                return own(config, OwnedFolder.ephemeral(), clock, owner);
            } catch (IOException e) {
                throw new LocalAwsException(
                        Code.NO_TEMPORARY_FOLDER, e, System.getProperty("java.io.tmpdir"), reason(e));
            }
        }
        Path path = config.dataDir().get().toAbsolutePath();
        try {
            return ownOrJoin(path, config, clock, owner);
        } catch (IOException e) {
            throw new LocalAwsException(Code.FOLDER_NOT_WRITABLE, e, path, reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalAwsException(Code.INTERRUPTED, e, path);
        }
    }

    /** The folder's owner may be starting or ending at this very moment, so this is tried for some seconds. */
    private static LocalAws ownOrJoin(Path path, LocalAwsConfig config, Clock clock, Owner owner)
            throws LocalAwsException, IOException, InterruptedException {
        DataFormat.check(path);
        for (int attempt = 0; attempt < JOIN_ATTEMPTS; attempt++) {
            Optional<OwnedFolder> folder = OwnedFolder.tryAcquire(path);
            if (folder.isPresent()) {
                DataFormat.write(path);
                return own(config, folder.get(), clock, owner);
            }
            if (attempt == 0) {
                config.progress().accept(LocalStep.of(LocalStep.Code.JOINING, path.toString()));
            }
            Optional<LocalConnection> connection = OwnedFolder.connection(path);
            if (connection.isPresent() && owner.answers(connection.get())) {
                return join(path, connection.get(), owner, config);
            }
            TimeUnit.MILLISECONDS.sleep(JOIN_PAUSE_MILLIS);
        }
        throw new LocalAwsException(Code.FOLDER_IN_USE, null, path);
    }

    private static LocalAws own(LocalAwsConfig config, OwnedFolder folder, Clock clock, Owner owner)
            throws LocalAwsException {
        Engines engines = Engines.start(config, folder, clock); // closes the folder if it fails
        return new LocalAws(engines.connection(), engines, owner);
    }

    private static LocalAws join(Path path, LocalConnection connection, Owner owner, LocalAwsConfig config)
            throws LocalAwsException {
        if (config.port() != 0 && config.port() != connection.endpoint().getPort()) {
            throw new LocalAwsException(Code.SERVED_ELSEWHERE, null, path, connection.endpoint(), config.port());
        }
        return new LocalAws(connection, null, owner);
    }

    /** Endpoint, region and key for clients; the key is this installation's. */
    public LocalConnection connection() {
        return connection;
    }

    /** False if another process runs it. */
    public boolean owner() {
        return engines != null;
    }

    /** Whether it answers; false once closed, or once its owner has ended. May take 2 s. */
    public boolean alive() {
        return engines == null ? owner.answers(connection) : engines.running();
    }

    /** Stops what this process started: new work first, engines last. Takes at most 5 s. Idempotent. */
    @Override
    public void close() {
        if (engines != null) {
            engines.close();
        }
    }

    /** Java says of some of these no more than the path. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "there is a file of that name";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(e.getMessage());
    }
}

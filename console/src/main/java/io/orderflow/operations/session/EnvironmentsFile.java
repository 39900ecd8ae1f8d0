package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Refusal;
import io.orderflow.operations.session.EnvironmentsFormat.NewerVersionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link Environments} are kept, for their owner alone. The file is replaced as a whole, after its bytes are on disk; a
 * file that cannot be understood is refused and never written over. Other processes may change it between two calls. Make
 * one a process and folder. Thread-safe; every call blocks.
 */
public final class EnvironmentsFile {
    /** The file's name in the home folder. */
    public static final String NAME = "environments.json";

    private final Path home;
    private final Path file;
    private final boolean keeps;
    private @Nullable Environments unkept;

    /** @param home made when something is kept */
    public EnvironmentsFile(Path home) {
        this(home, true);
    }

    private EnvironmentsFile(Path home, boolean keeps) {
        this.home = home.toAbsolutePath();
        this.file = this.home.resolve(NAME);
        this.keeps = keeps;
    }

    /** The folder that the registry is in. Absolute. */
    public Path home() {
        return home;
    }

    /** The same file for a process that leaves no trace: what it changes is its own and forgotten with it. */
    public EnvironmentsFile unkept() {
        return new EnvironmentsFile(home, false);
    }

    /**
     * What is kept; none where there is no file.
     *
     * @throws PortException with one line that names the file, when it is of a later version, broken or unreadable
     */
    public synchronized Environments read() throws PortException {
        if (unkept != null) {
            return unkept;
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Environments.NONE;
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                return Environments.NONE; // whoever keeps its data there says what is wrong with the folder
            }
            throw Refusal.REGISTRY_UNREADABLE.fault(NAME, e, file, LockedFile.line(e));
        }
        try {
            return EnvironmentsFormat.read(bytes);
        } catch (NewerVersionException e) {
            throw Refusal.REGISTRY_NEWER.fault(NAME, e, file, String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.REGISTRY_BROKEN.fault(NAME, e, file, LockedFile.line(e));
        }
    }

    /**
     * Changes what is kept, on top of what other processes have changed meanwhile.
     *
     * @throws PortException with one line, as {@link #read}, or when it cannot be written
     * @throws RuntimeException what {@code change} throws; nothing is changed then
     */
    public synchronized void update(UnaryOperator<Environments> change) throws PortException {
        if (!keeps) {
            unkept = change.apply(read());
            return;
        }
        try {
            var locked = new LockedFile(file);
            locked.<PortException>locked(() -> {
                Environments before = read();
                Environments after = change.apply(before);
                if (!after.equals(before)) {
                    locked.replace(EnvironmentsFormat.write(after));
                }
            });
        } catch (IOException e) {
            throw Refusal.REGISTRY_UNWRITABLE.fault(NAME, e, file, LockedFile.line(e));
        }
    }

    /** The environment that a target is, however it was named. */
    public Optional<Environment> at(Reached reached) throws PortException {
        return read().at(reached, (named, used) -> isSame(named == null ? home : named, used));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException notThereYet) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }
}

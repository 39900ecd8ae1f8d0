package io.orderflow.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderflow.operations.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which account each environment had, in a small file: a changed profile or key must not set up, destroy or fill
 * another account under the same name. Not thread-safe; the file is replaced as a whole.
 */
final class AccountMemory {
    static final String FILE = "environments.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final TypeReference<TreeMap<String, String>> ACCOUNTS = new TypeReference<>() {};

    private final Path file;

    /** @param home the data folder; made when something is remembered */
    AccountMemory(Path home) {
        this.file = home.resolve(FILE);
    }

    /**
     * Refuses an environment that had another account; one that is not known yet is fine.
     *
     * @param environment its key
     * @throws PortException with one line, when it differs or the file cannot be read
     */
    void check(String environment, String account) throws PortException {
        String known = read().get(environment);
        if (known != null && !known.equals(account)) {
            throw refused(
                    "this environment (" + environment + ") belongs to account " + known
                            + ", but the credentials are of account " + account
                            + ": use the other credentials or another --prefix, or add --forget-account.",
                    null);
        }
    }

    /** From now on the environment has this account. */
    void remember(String environment, String account) throws PortException {
        Map<String, String> accounts = read();
        if (account.equals(accounts.put(environment, account))) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = Files.createTempFile(file.toAbsolutePath().getParent(), FILE, ".part");
            Files.write(part, JSON.writeValueAsBytes(accounts));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw refused(file + " cannot be written (" + e.getMessage() + "): make the folder writable.", e);
        }
    }

    private Map<String, String> read() throws PortException {
        try {
            return JSON.readValue(Files.readAllBytes(file), ACCOUNTS);
        } catch (NoSuchFileException e) {
            return new TreeMap<>(); // nothing remembered yet
        } catch (JsonProcessingException e) {
            throw refused(file + " is not what Orderflow wrote: mend it, or delete it to forget every account.", e);
        } catch (IOException e) {
            throw refused(file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static PortException refused(String line, @Nullable Throwable cause) {
        return cause == null
                ? new PortException(PortException.Kind.REFUSED, "account", line)
                : new PortException(PortException.Kind.REFUSED, "account", line, cause);
    }
}

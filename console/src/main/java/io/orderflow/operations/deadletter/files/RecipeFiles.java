package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.RecipeException;
import io.orderflow.operations.deadletter.recipe.Recipes;
import io.orderflow.operations.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recipes in a folder, a file each. Several processes may use the folder. */
public final class RecipeFiles implements Recipes {
    private static final String FOLDER = "recipes";
    private static final int PLAIN_NAME = 40;

    private final Path folder;

    /** @param home holds the folder of these files, which is made when something is kept */
    public RecipeFiles(Path home) {
        this.folder = home.toAbsolutePath().resolve(FOLDER);
    }

    @Override
    public Kept kept() throws PortException {
        List<Recipe> all = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                try {
                    read(file).ifPresent(all::add);
                } catch (PortException e) {
                    faults.add(String.valueOf(e.getMessage()));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return new Kept(List.of(), List.of());
        } catch (IOException e) {
            throw refused(folder + " cannot be read (" + e.getMessage() + "): make the folder readable.", e);
        }
        all.sort(Comparator.comparing(Recipe::name));
        return new Kept(all, faults.stream().sorted().toList());
    }

    @Override
    public Optional<Recipe> named(String name) throws PortException {
        return read(file(name));
    }

    @Override
    public void save(Recipe recipe) throws PortException {
        try {
            PrivateFiles.makeFolder(folder);
            PrivateFiles.replace(file(recipe.name()), (recipe.json() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw refused(folder + " cannot be written (" + e.getMessage() + "): make the folder writable.", e);
        }
    }

    @Override
    public boolean remove(String name) throws PortException {
        try {
            return Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw refused(folder + " cannot be written (" + e.getMessage() + "): make the folder writable.", e);
        }
    }

    private Optional<Recipe> read(Path file) throws PortException {
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            Recipe recipe = Recipe.parse(json);
            if (!file.equals(file(recipe.name()))) {
                throw refused(file + " was not written by Orderflow: bring it in with recipes add.", null);
            }
            return Optional.of(recipe);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (CharacterCodingException | RecipeException e) {
            String what = e instanceof RecipeException fault ? fault.what() : "is not UTF-8";
            throw refused(file + " " + what + ": mend it, or delete it.", e);
        } catch (IOException e) {
            throw refused(file + " cannot be read (" + e.getMessage() + "): make it readable.", e);
        }
    }

    /** Readable, and another one for every name whatever the file system takes for equal. */
    private Path file(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(plain.substring(0, Math.min(PLAIN_NAME, plain.length())) + "-"
                    + HexFormat.of().formatHex(hash, 0, 8) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static PortException refused(String line, @Nullable Exception cause) {
        return new PortException(PortException.Kind.REFUSED, FOLDER, Reason.line(line), cause);
    }
}

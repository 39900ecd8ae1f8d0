package io.orderflow.operations.deadletter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.RecipeField;
import io.orderflow.operations.deadletter.recipe.RecipeStep;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Trim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeFilesTest {
    @TempDir
    Path temp;

    private Path home;
    private RecipeFiles recipes;

    @BeforeEach
    void open() {
        home = temp.resolve("not there yet");
        recipes = new RecipeFiles(home);
    }

    private static Recipe recipe(String name, String field) {
        RecipeStep step = new Trim(new RecipeField(field));
        return new Recipe(name, List.of(step));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("recipes"))) {
            return files.toList();
        }
    }

    @Test
    void whereNothingIsKeptNothingIsMade() throws PortException {
        assertThat(recipes.kept().all()).isEmpty();
        assertThat(recipes.named("any")).isEmpty();
        assertThat(recipes.remove("any")).isFalse();
        assertThat(home).doesNotExist();
    }

    @Test
    void whatIsSavedIsReadByAnotherProcess() throws PortException, IOException {
        List<Recipe> all = List.of(
                recipe("../../etc/passwd", "a"),
                recipe("A", "a"),
                recipe("CON", "a"),
                recipe("a", "b"),
                recipe("数 😀", "a"));
        for (Recipe each : all) {
            recipes.save(each);
        }
        RecipeFiles other = new RecipeFiles(home);
        assertThat(other.kept().all()).isEqualTo(all);
        assertThat(other.kept().faults()).isEmpty();
        assertThat(other.named("A")).contains(recipe("A", "a"));
        assertThat(files())
                .hasSize(5)
                .allMatch(file -> file.getFileName().toString().matches("[a-z0-9-]+\\.json"));
    }

    @Test
    void aRecipeReplacesTheOneOfItsNameAndCanGo() throws PortException, IOException {
        recipes.save(recipe("A", "a"));
        recipes.save(recipe("A", "b"));
        assertThat(recipes.kept().all()).containsExactly(recipe("A", "b"));
        assertThat(recipes.remove("A")).isTrue();
        assertThat(recipes.named("A")).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyTheOwnerCanReadThem() throws PortException, IOException {
        assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"));
        recipes.save(recipe("A", "a"));
        assertThat(permissions(home.resolve("recipes"))).isEqualTo("rwx------");
        assertThat(permissions(files().get(0))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatIsBrokenIsNamedAndTheOthersAreThere() throws PortException, IOException {
        recipes.save(recipe("A", "a"));
        recipes.save(recipe("B", "a"));
        Path broken = files().stream()
                .filter(file -> file.getFileName().toString().startsWith("b-"))
                .findFirst()
                .orElseThrow();
        Files.writeString(broken, "{\"v\":2}");
        Files.writeString(home.resolve("recipes/mine.json"), recipe("C", "a").json());
        assertThat(recipes.kept().all()).containsExactly(recipe("A", "a"));
        assertThat(recipes.kept().faults())
                .containsExactly(
                        broken + " has version 2, which is not known here: version 1 is: mend it, or delete it.",
                        home.resolve("recipes/mine.json").toAbsolutePath()
                                + " was not written by Orderflow: bring it in with recipes add.");
        assertThatThrownBy(() -> recipes.named("B")).isInstanceOf(PortException.class);
        assertThat(recipes.remove("B")).isTrue();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidInOneLine() throws IOException {
        Files.writeString(home, "a file");
        assertThatThrownBy(() -> recipes.save(recipe("A", "a")))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("make the folder writable");
    }
}

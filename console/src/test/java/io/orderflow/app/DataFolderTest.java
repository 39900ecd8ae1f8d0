package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.app.DataFolder.NoHomeException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void eachPlatformHasItsFolderForData() {
        assertThat(home(Map.of(), "Linux")).isEqualTo(folder.resolve(".local/share/orderflow"));
        assertThat(home(Map.of(), "Mac OS X")).isEqualTo(folder.resolve("Library/Application Support/Orderflow"));
        assertThat(home(Map.of(), "Windows 11")).isEqualTo(folder.resolve("AppData/Local/Orderflow"));
    }

    @ParameterizedTest
    @CsvSource({"Linux, XDG_DATA_HOME, orderflow", "Windows 11, LOCALAPPDATA, Orderflow"})
    void thePlatformsVariableCountsWhenItIsAbsolute(String os, String variable, String name) {
        Path chosen = folder.resolve("chosen");

        assertThat(home(Map.of(variable, chosen.toString()), os)).isEqualTo(chosen.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "rel", "./rel", "../rel", "~/rel", "~", "a\0b"})
    void aRelativeVariableOfThePlatformIsIgnored(String relative) {
        assertThat(home(Map.of("XDG_DATA_HOME", relative), "Linux")).isEqualTo(home(Map.of(), "Linux"));
        assertThat(home(Map.of("LOCALAPPDATA", relative), "Windows 11")).isEqualTo(home(Map.of(), "Windows 11"));
    }

    @Test
    void ourOwnVariableComesFirstOnEveryPlatform() {
        Path chosen = folder.resolve("ours");
        Map<String, String> all =
                Map.of("ORDERFLOW_HOME", chosen.toString(), "XDG_DATA_HOME", "/else", "LOCALAPPDATA", "/elsewhere");

        assertThat(home(all, "Linux")).isEqualTo(chosen);
        assertThat(home(all, "Windows 11")).isEqualTo(chosen);
        assertThat(home(Map.of("ORDERFLOW_HOME", "~/ours"), "Mac OS X")).isEqualTo(chosen);
        assertThat(home(Map.of("ORDERFLOW_HOME", "here"), "Linux"))
                .isEqualTo(Path.of("here").toAbsolutePath());
        assertThat(home(Map.of("ORDERFLOW_HOME", " "), "Linux")).isEqualTo(home(Map.of(), "Linux"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", " ", "relative"})
    void aUserWithoutAHomeFolderIsAskedForOne(String none) {
        for (String os : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            assertThatThrownBy(() -> DataFolder.home(Map.of("XDG_DATA_HOME", "rel"), os, none))
                    .isInstanceOf(NoHomeException.class)
                    .hasMessageContaining("no home folder is known for this user")
                    .hasMessageContaining("ORDERFLOW_HOME or --data-dir");
        }
    }

    @Test
    void aUserWithoutAHomeFolderCanNameAFolder() {
        String chosen = folder.resolve("chosen").toString();

        assertThat(DataFolder.home(Map.of("ORDERFLOW_HOME", chosen), "Linux", "?"))
                .isEqualTo(Path.of(chosen));
        assertThat(DataFolder.home(Map.of("XDG_DATA_HOME", chosen), "Linux", "?"))
                .isEqualTo(Path.of(chosen, "orderflow"));
    }

    @Test
    void aVariableThatCannotBeANameIsNamed() {
        assertThatThrownBy(() -> home(Map.of("ORDERFLOW_HOME", "/a\0b"), "Linux"))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(NoHomeException.class)
                .hasMessageStartingWith("ORDERFLOW_HOME '/a?b' cannot be a name here");
        assertThatThrownBy(() -> home(Map.of("XDG_DATA_HOME", "/a\0b"), "Linux"))
                .hasMessageStartingWith("XDG_DATA_HOME '/a?b' cannot be a name here");
        assertThatThrownBy(() -> DataFolder.home(Map.of(), "Linux", "/a\0b"))
                .hasMessageStartingWith("the home folder '/a?b' cannot be a name here");
    }

    private Path home(Map<String, String> environment, String os) {
        return DataFolder.home(environment, os, folder.toString());
    }
}

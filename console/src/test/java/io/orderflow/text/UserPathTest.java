package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserPathTest {
    @TempDir
    Path home;

    @Test
    void aTildeIsTheHomeFolderAsAShellHasIt() {
        assertThat(UserPath.of("~", home.toString())).isEqualTo(home);
        assertThat(UserPath.of("~/data/x", home.toString()))
                .isEqualTo(home.resolve("data").resolve("x"));
    }

    @Test
    void aNameThatOnlyBeginsWithATildeIsAName() {
        assertThat(UserPath.of("~other/x", home.toString()))
                .isEqualTo(Path.of("~other/x").toAbsolutePath());
        assertThat(UserPath.of("./~", home.toString()).getFileName()).hasToString("~");
    }

    @Test
    void aRelativePathCountsFromTheCurrentFolder() {
        assertThat(UserPath.of("data", home.toString()))
                .isEqualTo(Path.of("data").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", " ", "relative"})
    void aHomeFolderThatIsNoneIsNotUsed(String none) {
        assertThat(UserPath.home(none)).isNull();
        assertThatThrownBy(() -> UserPath.of("~/x", none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'~/x' counts from your home folder, which is not known: write the path in full");
    }

    @Test
    void whatNamesNothingIsRefusedInOneLine() {
        assertThatThrownBy(() -> UserPath.of(" ", home.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("' ' is empty: name a file or folder, or leave it out");
        assertThatThrownBy(() -> UserPath.of("a\0b\n", home.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'a?b?' cannot be a name here: leave out what no name may hold");
    }
}

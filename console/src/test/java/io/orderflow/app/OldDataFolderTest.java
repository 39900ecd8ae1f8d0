package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.cli.TargetOptions;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder of an earlier version: one line that says what to do, and nothing touched. */
class OldDataFolderTest {
    @TempDir
    Path parent;

    @Test
    void isNotOpenedAndAnotherOneIsOffered() throws IOException {
        Path old = Files.createDirectories(parent.resolve("my orders").resolve("dynamodb"))
                .getParent();
        Files.createDirectory(parent.resolve("my orders-2"));
        TargetOptions options = new TargetOptions(false, null, null, null, "", false, old, 0);

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> TargetOpening.open(
                        options,
                        new EnvironmentsFile(parent),
                        Clock.systemUTC(),
                        new Texts(Locale.ENGLISH),
                        line -> {}))
                .satisfies(refused -> {
                    assertThat(refused.kind()).isEqualTo(PortException.Kind.OLD_DATA);
                    assertThat(refused.subject())
                            .isEqualTo(parent.resolve("my orders-3").toString());
                    assertThat(new FaultTexts(new Texts(Locale.ENGLISH)).line(refused))
                            .doesNotContain("\n")
                            .contains(old.toString())
                            .contains("setup destroy --delete-data --data-dir '" + old + "'")
                            .contains("setup import FILE")
                            .contains("with --data-dir");
                });
        try (Stream<Path> content = Files.list(old)) {
            assertThat(content).extracting(Path::getFileName).isEqualTo(List.of(Path.of("dynamodb")));
        }
    }
}

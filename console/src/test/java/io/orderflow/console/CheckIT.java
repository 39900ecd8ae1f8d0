package io.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program does the main job and answers as scripts expect. */
class CheckIT {
    @TempDir
    Path home;

    @Test
    void theMainJobPassesAndSaysSoInOneJsonObject() throws Exception {
        PackagedJar.Ended check = new PackagedJar(home).run("check", "--json");

        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(check.out().strip().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(check.out());
        assertThat(json.get("ok").asBoolean()).isTrue();
        assertThat(json.get("steps").findValuesAsText("name"))
                .containsExactly(
                        "started",
                        "set up",
                        "published",
                        "stored",
                        "dead letters",
                        "delivered exactly 3 times",
                        "redriven",
                        "redriven order stored");
        assertThat(json.get("steps").get(2).get("count").asInt()).isEqualTo(22);
        assertThat(json.get("steps").get(3).get("count").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "hi-IN"})
    void theMainJobPassesInEveryLocaleAndWritesAsciiDigitsOnly(String tag) throws Exception {
        Locale locale = Locale.forLanguageTag(tag);
        PackagedJar.Ended check = new PackagedJar(home)
                .with(
                        "JDK_JAVA_OPTIONS",
                        "-Duser.language=" + locale.getLanguage() + " -Duser.country=" + locale.getCountry())
                .run("check", "--json");

        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(new ObjectMapper().readTree(check.out()).get("ok").asBoolean())
                .isTrue();
        assertThat(check.out() + check.err()).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }

    @Test
    void withoutCredentialsOneLineTellsWhatToDo() throws Exception {
        PackagedJar.Ended check = new PackagedJar(home)
                .run("check", "--endpoint-url", "http://127.0.0.1:9", "--region", "us-east-1", "--yes");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.err()).contains("no credentials found").doesNotContain("\tat ");
    }

    @Test
    void anUnwritableDataFolderIsNamed() throws Exception {
        PackagedJar.Ended local = new PackagedJar(home).run("local", "--data-dir", "/proc/orderflow");

        assertThat(local.exitCode()).isEqualTo(1);
        assertThat(local.err())
                .contains("/proc/orderflow")
                .contains("--data-dir")
                .doesNotContain("\tat ");
        assertThat(local.out()).isEmpty();
    }
}

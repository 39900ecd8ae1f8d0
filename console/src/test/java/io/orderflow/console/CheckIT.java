package io.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** At the same time: most of a check is waiting for deliveries. */
    @Test
    void theMainJobPassesInEveryLocaleAndWritesAsciiDigitsOnly() throws Exception {
        Map<String, PackagedJar.Running> checks = new LinkedHashMap<>();
        for (String tag : List.of("ar-EG", "tr-TR", "hi-IN")) {
            Locale locale = Locale.forLanguageTag(tag);
            checks.put(
                    tag,
                    new PackagedJar(Files.createDirectory(home.resolve(tag)))
                            .with(
                                    "JDK_JAVA_OPTIONS",
                                    "-Duser.language=" + locale.getLanguage() + " -Duser.country="
                                            + locale.getCountry())
                            .begin("check", "--json"));
        }

        for (Map.Entry<String, PackagedJar.Running> check : checks.entrySet()) {
            PackagedJar.Ended ended = check.getValue().ended();
            assertThat(ended.exitCode())
                    .as(check.getKey() + ended.out() + ended.err())
                    .isZero();
            assertThat(new ObjectMapper().readTree(ended.out()).get("ok").asBoolean())
                    .isTrue();
            assertThat(ended.out() + ended.err() + log(home.resolve(check.getKey())))
                    .as(check.getKey())
                    .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
        }
    }

    /** The program's own log, which has lines of its start. */
    private static String log(Path home) throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            List<Path> logs = files.toList();
            assertThat(logs).hasSize(1);
            assertThat(logs.get(0).getFileName().toString()).matches("orderflow\\.[0-9]{4}-[0-9]{2}-[0-9]{2}\\.log");
            return Files.readString(logs.get(0));
        }
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

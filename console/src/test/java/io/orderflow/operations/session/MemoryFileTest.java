package io.orderflow.operations.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MemoryFileTest {
    private final List<Runnable> later = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @TempDir
    Path home;

    @Test
    void whatWasPutIsThereAfterARestartAndSeveralChangesAreOneWrite() throws Exception {
        MemoryFile memory = memory();
        memory.put("tab", "QUEUES");
        memory.put("tab", "SETUP");
        memory.put("theme", "DARK");
        memory.forget("theme");
        memory.put("entry.itemName", "Стол 27\" 😀\n");
        assertThat(path()).doesNotExist();
        assertThat(later).hasSize(1);
        assertThat(memory.get("tab")).contains("SETUP");

        later.remove(0).run();

        assertThat(memory().get("tab")).contains("SETUP");
        assertThat(memory().get("theme")).isEmpty();
        assertThat(memory().get("entry.itemName")).contains("Стол 27\" 😀\n");
        assertThat(memory().kept()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsAsItWasIsNotWrittenAgain() {
        MemoryFile memory = memory();
        memory.put("tab", "QUEUES");
        memory.flush();
        later.clear();

        memory.put("tab", "QUEUES");
        memory.forget("never");

        assertThat(later).isEmpty();
    }

    @Test
    void anEnvironmentHasAFileOfItsOwnWhateverItsName() {
        assertThat(List.of("a b", "a-b", "A b", "ä b", "CON", "../../x", "🙂", "x".repeat(300)))
                .extracting(MemoryFile::fileName)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]{1,60}\\.json"));
        memory("one").put("tab", "QUEUES");
        later.remove(0).run();
        assertThat(memory("two").get("tab")).isEmpty();
    }

    @Test
    void twoWindowsKeepEachOthersKeysAndTheLastOneDecidesOnTheSame() {
        MemoryFile one = memory();
        MemoryFile other = memory();
        one.put("divider.orders", "300");
        one.put("tab", "QUEUES");
        one.put("activity.1", "x");
        one.flush();
        other.put("theme", "DARK");
        other.put("tab", "SETUP");
        other.flush();
        one.put("queues.range", "ONE_HOUR");
        one.forget("activity.1");
        one.flush();

        assertThat(memory().all(""))
                .isEqualTo(
                        Map.of("divider.orders", "300", "theme", "DARK", "tab", "SETUP", "queues.range", "ONE_HOUR"));
        assertThat(memory().all("t")).containsOnlyKeys("theme", "tab");
    }

    @Test
    void whatIsChangedWhileItIsWrittenIsWrittenNext() {
        var during = new ArrayList<Runnable>();
        MemoryFile memory = new MemoryFile(home, "Production", during::add, told::add);
        memory.put("tab", "QUEUES");
        Runnable first = during.remove(0);
        memory.flush(); // takes what the first write was for
        memory.put("tab", "SETUP");
        first.run();
        assertThat(memory().get("tab")).contains("SETUP");
        memory.put("tab", "ORDERS");
        assertThat(during).hasSize(2);
        assertThat(memory.get("tab")).contains("ORDERS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"version\": 1, \"val",
                "[]",
                "{} {}",
                "{\"version\": 0, \"values\": {}}",
                "{\"version\": 1}",
                "{\"version\": 1, \"values\": {\"a\": 1}}",
                "{\"version\": 1, \"values\": {\"a\": \"1\", \"a\": \"2\"}}",
                "{\"version\": 2, \"values\": []}",
            })
    void aBrokenOrLaterFileIsLeftAloneByNameAndTheWindowWorksWithoutIt(String content) throws Exception {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), content);

        MemoryFile memory = memory();
        memory.put("tab", "QUEUES");
        memory.flush();

        assertThat(Files.readString(path())).isEqualTo(content);
        assertThat(memory.get("tab")).contains("QUEUES");
        assertThat(memory.kept()).isFalse();
        assertThat(told).singleElement().asString().hasLineCount(1).startsWith(path().toString());
        assertThat(memory.fault())
                .isEqualTo(told.get(0))
                .contains(content.contains("2, ") ? "a later Orderflow (version 2)" : "is not what Orderflow wrote");
    }

    @Test
    void aFileThatBreaksWhileTheWindowIsOpenIsNotWrittenOverEither() throws Exception {
        MemoryFile memory = memory();
        memory.put("tab", "QUEUES");
        memory.flush();
        Files.writeString(path(), "{\"version\": 7}");

        memory.put("tab", "SETUP");
        memory.flush();

        assertThat(path()).hasContent("{\"version\": 7}");
        assertThat(told).singleElement().asString().contains("version 7");
        Files.delete(path());
        memory.load();
        assertThat(memory.kept()).isTrue();
        assertThat(memory.fault()).isEmpty();
    }

    @Test
    void aValueThatIsTooLongOrNoTextLeavesTheEarlierOne() {
        MemoryFile memory = memory();
        memory.put("entry.itemName", "Desk");
        memory.put("entry.itemName", "ä".repeat(MemoryFile.LONGEST / 2 + 1));
        memory.put("entry.itemName", "half \ud83d");
        memory.put("entry.userId", "ä".repeat(MemoryFile.LONGEST / 2));
        memory.flush();

        assertThat(memory().get("entry.itemName")).contains("Desk");
        assertThat(memory().get("entry.userId")).isPresent();
        assertThat(told).isEmpty();
    }

    @Test
    void theFileIsBoundedAndTheKeysThatWereNotChangedForLongestGo() throws Exception {
        MemoryFile memory = memory();
        for (int i = 0; i < 40; i++) {
            memory.put("k" + i, "\n\"".repeat(MemoryFile.LONGEST / 4)); // twice as long when written
            memory.put("tab", "at " + i);
        }
        memory.put("k30", "changed");
        memory.flush();

        assertThat(Files.size(path())).isBetween(MemoryFile.LARGEST * 9L / 10, (long) MemoryFile.LARGEST);
        MemoryFile again = memory();
        assertThat(again.kept()).isTrue();
        assertThat(again.get("k39")).isPresent();
        assertThat(again.get("k30")).contains("changed");
        assertThat(again.get("tab")).contains("at 39");
        assertThat(again.get("k0")).isEmpty();
        assertThat(memory.get("k0")).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsSaidOnceAndTriedAgain() throws Exception {
        Path inTheWay = Files.writeString(home.resolve("memory"), "");
        MemoryFile memory = new MemoryFile(home, "Production", later::add, told::add);
        memory.put("tab", "QUEUES");
        memory.flush();
        memory.put("theme", "DARK");
        memory.flush();
        assertThat(told).singleElement().asString().hasLineCount(1).contains("cannot be written");

        Files.delete(inTheWay);
        memory.flush();
        assertThat(memory().all("")).isEqualTo(Map.of("tab", "QUEUES", "theme", "DARK"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFileIsItsOwnersAlone() throws Exception {
        memory().put("tab", "QUEUES");
        later.remove(0).run();
        assertThat(Files.getPosixFilePermissions(path())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aProcessThatIsKilledWhileItWritesLeavesAWholeFile() throws Exception {
        MemoryFile first = memory();
        first.put("tab", "QUEUES");
        first.flush();
        int seen = 0;
        for (int round = 0; round < 6; round++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            home.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int last = 0;
            try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
                while (last < 20 + 7 * round) {
                    last = Integer.parseInt(out.readLine());
                }
                writer.destroyForcibly().waitFor();
            }
            MemoryFile memory = memory();
            assertThat(memory.kept()).isTrue();
            assertThat(memory.get("tab")).contains("QUEUES");
            assertThat(Integer.parseInt(memory.get("count").orElseThrow())).isGreaterThanOrEqualTo(last);
            memory.put("round", "after " + round); // whatever the killed one has left beside it
            memory.flush();
            assertThat(memory().get("round")).contains("after " + round);
            seen += last;
        }
        assertThat(seen).isPositive();
        assertThat(told).isEmpty();
        try (var files = Files.list(path().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(path().getFileName().toString(), path().getFileName() + ".lock");
        }
    }

    /** Writes as fast as it can, and says what is on disk. */
    static final class Writer {
        public static void main(String[] home) {
            var memory = new MemoryFile(Path.of(home[0]), "Production", task -> {}, line -> {});
            memory.load();
            for (int i = 1; ; i++) {
                memory.put("count", String.valueOf(i));
                memory.put("long", "x".repeat(MemoryFile.LONGEST));
                memory.put("longer", String.valueOf(i).repeat(8000));
                memory.flush();
                System.out.println(i);
            }
        }
    }

    private MemoryFile memory() {
        return memory("Production");
    }

    private MemoryFile memory(String name) {
        var memory = new MemoryFile(home, name, later::add, told::add);
        memory.load();
        return memory;
    }

    private Path path() {
        return home.resolve("memory").resolve(MemoryFile.fileName("Production"));
    }
}

package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in processes of its own, with folders that it is given and cannot use. */
@DisabledOnOs(OS.WINDOWS)
class LauncherPathsTest {
    /** Written by the shell in UTF-8, whatever the encoding of the test's own JVM. */
    private static final String UMLAUT = "\\303\\274";

    @TempDir
    Path here;

    private record Ended(int exitCode, String out, String err) {}

    @Test
    @DisabledOnOs(OS.MAC) // whose file names are UTF-8 in every locale
    void aFolderThatTheLocaleCannotNameIsOneLine() throws Exception {
        Map<String, String> ascii = Map.of("LC_ALL", "C");

        for (String variable : List.of("ORDERFLOW_HOME", "XDG_DATA_HOME")) {
            Ended ended = run(ascii, variable + "=\"/tmp/$U\"; export " + variable, "", "setup", "plan");

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err())
                    .startsWith("orderflow: " + variable + " '/tmp/")
                    .contains(
                            "cannot be a name in this locale's encoding, which is ANSI_X3.4-1968: set LC_ALL=C.UTF-8");
            assertThat(ended.err().strip().lines()).hasSize(1);
        }
        Ended option = run(ascii, "set -- \"$@\" \"$U\"", "", "setup", "plan", "--data-dir");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err()).contains("--data-dir").contains("cannot be a name in this locale's encoding");
        assertThat(option.err().strip().lines()).hasSize(1);
        assertThat(made()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.MAC)
    void aCommandThatNeedsNoFolderOfItsOwnStillSaysThatTheVariableIsWrong() throws Exception {
        Ended ended = run(Map.of("LC_ALL", "C"), "ORDERFLOW_HOME=\"$U\"; export ORDERFLOW_HOME", "", "check", "--json");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).startsWith("orderflow: ORDERFLOW_HOME '").doesNotContain("\tat ");
        assertThat(ended.out()).startsWith("{\"ok\":false,").contains("\"detail\":\"ORDERFLOW_HOME '");
    }

    @Test
    void aUserWithoutAHomeFolderIsToldSoAndNoFolderOfAnotherNameIsMade() throws Exception {
        Ended ended = run(Map.of(), ":", "-Duser.home=?", "setup", "plan");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .startsWith("orderflow: no home folder is known for this user: name a folder for data with"
                        + " ORDERFLOW_HOME or --data-dir");
        assertThat(ended.err().strip().lines()).hasSize(1);
        assertThat(made()).isEmpty();
    }

    @Test
    void aUserWithoutAHomeFolderCanNameOneForTheData() throws Exception {
        Ended ended = run(Map.of(), ":", "-Duser.home=?", "setup", "plan", "--data-dir", "data");

        assertThat(ended.err()).doesNotContain("orderflow: ");
        assertThat(made()).containsExactly("data");
    }

    @Test
    void aRelativeXdgFolderIsIgnored() throws Exception {
        Ended ended = run(Map.of("XDG_DATA_HOME", "rel"), ":", "-Duser.home=" + here.resolve("home"), "setup", "plan");

        assertThat(ended.err()).doesNotContain("orderflow: ");
        assertThat(made()).containsExactly("home");
        assertThat(here.resolve("home/.local/share/orderflow/format")).exists();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsOneLine() throws Exception {
        Path file = Files.writeString(here.resolve("file"), "mine");

        for (Path folder : List.of(file, file.resolve("inside"))) {
            Ended ended = run(Map.of("ORDERFLOW_HOME", folder.toString()), ":", "", "setup", "plan");

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains("orderflow: The data folder " + folder + " cannot be written (");
            assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
        }
        assertThat(file).hasContent("mine");
    }

    /** The names in the current folder of the program, but for what the test itself put there. */
    private List<String> made() throws Exception {
        try (Stream<Path> files = Files.list(here)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".txt"))
                    .toList();
        }
    }

    /** Their logging speaks on stderr. */
    private static String withoutTests() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** @param before what the shell does first; {@code $U} is a small u umlaut in UTF-8 */
    private Ended run(Map<String, String> environment, String before, String option, String... args) throws Exception {
        Path out = Files.createTempFile(here, "out", ".txt");
        Path err = Files.createTempFile(here, "err", ".txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "U=$(printf '" + UMLAUT + "'); " + before + "; exec " + java
                + " -XX:TieredStopAtLevel=1 $OPTION -cp \"$CP\" " + Launcher.class.getName() + " \"$@\"";
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("LC_"));
        variables.keySet().removeAll(List.of("ORDERFLOW_HOME", "XDG_DATA_HOME", "DISPLAY"));
        variables.putAll(environment);
        variables.put("OPTION", option);
        variables.put("CP", withoutTests());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Did not end within 60 s");
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}

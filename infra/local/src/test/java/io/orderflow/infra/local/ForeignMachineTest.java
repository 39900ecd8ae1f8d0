package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.lambda.runtime.FunctionMain;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The function on machines of other languages and file names. */
final class ForeignMachineTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path temp;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theHandlersAnswerUnderAnArabicParentIsByteEqualToThatUnderAnAmericanOne() throws Exception {
        String american = invoke("en", Map.of("LC_ALL", "en_US.UTF-8"), "-Duser.language=en", "-Duser.country=US");
        String arabic = invoke("ar", Map.of("LC_ALL", "ar_EG.UTF-8"), "-Duser.language=ar", "-Duser.country=EG");
        String turkish = invoke("tr", Map.of("LANG", "tr_TR.UTF-8"), "-Duser.language=tr", "-Duser.country=TR");

        assertThat(text(american))
                .startsWith("null ")
                .contains("en_US | en_US | en_US | 1,234,567 0.50 | TITLE | Jan 1, 1970")
                .contains("| USD | UTF-8 | \u00fc");
        assertThat(arabic).isEqualTo(american);
        assertThat(turkish).isEqualTo(american);
    }

    /** Windows and macOS have one encoding of file names, whatever the variables say; C.UTF-8 is there on every Linux. */
    @Test
    @DisabledOnOs({OS.WINDOWS, OS.MAC})
    void aFolderWhoseNameIsNotAsciiServesItsFunctionWhereverTheEncodingIsSet() throws Exception {
        for (String variable : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String answer = invoke("d\\303\\274-" + variable, Map.of(variable, "C.UTF-8"));

            assertThat(text(answer)).as(variable).startsWith("null ").contains("en_US");
        }
    }

    /**
     * Serves from a copy of our classes in a folder of that name, as from a jar there, with data in another.
     *
     * @param name as printf takes it: the shell writes names in UTF-8, whatever the encoding of the test's own JVM
     */
    private String invoke(String name, Map<String, String> locale, String... options) throws Exception {
        Path out = Files.createTempFile(temp, "answer", ".txt");
        String script = "NAME=$(printf \"$NAME\"); cp -r \"$CLASSES\" \"jar-$NAME\"; exec \"$@\" -cp \"jar-$NAME:$CP\" "
                + InvokeOnce.class.getName() + " \"data-$NAME\"";
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh", JAVA, "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
        environment.putAll(locale);
        environment.put("NAME", name);
        environment.put("CLASSES", classes().toString());
        environment.put("CP", System.getProperty("java.class.path"));
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("No answer within 60 s");
        }
        return Files.readString(out).strip();
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(FunctionMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The function's error, if any, and what it answered. */
    private static String text(String printed) {
        String[] parts = printed.split(" ", -1);
        return parts[0] + " " + new String(HexFormat.of().parseHex(parts[1]), StandardCharsets.UTF_8);
    }
}

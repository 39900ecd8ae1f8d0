package io.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Draws pictures on a screen of a size of its own: a process has one screen, so that each size has its own process. */
public final class ScreenProcess {
    private ScreenProcess() {}

    /**
     * Fails where the process fails or prints a line with a ✕.
     *
     * @param main gets the folder of the pictures and the screen
     * @param screen its size and scale, as in 1920x1080@2
     */
    public static void draw(Class<?> main, String screen) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/screens"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dheadless.geometry=" + screen.substring(0, screen.indexOf('@')) + "-32"));
        for (String name : List.of("glass.platform", "monocle.platform", "prism.order", "java.awt.headless")) {
            command.add("-D" + name + "=" + System.getProperty(name));
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), main.getName(), folder.toString(), screen));
        Path output = folder.resolve(main.getSimpleName() + "-" + screen + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).doesNotContain("✕");
    }
}

package io.orderflow.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged program, {@code java -jar orderflow.jar …}, as a user does. */
final class PackagedJar {
    /** Ample: three checks at once on a busy machine. Nothing is measured by it. */
    private static final int LIMIT_SECONDS = 300;

    private final Path home;
    private final Map<String, String> more = new HashMap<>();

    /** @param home what the program takes for the user's data folder */
    PackagedJar(Path home) {
        this.home = home;
    }

    /** Sets one more environment variable. */
    PackagedJar with(String name, String value) {
        more.put(name, value);
        return this;
    }

    /** How a command ended. */
    record Ended(int exitCode, String out, String err) {}

    /** Starts a command and lets it run. */
    Process start(String... args) throws IOException {
        return builder(args).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** A command under way, and the files that it writes to. */
    record Running(Process process, List<String> args, Path out, Path err) {
        Ended ended() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Did not end within " + LIMIT_SECONDS + " s: " + args);
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    /** Begins a command. */
    Running begin(String... args) throws IOException {
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        Process process = builder(args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Running(process, List.of(args), out, err);
    }

    /** Runs a command to its end. */
    Ended run(String... args) throws IOException, InterruptedException {
        return begin(args).ended();
    }

    /** The next line that the command prints on stdout. */
    static BufferedReader out(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("orderflow.jar", "target/orderflow.jar")));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.remove("DISPLAY");
        environment.put("ORDERFLOW_HOME", home.toString());
        environment.putAll(more);
        return builder;
    }
}

package io.orderflow.infra.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An embedded AWS in a process of its own, to be killed. */
final class OwnerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private OwnerProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    static OwnerProcess start(Path folder, int port) throws IOException {
        return new OwnerProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServeAws.class.getName(),
                        folder.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until it serves. */
    void awaitServing() throws IOException {
        String line = out.readLine();
        if (!"serving true".equals(line)) {
            throw new IOException("The owner did not start: " + line);
        }
    }

    /** Kills it as {@code kill -9} does, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The owner outlived a kill");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

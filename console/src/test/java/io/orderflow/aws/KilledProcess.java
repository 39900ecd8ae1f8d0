package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.client.AwsTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that works against an embedded AWS and tells on stdout how far it is: {@code SENT n}, at last {@code END …}. */
record KilledProcess(Process process) {

    /** @param more arguments behind endpoint, key and secret */
    static KilledProcess start(Class<?> main, AwsTarget.Embedded target, URI endpoint, List<String> jvm, String... more)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                endpoint.toString(),
                target.accessKeyId(),
                target.secretAccessKey()));
        command.addAll(List.of(more));
        return new KilledProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Kills it once it has sent so many.
     *
     * @return whether it was killed before its end
     */
    boolean killedAfter(int sent) throws Exception {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("END")) {
                    return false;
                }
                if (line.startsWith("SENT ") && Integer.parseInt(line.substring(5)) >= sent) {
                    process.destroyForcibly();
                    break;
                }
            }
        }
        process.waitFor();
        return true;
    }

    /** @return its last line */
    String runToTheEnd() throws Exception {
        String last = "";
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
        }
        assertThat(process.waitFor()).as(last).isZero();
        return last;
    }
}

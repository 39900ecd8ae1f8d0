package io.orderflow.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An unpacked function in a JVM of its own, under AWS's runtime interface client, with nothing of this machine's environment
 * and the JVM options of Lambda's Java runtimes.
 */
public final class FunctionProcess implements AutoCloseable {
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            // The runtime interface client is native; newer JDKs say so in the function's log unless it is allowed.
            "--enable-native-access=ALL-UNNAMED",
            // Where Lambda's runtime keeps its checkpoint interface; org.crac finds it by this name.
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    /**
     * @param folder an unpacked zip
     * @param runtimeApi address of its {@link RuntimeApi}
     * @param variables the function's environment, beside what Lambda injects
     */
    public FunctionProcess(Path folder, String handler, String runtimeApi, Map<String, String> variables)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(JVM);
        command.add("-cp");
        command.add(folder + ":" + folder.resolve("lib") + "/*:" + runtimeInterfaceClient());
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add(handler);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", runtimeApi,
                        "AWS_LAMBDA_FUNCTION_NAME", "OrderConsumer",
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                        "LAMBDA_TASK_ROOT", folder.toString(),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "key",
                        "AWS_SECRET_ACCESS_KEY", "secret"));
        builder.environment().putAll(variables);
        if (variables.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
            // As Lambda does under SnapStart: a snapshot must not hold keys that run out.
            builder.environment().keySet().removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
        }
        process = builder.redirectErrorStream(true).start();
        reader = new Thread(this::read, "function-output");
        reader.start();
    }

    /** What it wrote so far, line by line. */
    public List<String> output() {
        return output;
    }

    /** Ends it at once, as Lambda does with a sandbox it takes away, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the function does not end");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        reader.join(10_000);
    }

    /** Unpacks a function's zip into an empty folder. */
    public static void unzip(Path zip, Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException closed) {
            output.add("(end of output: " + closed.getMessage() + ")");
        }
    }

    /** On Lambda it comes with the runtime; here from the test's own class path. */
    private static String runtimeInterfaceClient() {
        return Arrays.stream(System.getProperty("java.class.path").split(":", -1))
                .filter(jar -> jar.contains("aws-lambda-java-runtime-interface-client")
                        || jar.contains("aws-lambda-java-serialization"))
                .collect(Collectors.joining(":"));
    }
}

package io.orderflow.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The packaged function in a JVM of its own, under AWS's runtime interface client, with nothing of this machine's environment. */
final class FunctionProcess implements AutoCloseable {
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    FunctionProcess(Path zip, Path folder, String runtimeApi, Map<String, String> variables) throws IOException {
        unzip(zip, folder);
        String classPath = folder + ":" + folder.resolve("lib") + "/*:" + runtimeInterfaceClient();
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classPath,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                "io.orderflow.lambda.OrderConsumer::handleRequest");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", runtimeApi,
                        "AWS_LAMBDA_FUNCTION_NAME", "OrderConsumer",
                        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "LAMBDA_TASK_ROOT", folder.toString(),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "key",
                        "AWS_SECRET_ACCESS_KEY", "secret"));
        builder.environment().putAll(variables);
        process = builder.redirectErrorStream(true).start();
        reader = new Thread(this::read, "function-output");
        reader.start();
    }

    /** What it wrote so far, line by line. */
    List<String> output() {
        return output;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        reader.join(10_000);
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

    private static void unzip(Path zip, Path folder) throws IOException {
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
}

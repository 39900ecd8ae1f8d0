package io.orderflow.infra.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.orderflow.infra.local.http.Credentials;
import io.orderflow.infra.local.http.Front;
import io.orderflow.infra.local.lambda.runtime.FunctionMain;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Starts a function's JVM with an environment built from nothing: the function's variables, what Lambda injects, the
 * endpoint and the installation's key. Nothing of the developer's machine gets in, least of all credentials, but for how it
 * writes file names ({@link FileNameLocale}).
 */
public final class FunctionJvm {

    private static final int MIN_HEAP_MB = 64;
    private static final double HEAP_SHARE = 0.85;

    private final Credentials credentials;
    private final IntSupplier port;
    private final Path home;

    /**
     * @param port of the front door, known once it listens
     * @param home an empty folder that stands for the user's home
     */
    public FunctionJvm(Credentials credentials, IntSupplier port, Path home) {
        this.credentials = credentials;
        this.port = port;
        this.home = home;
    }

    Process start(VersionSpec spec, Path taskRoot, String logStream, String secret) throws IOException {
        Files.createDirectories(home);
        int heap = Math.max(MIN_HEAP_MB, (int) (spec.memoryMb() * HEAP_SHARE));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData", // nobody looks, and its timer is most of what an idle JVM costs
                "-Xmx" + heap + "m",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Duser.language=en", // whatever language the developer's machine speaks
                "-Duser.country=US",
                "-Duser.script=",
                "-Duser.variant=",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + home,
                "-cp",
                classPath(),
                FunctionMain.class.getName());
        builder.redirectErrorStream(true).directory(taskRoot.toFile());
        Map<String, String> environment = builder.environment();
        String systemRoot = environment.get("SystemRoot"); // without it Windows opens no sockets
        Map<String, String> fileNames = FileNameLocale.of(environment);
        environment.clear();
        environment.putAll(environment(spec, taskRoot, logStream, secret));
        environment.keySet().removeAll(FileNameLocale.VARIABLES);
        environment.putAll(fileNames);
        if (systemRoot != null) {
            environment.put("SystemRoot", systemRoot);
        }
        return builder.start();
    }

    private Map<String, String> environment(VersionSpec spec, Path taskRoot, String logStream, String secret) {
        Map<String, String> environment = new HashMap<>(spec.variables());
        environment.putAll(Map.of(
                "AWS_LAMBDA_FUNCTION_NAME", spec.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", spec.version(),
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMb()),
                "AWS_LAMBDA_LOG_GROUP_NAME", spec.logGroup(),
                "AWS_LAMBDA_LOG_STREAM_NAME", logStream,
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime(),
                "_HANDLER", spec.handler(),
                "LAMBDA_TASK_ROOT", taskRoot.toString()));
        environment.putAll(Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_DEFAULT_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                credentials.secretAccessKey(),
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + port.getAsInt(),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_LAMBDA_RUNTIME_API",
                "127.0.0.1:" + port.getAsInt() + Front.RuntimeApi.PREFIX + secret,
                "TZ",
                ":UTC"));
        return environment;
    }

    /** Only what Lambda's own runtime brings: the loop, the handler interfaces and the event serializer. */
    private static String classPath() throws IOException {
        return List.of(FunctionMain.class, Context.class, PojoSerializer.class).stream()
                .map(FunctionJvm::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("No file holds " + type, e);
        }
    }
}

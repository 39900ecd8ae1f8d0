package io.orderflow.infra.local.bench;

import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.Credentials;
import io.orderflow.infra.local.http.Front;
import io.orderflow.infra.local.http.Signatures;
import io.orderflow.infra.local.iam.StsService;
import io.orderflow.infra.local.store.DurableStore;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/**
 * From the start of a JVM until a signed GetCallerIdentity is answered: the embedded AWS on a new data folder, beside the
 * same front with signatures and no other service. In turn.
 */
final class Starts {

    private static final int ROUNDS = 9;
    private static final String QUESTION = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final Credentials KEY = new Credentials("AKIABENCHMARK", "of-no-use-elsewhere");

    private Starts() {}

    static void run() throws Exception {
        Figures figures = new Figures();
        for (int round = -1; round < ROUNDS; round++) { // the first one fills the file system's cache
            Path folder = Files.createTempDirectory("orderflow-bench");
            double whole = millis(Whole.class, folder);
            double front = millis(FrontOnly.class, Files.createTempDirectory("orderflow-bench"));
            if (round >= 0) {
                figures.add("start", whole);
                figures.add("start_front_only", front);
            }
        }
        figures.print("start_front_only", "ms", "");
        figures.print("start", "ms", "start_front_only");
    }

    private static double millis(Class<?> main, Path folder) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (!answers(port, folder)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
                if (!process.isAlive()) {
                    throw new IOException(main.getSimpleName() + " did not start");
                }
            }
            return (System.nanoTime() - start) / 1e6;
        } finally {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static boolean answers(int port, Path folder) throws IOException {
        Path file = folder.resolve("connection.json");
        Credentials key = KEY;
        if (Files.exists(file)) {
            String json = Files.readString(file);
            key = new Credentials(member(json, "accessKeyId"), member(json, "secretAccessKey"));
        }
        SdkHttpFullRequest signed = new Signatures(key, LocalAws.REGION, Clock.systemUTC())
                .signForm(URI.create("http://127.0.0.1:" + port), "sts", QUESTION);
        try {
            HttpURLConnection http = (HttpURLConnection) signed.getUri().toURL().openConnection();
            http.setRequestMethod("POST");
            http.setDoOutput(true);
            signed.headers().forEach((name, values) -> http.setRequestProperty(name, String.join(",", values)));
            try (OutputStream out = http.getOutputStream()) {
                out.write(QUESTION.getBytes(StandardCharsets.UTF_8));
            }
            return http.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private static String member(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    /** The embedded AWS. */
    static final class Whole {
        public static void main(String[] args) throws Exception {
            try (LocalAws aws = LocalAws.start(
                    new LocalAwsConfig(Optional.of(Path.of(args[0])), Integer.parseInt(args[1]), line -> {}))) {
                System.in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** Listener, signatures, store and STS. */
    static final class FrontOnly {
        public static void main(String[] args) throws Exception {
            ExecutorService writer = Executors.newSingleThreadExecutor();
            DurableStore store = DurableStore.open(Optional.empty(), writer);
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            connector.setPort(Integer.parseInt(args[1]));
            server.addConnector(connector);
            server.setHandler(new Front(
                    new Signatures(KEY, LocalAws.REGION, Clock.systemUTC()),
                    store,
                    Map.of("sts", new StsService()),
                    new NoFunctions()));
            server.start();
            System.in.transferTo(OutputStream.nullOutputStream());
            server.stop();
            writer.shutdownNow();
        }
    }

    private static final class NoFunctions implements Front.RuntimeApi {
        @Override
        public boolean knows(String path) {
            return false;
        }

        @Override
        public AwsResponse handle(String method, String path, Map<String, String> headers, byte[] body) {
            return AwsResponse.of(403, "application/json", "{}");
        }
    }
}

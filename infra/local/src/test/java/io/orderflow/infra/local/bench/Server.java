package io.orderflow.infra.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/** An embedded AWS in a JVM of its own, with the clients that load it in this one. */
final class Server implements AutoCloseable {

    static final int CONNECTIONS = 64;

    private final Process process;
    private final URI endpoint;
    private final StaticCredentialsProvider credentials;
    private final SdkHttpClient http = Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .socketTimeout(Duration.ofSeconds(60))
            .build();

    private Server(Process process, URI endpoint, StaticCredentialsProvider credentials) {
        this.process = process;
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /**
     * @param folder empty keeps everything in memory
     * @param options of the server's JVM
     */
    static Server start(Optional<Path> folder, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Server.class.getName()));
        folder.ifPresent(path -> command.add(path.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("The server did not start");
        }
        JsonNode connection = new ObjectMapper().readTree(line);
        return new Server(
                process,
                URI.create(connection.get("endpoint").asText()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        connection.get("id").asText(), connection.get("secret").asText())));
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() throws Exception {
        http.close();
        process.getOutputStream().close(); // the end of its input is its end
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** The server's own process: says on one line how to reach it, and ends with its input. */
    public static void main(String[] args) throws Exception {
        Optional<Path> folder = args.length == 0 ? Optional.empty() : Optional.of(Path.of(args[0]));
        try (LocalAws aws = LocalAws.start(new LocalAwsConfig(folder, 0, line -> {}))) {
            var connection = aws.connection();
            System.out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("endpoint", connection.endpoint().toString())
                    .put("id", connection.accessKeyId())
                    .put("secret", connection.secretAccessKey()));
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}

package io.orderflow.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.orderflow.infra.local.LocalConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/**
 * A server in front of the embedded AWS's tables: it fails and delays calls as DynamoDB does, speaks TLS if it is to, and
 * takes any key, as it signs each call again with the installation's.
 */
@SuppressWarnings("deprecation") // the newer signer adds headers to a request that has none of them
public final class DynamoDbFront implements AutoCloseable {
    private static final Pattern ORDER_ID = Pattern.compile("\"orderId\":\\{\"S\":\"([^\"]*)\"");

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]*)/");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final LocalTables tables;
    private final Aws4Signer signer = Aws4Signer.create();
    private volatile Rule rule = call -> Answer.PASS;

    /**
     * A write that came in.
     *
     * @param number how many came for this order up to now, this one included
     * @param accessKeyId whose key it is signed with
     */
    public record Call(String orderId, long number, int clientPort, boolean closes, String accessKeyId) {}

    /** What becomes of a call. */
    public enum Answer {
        PASS,
        THROTTLE,
        FAIL,
        DENY
    }

    /** May wait before it answers. */
    public interface Rule {
        Answer answer(Call call) throws InterruptedException;
    }

    public DynamoDbFront(LocalTables tables) throws IOException {
        this(tables, HttpServer.create(loopback(), 0));
    }

    /** With TLS. */
    public DynamoDbFront(LocalTables tables, SSLContext tls) throws IOException {
        this(tables, withTls(tls));
    }

    private static HttpServer withTls(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private DynamoDbFront(LocalTables tables, HttpServer server) {
        this.tables = tables;
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI endpoint() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    public void rule(Rule rule) {
        this.rule = rule;
    }

    /** In the order they came in. */
    public List<Call> calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (rule.answer(noted(exchange, new String(body, StandardCharsets.UTF_8)))) {
                case PASS -> pass(exchange, body);
                case THROTTLE ->
                    error(exchange, 400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
                case FAIL -> error(exchange, 500, "com.amazonaws.dynamodb.v20120810#InternalServerError");
                case DENY -> error(exchange, 400, "com.amazon.coral.service#AccessDeniedException");
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Call noted(HttpExchange exchange, String body) {
        Matcher id = ORDER_ID.matcher(body);
        String orderId = id.find() ? id.group(1) : "";
        long before =
                calls.stream().filter(call -> call.orderId().equals(orderId)).count();
        Call call = new Call(
                orderId,
                before + 1,
                exchange.getRemoteAddress().getPort(),
                "close".equals(exchange.getRequestHeaders().getFirst("Connection")),
                accessKeyId(exchange));
        calls.add(call);
        return call;
    }

    private static String accessKeyId(HttpExchange exchange) {
        Matcher credential = CREDENTIAL.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
        return credential.find() ? credential.group(1) : "";
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(tables.connection().endpoint())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed(exchange, body).headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host")) { // the client's own, and the same
                request.header(name, values.get(0));
            }
        });
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer(exchange, response.statusCode(), response.body());
    }

    private SdkHttpFullRequest signed(HttpExchange exchange, byte[] body) {
        LocalConnection at = tables.connection();
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(at.endpoint())
                .encodedPath("/")
                .contentStreamProvider(() -> new ByteArrayInputStream(body));
        for (String header : List.of("X-Amz-Target", "Content-Type")) {
            request.putHeader(header, exchange.getRequestHeaders().getFirst(header));
        }
        return signer.sign(
                request.build(),
                Aws4SignerParams.builder()
                        .awsCredentials(AwsBasicCredentials.create(at.accessKeyId(), at.secretAccessKey()))
                        .signingName("dynamodb")
                        .signingRegion(Region.of(at.region()))
                        .build());
    }

    private static void error(HttpExchange exchange, int status, String type) throws IOException {
        answer(
                exchange,
                status,
                ("{\"__type\":\"" + type + "\",\"message\":\"slow down\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

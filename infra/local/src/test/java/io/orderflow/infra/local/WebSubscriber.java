package io.orderflow.infra.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.awaitility.Awaitility;

/** A real HTTP server on loopback that keeps what SNS posts to it. */
final class WebSubscriber implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String host;
    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final AtomicInteger notifications = new AtomicInteger();

    record Post(Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(body, e);
            }
        }

        String text(String name) {
            return json().path(name).asText();
        }
    }

    /** @param answers the status by the number of the notification, from 1; confirmations are answered 200 */
    WebSubscriber(IntUnaryOperator answers) throws IOException {
        this("127.0.0.1", HttpServer.create(), answers);
    }

    /** @param host to listen on, a name or an address, and to be subscribed by */
    WebSubscriber(String host, HttpServer server, IntUnaryOperator answers) throws IOException {
        this.host = host;
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.add(new Post(exchange.getRequestHeaders(), body));
            boolean notification =
                    "Notification".equals(exchange.getRequestHeaders().getFirst("x-amz-sns-message-type"));
            int status = notification ? answers.applyAsInt(notifications.incrementAndGet()) : 200;
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String protocol() {
        return server instanceof HttpsServer ? "https" : "http";
    }

    String url() {
        return protocol() + "://" + host + ":" + server.getAddress().getPort() + "/orders";
    }

    List<Post> of(String type) {
        return posts.stream()
                .filter(post -> type.equals(post.header("x-amz-sns-message-type")))
                .toList();
    }

    /** The first posts of the type, once there are so many. */
    List<Post> await(String type, int count) {
        return Awaitility.await().atMost(PATIENCE).until(() -> of(type), found -> found.size() >= count);
    }

    /** Confirms as a browser would: by the URL that was posted. */
    Post confirm() throws Exception {
        Post asked = await("SubscriptionConfirmation", 1).get(0);
        HttpResponse<String> answer = get(asked.text("SubscribeURL"));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return asked;
    }

    static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Whether the signature over the fields, in this order, is that of the certificate the message names. */
    static boolean verifies(JsonNode message, String algorithm, String... fields) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append(field).append('\n').append(message.path(field).asText()).append('\n');
        }
        String pem = get(message.path("SigningCertURL").asText()).body();
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return signature.verify(
                Base64.getDecoder().decode(message.path("Signature").asText()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a web page in the user's browser could send to loopback: it can post forms anywhere, ask for permission first,
 * and let its own name point to 127.0.0.1. None of it gets further than the door, on any port of the process.
 */
final class HostilePageTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static final byte[] FORM =
            "Action=CreateTopic&Name=hostile&Version=2010-03-31".getBytes(StandardCharsets.UTF_8);

    private final RawAws raw = new RawAws(AWS.aws().connection());

    /** A function's JVM is part of the process's family: it must not listen anywhere either. */
    @BeforeAll
    static void runAFunction() throws IOException {
        String name = "hostile-" + UUID.randomUUID();
        String role = AWS.clients()
                .iam
                .createRole(r -> r.roleName(name).assumeRolePolicyDocument(Fixtures.TRUST))
                .role()
                .arn();
        SdkBytes zip = TestFunction.zip();
        AWS.clients().lambda.createFunction(r -> r.functionName(name)
                .runtime("java21")
                .handler(TestFunction.class.getName())
                .role(role)
                .code(c -> c.zipFile(zip)));
        AWS.clients().lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{\"Records\":[]}")));
    }

    private static Set<Integer> ports() throws IOException {
        Set<Integer> ports = new TreeSet<>();
        ports.add(AWS.aws().connection().endpoint().getPort());
        if (ListeningPorts.known()) {
            ListeningPorts.ofThisProcess().forEach(listener -> ports.add(listener.port()));
        }
        return ports;
    }

    private static Map<String, String> headers(String host, String... more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", host);
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    @Test
    void everyListenerOfTheProcessIsOnLoopback() throws IOException {
        if (ListeningPorts.known()) {
            assertThat(ListeningPorts.ofThisProcess())
                    .isNotEmpty()
                    .allMatch(ListeningPorts.Listener::loopback)
                    .extracting(ListeningPorts.Listener::port)
                    .contains(AWS.aws().connection().endpoint().getPort());
        }
    }

    @Test
    void noPortTakesWhatAPageCanSend() throws IOException {
        for (int port : ports()) {
            String own = "127.0.0.1:" + port;
            String form = "application/x-www-form-urlencoded";
            List<byte[]> requests = new ArrayList<>(List.of(
                    RawAws.request(
                            "POST", "/", headers(own, "Content-Type", form, "Origin", "http://evil.example"), FORM),
                    RawAws.request("POST", "/", headers(own, "Content-Type", form, "Origin", "null"), FORM),
                    RawAws.request("POST", "/", headers(own, "Content-Type", "text/plain"), FORM),
                    RawAws.request(
                            "POST",
                            "/",
                            headers(own, "Content-Type", "multipart/form-data; boundary=x", "Referer", "http://evil/"),
                            FORM),
                    RawAws.request("GET", "/?Action=ListTopics", headers(own, "Sec-Fetch-Site", "cross-site"), FORM),
                    RawAws.request("GET", "/", headers(own), new byte[0]),
                    RawAws.request("HEAD", "/", headers(own), new byte[0]),
                    RawAws.request(
                            "OPTIONS",
                            "/2015-03-31/functions",
                            headers(
                                    own,
                                    "Origin",
                                    "http://evil.example",
                                    "Access-Control-Request-Method",
                                    "POST",
                                    "Access-Control-Request-Headers",
                                    "authorization,x-amz-date",
                                    "Access-Control-Request-Private-Network",
                                    "true"),
                            new byte[0]),
                    RawAws.request("OPTIONS", "/", headers(own), new byte[0]),
                    RawAws.request("GET", "/_runtime/guess/2018-06-01/runtime/invocation/next", headers(own), FORM)));
            for (String rebound : List.of(
                    "evil.example",
                    "evil.example:" + port,
                    "localhost.evil.example:" + port,
                    "127.0.0.1.evil.example:" + port,
                    "127.0.0.1",
                    "localhost:1",
                    "0.0.0.0:" + port,
                    "[::]:" + port,
                    "2130706433:" + port,
                    "127.1:" + port,
                    "")) {
                requests.add(RawAws.request("POST", "/", headers(rebound, "Content-Type", form), FORM));
            }
            for (byte[] request : requests) {
                RawAws.Answer answer = RawAws.raw(port, request);
                assertThat(answer.status())
                        .as(new String(request, StandardCharsets.UTF_8))
                        .isBetween(400, 403);
                assertThat(answer.headers().keySet()).noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT)
                        .startsWith("access-control"));
            }
        }
        assertThat(AWS.clients().sns.listTopics().topics())
                .noneMatch(topic -> topic.topicArn().endsWith(":hostile"));
    }

    /** Even someone who could sign: a foreign name or a browser's mark on the request is refused first. */
    @Test
    void aGoodSignatureDoesNotExcuseAForeignHostOrAnOrigin() throws IOException {
        Map<String, String> signed =
                raw.sign("sts", "POST", "/", Map.of("Content-Type", "application/x-www-form-urlencoded"), FORM);
        for (Map<String, String> foreign :
                List.of(Map.of("Origin", "http://evil.example"), Map.of("Sec-Fetch-Site", "same-origin"))) {
            Map<String, String> headers = new LinkedHashMap<>(signed);
            headers.putAll(foreign);
            RawAws.Answer answer = raw.raw(RawAws.request("POST", "/", headers, FORM));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("Only programs on this machine");
        }
    }

    @Test
    void anAbsoluteAddressInTheRequestLineIsNoWayAroundTheHost() throws IOException {
        byte[] request = ("POST http://evil.example:" + raw.port() + "/ HTTP/1.1\r\nHost: 127.0.0.1:" + raw.port()
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(raw.raw(request).status()).isBetween(400, 403);
    }

    @Test
    void aSignatureOfAnotherRequestOrTimeIsRefused() throws IOException {
        Map<String, String> signed =
                raw.sign("sts", "POST", "/", Map.of("Content-Type", "application/x-www-form-urlencoded"), FORM);
        byte[] other = "Action=CreateTopic&Name=changed&Version=2010-03-31".getBytes(StandardCharsets.UTF_8);
        assertThat(raw.raw(RawAws.request("POST", "/", signed, other)).body()).contains("SignatureDoesNotMatch");
        assertThat(raw.raw(RawAws.request("POST", "/?Action=x", signed, FORM)).body())
                .contains("SignatureDoesNotMatch");
        Map<String, String> old = new LinkedHashMap<>(signed);
        old.put("X-Amz-Date", "20200101T000000Z");
        assertThat(raw.raw(RawAws.request("POST", "/", old, FORM)).status()).isEqualTo(403);
    }
}

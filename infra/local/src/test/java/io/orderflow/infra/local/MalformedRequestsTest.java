package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Well-signed nonsense: every service refuses it in its own protocol, none fails, and all go on serving. */
final class MalformedRequestsTest {

    private static final int ROUNDS = 500;

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final RawAws raw = new RawAws(AWS.aws().connection());
    private final Nonsense nonsense = new Nonsense(20261122); // the same in every run

    private void refusedOrServed(RawAws.Answer answer, String what, boolean xml) {
        assertThat(answer.status()).as(what + " -> " + answer.body()).isLessThan(500);
        if (answer.body().isEmpty()) {
            return;
        }
        assertThatNoException().as(what + " -> " + answer.body()).isThrownBy(() -> {
            if (xml) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(answer.body())));
            } else {
                new ObjectMapper().readTree(answer.body());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "dynamodb", "logs"})
    void theJsonProtocolsRefuseNonsense(String service) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            String target = nonsense.rarely(10)
                    ? nonsense.any(Nonsense.TEXTS).trim()
                    : nonsense.any(Nonsense.JSON_OPERATIONS.get(service));
            target = target.replaceAll("[^ -~]", "?");
            byte[] body = nonsense.body();
            String what = service + " " + target + " " + new String(body, StandardCharsets.UTF_8);
            boolean query = target.isEmpty() && service.equals("sqs");
            refusedOrServed(raw.signed(service, "POST", "/", nonsense.headers(target), body), what, query);
        }
        stillServes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sns", "sqs", "iam", "sts"})
    void theQueryProtocolRefusesNonsense(String service) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            String action = nonsense.rarely(10)
                    ? nonsense.any(Nonsense.TEXTS)
                    : nonsense.any(Nonsense.QUERY_ACTIONS.get(service));
            String form = nonsense.form(action);
            refusedOrServed(
                    raw.signed(service, "POST", "/", nonsense.headers(""), form.getBytes(StandardCharsets.UTF_8)),
                    form,
                    true);
        }
        stillServes();
    }

    @Test
    void lambdasPathsRefuseNonsense() throws IOException {
        List<String> starts = List.of(
                "/2015-03-31/functions", "/2015-03-31/event-source-mappings", "/2017-03-31/tags", "/", "/x/y/z", "//");
        List<String> parts = List.of(
                "",
                "none",
                "%24LATEST",
                "%zz",
                "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Anone",
                "invocations",
                "configuration",
                "code",
                "versions",
                "aliases",
                "concurrency",
                "a%2Fb");
        List<String> methods = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND");
        for (int i = 0; i < ROUNDS; i++) {
            String path = nonsense.any(starts);
            for (int part = nonsense.below(4); part > 0; part--) {
                path += "/" + nonsense.any(parts);
            }
            String method = nonsense.any(methods);
            byte[] body = method.equals("HEAD") ? new byte[0] : nonsense.body();
            RawAws.Answer answer = raw.signed("lambda", method, path, nonsense.headers(""), body);
            refusedOrServed(answer, method + " " + path, answer.body().startsWith("<"));
        }
        stillServes();
    }

    private void stillServes() throws IOException {
        assertThat(raw.query("sts", "Action", "GetCallerIdentity", "Version", "2011-06-15")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs,AmazonSQS.Frobnicate,UnknownOperationException",
        "dynamodb,DynamoDB_20120810.Frobnicate,UnknownOperationException",
        "logs,Logs_20140328.Frobnicate,UnknownOperationException"
    })
    void anUnknownOperationIsNamedSoInJson(String service, String target, String code) throws IOException {
        RawAws.Answer answer = raw.json(service, target, "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()).path("__type").asText())
                .endsWith(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sns", "sqs", "iam", "sts"})
    void anUnknownActionIsInvalidInTheQueryProtocol(String service) throws IOException {
        RawAws.Answer answer = raw.query(service, "Action", "Frobnicate", "Version", "2011-06-15");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Code>InvalidAction</Code>")
                .contains("Frobnicate")
                .contains("<Type>Sender</Type>");
        assertThat(raw.query(service, "Version", "2011-06-15").body()).contains("<Code>MissingAction</Code>");
    }

    @Test
    void anUnknownPathOfLambdaAndAnUnknownServiceAreRefused() throws IOException {
        RawAws.Answer path = raw.signed("lambda", "GET", "/2015-03-31/frobnicate", Map.of(), new byte[0]);
        assertThat(path.status()).isEqualTo(404);
        assertThat(path.header("x-amzn-ErrorType")).isEqualTo("UnknownOperationException");
        RawAws.Answer service = raw.json("kinesis", "Kinesis_20131202.ListStreams", "{}");
        assertThat(service.status()).isEqualTo(400);
        assertThat(service.body()).contains("UnknownOperationException").contains("kinesis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "dynamodb", "logs", "sns", "iam", "sts", "lambda"})
    void aRequestThatIsTooLongIsRefusedBeforeItIsRead(String service) throws IOException {
        Map<String, String> headers = new HashMap<>(
                raw.sign(service, "POST", "/", Map.of("Content-Type", "application/x-amz-json-1.0"), new byte[0]));
        StringBuilder head =
                new StringBuilder("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        RawAws.Answer answer = raw.raw(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body() + answer.header("x-amzn-ErrorType")).contains("RequestEntityTooLarge");
    }

    @Test
    void brokenHttpIsRefusedByTheListener() throws IOException {
        for (String request : List.of(
                "nonsense\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + raw.port() + "\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /%ff%00 HTTP/1.1\r\nHost: 127.0.0.1:" + raw.port() + "\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + raw.port() + "\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")) {
            RawAws.Answer answer = raw.raw(request.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(request).isBetween(400, 499);
        }
        stillServes();
    }
}

package io.orderflow.infra.local.lambda.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * The function's side of Lambda's Runtime API. Not thread-safe: one loop calls it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeClient {

    private final String base;

    /** An event and what came with it. */
    record Invocation(String requestId, String functionArn, long deadlineMillis, byte[] event) {}

    RuntimeClient(String api) {
        this.base = "http://" + api + "/2018-06-01/runtime/";
    }

    /** Waits for the next event, for as long as it takes. */
    Invocation next() throws IOException {
        HttpURLConnection connection = open("invocation/next");
        try (InputStream in = connection.getInputStream()) {
            byte[] event = in.readAllBytes();
            return new Invocation(
                    header(connection, "Lambda-Runtime-Aws-Request-Id"),
                    header(connection, "Lambda-Runtime-Invoked-Function-Arn"),
                    Long.parseLong(header(connection, "Lambda-Runtime-Deadline-Ms")),
                    event);
        }
    }

    private static String header(HttpURLConnection connection, String name) {
        return Objects.requireNonNull(connection.getHeaderField(name), name);
    }

    void answer(String requestId, byte[] result) throws IOException {
        post("invocation/" + requestId + "/response", result);
    }

    void fail(String requestId, Throwable cause) throws IOException {
        post("invocation/" + requestId + "/error", describe(cause));
    }

    void failInit(Throwable cause) throws IOException {
        post("init/error", describe(cause));
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setUseCaches(false);
        return connection;
    }

    private void post(String path, byte[] body) throws IOException {
        HttpURLConnection connection = open(path);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
    }

    private static byte[] describe(Throwable cause) {
        StringBuilder json = new StringBuilder("{\"errorMessage\":");
        quote(json, String.valueOf(cause.getMessage()));
        quote(json.append(",\"errorType\":"), cause.getClass().getName());
        json.append(",\"stackTrace\":[");
        String separator = "";
        for (StackTraceElement element : cause.getStackTrace()) {
            quote(json.append(separator), element.toString());
            separator = ",";
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}

package io.orderflow.infra.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests written and signed by hand, byte for byte: what no SDK would send, and what old ones do. */
final class RawAws {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int PATIENCE_MILLIS = 30_000;

    private final LocalConnection target;

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    RawAws(LocalConnection target) {
        this.target = target;
    }

    int port() {
        return target.endpoint().getPort();
    }

    /** A form of the query protocol: name, value, name, value… */
    Answer query(String service, String... pairs) throws IOException {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(encode(pairs[i]))
                    .append('=')
                    .append(encode(pairs[i + 1]));
        }
        return signed(
                service,
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                form.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A request of one of the JSON protocols. */
    Answer json(String service, String operation, String body) throws IOException {
        return signed(
                service,
                "POST",
                "/",
                Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", operation),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Answer signed(String service, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        return raw(request(method, path, sign(service, method, path, headers, body), body));
    }

    /** The headers with those that signing adds. */
    Map<String, String> sign(String service, String method, String path, Map<String, String> headers, byte[] body) {
        String now = DATE.format(Instant.now());
        String scope = now.substring(0, 8) + "/us-east-1/" + service + "/aws4_request";
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put("Host", "127.0.0.1:" + port());
        all.put("X-Amz-Date", now);
        String names = all.keySet().stream().map(RawAws::lower).sorted().collect(Collectors.joining(";"));
        String canonicalHeaders = all.entrySet().stream()
                .map(e -> lower(e.getKey()) + ":" + e.getValue().trim().replaceAll(" +", " ") + "\n")
                .sorted()
                .collect(Collectors.joining());
        String[] parts = path.split("\\?", 2);
        String query = parts.length < 2
                ? ""
                : Arrays.stream(parts[1].split("&")).sorted().collect(Collectors.joining("&"));
        String canonical = String.join(
                "\n", method, parts[0].replace("%", "%25"), query, canonicalHeaders, names, hex(sha256(body)));
        String toSign = String.join(
                "\n", "AWS4-HMAC-SHA256", now, scope, hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        byte[] key = ("AWS4" + target.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        all.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + target.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + hex(hmac(key, toSign)));
        return all;
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    static byte[] request(String method, String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    Answer raw(byte[] request) throws IOException {
        return raw(port(), request);
    }

    /** Sends the bytes as they are and reads until the other side closes. */
    static Answer raw(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("Not an answer: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(": ?", 2);
            headers.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

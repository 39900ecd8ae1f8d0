package io.orderflow.infra.local.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer: status, headers and body as they go out. */
public record AwsResponse(int status, Map<String, String> headers, byte[] body) {

    public AwsResponse {
        headers = Map.copyOf(headers);
    }

    public static AwsResponse of(int status, String contentType, String body) {
        return new AwsResponse(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }
}

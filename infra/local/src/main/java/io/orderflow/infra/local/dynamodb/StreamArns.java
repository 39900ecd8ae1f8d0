package io.orderflow.infra.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** DynamoDB Local's region has a name of its own; callers see and say {@code us-east-1}. */
final class StreamArns {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String REGION = "us-east-1";
    private static final String ENGINES_REGION = "ddblocal";

    private StreamArns() {}

    /** The request with the streams that it names, alone or in an iterator, by the engine's ARNs. */
    static ObjectNode forEngine(ObjectNode body) {
        for (String member : List.of("StreamArn", "ExclusiveStartStreamArn", "ShardIterator")) {
            if (body.path(member).isTextual()) {
                body.put(
                        member,
                        body.path(member).asText().replaceFirst(":" + REGION + ":", ":" + ENGINES_REGION + ":"));
            }
        }
        return body;
    }

    /** An answer that holds nothing of the caller's own, with the ARNs of this region. */
    static AwsResponse forCaller(AwsResponse answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return replaced(answer, regional(text));
    }

    /** An answer of GetRecords with this region; items stay as they are. */
    static AwsResponse records(AwsResponse answer) throws AwsError {
        if (answer.status() != 200) {
            return forCaller(answer);
        }
        ObjectNode body = Json.read(answer.body());
        for (JsonNode record : body.path("Records")) {
            if (record instanceof ObjectNode one) {
                one.put("awsRegion", REGION);
            }
        }
        Json.text(body, "NextShardIterator").ifPresent(next -> body.put("NextShardIterator", regional(next)));
        return replaced(answer, Json.write(body));
    }

    private static String regional(String text) {
        return text.replace(":" + ENGINES_REGION + ":", ":" + REGION + ":");
    }

    /** Without the engine's checksum, which is that of the body as it was. */
    private static AwsResponse replaced(AwsResponse answer, String body) {
        return AwsResponse.of(answer.status(), answer.headers().getOrDefault("Content-Type", CONTENT_TYPE), body);
    }
}

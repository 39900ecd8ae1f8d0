package io.orderflow.infra.local.sqs;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How AWS names a running move task: base64 of JSON. */
final class MoveTaskHandle {

    private MoveTaskHandle() {}

    static String of(String taskId, String sourceArn) {
        String json = Json.write(Json.object().put("taskId", taskId).put("sourceArn", sourceArn));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The ARN of the queue whose task it names. */
    static String source(String text) throws AwsError {
        try {
            String json = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            return Json.tryRead(json)
                    .filter(handle -> handle.hasNonNull("taskId"))
                    .flatMap(handle -> Json.text(handle, "sourceArn"))
                    .orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException e) {
            throw SqsFaults.invalid("Value for parameter TaskHandle is invalid.");
        }
    }
}

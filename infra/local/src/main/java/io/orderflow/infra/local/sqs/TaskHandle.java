package io.orderflow.infra.local.sqs;

import io.orderflow.infra.local.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How AWS names a running move task: base64 of JSON. */
final class TaskHandle {

    private TaskHandle() {}

    static String of(String taskId, String sourceArn) {
        String json = Json.write(Json.object().put("taskId", taskId).put("sourceArn", sourceArn));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    static boolean isOne(String text) {
        try {
            String json = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            return Json.tryRead(json)
                    .filter(handle -> handle.hasNonNull("taskId") && handle.hasNonNull("sourceArn"))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package io.orderflow.console.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterDetails;
import io.orderflow.operations.deadletter.LetterEnvelope;
import io.orderflow.operations.deadletter.redrive.EarlierRedrive;
import io.orderflow.text.BodyText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A letter with all that is shown of it.
 *
 * @param order as it can be read
 * @param fields of the order as they can be compared; empty where it is no JSON object
 * @param envelope null where there is none
 * @param earlier redrives of it and of its order, oldest first
 * @param rowFault why the order's row could not be read; null where it could
 */
record ShownLetter(
        LetterDetails details,
        BodyText order,
        Map<String, String> fields,
        @Nullable LetterEnvelope envelope,
        List<EarlierRedrive> earlier,
        @Nullable PortException rowFault) {

    static ShownLetter of(LetterDetails details, List<EarlierRedrive> earlier, @Nullable PortException rowFault) {
        return new ShownLetter(
                details,
                BodyText.of(details.order()),
                details.fields().get("order") instanceof JsonNode order ? fields(order) : Map.of(),
                LetterEnvelope.of(details.letter().body()).orElse(null),
                earlier,
                rowFault);
    }

    private static Map<String, String> fields(JsonNode order) {
        Map<String, String> fields = new LinkedHashMap<>();
        order.properties().forEach(each -> {
            JsonNode value = each.getValue();
            fields.put(each.getKey(), value.isValueNode() ? value.asText() : value.toString());
        });
        return fields;
    }
}

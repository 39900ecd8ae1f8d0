package io.orderflow.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One broken rule, as data, so that a user interface can say it in any language.
 *
 * @param field the order's field, or {@code message} when the message as a whole is at fault
 * @param rule what was broken
 * @param parameters the rule's bounds, e.g. {@code ["1", "1000000"]}
 * @param value the offending value, shortened and escaped; null where there was none
 */
public record OrderFault(String field, OrderRule rule, List<String> parameters, @Nullable String value) {
    public OrderFault {
        parameters = List.copyOf(parameters);
    }

    /** The fault as one English line. */
    public String message() {
        return field + ": " + rule;
    }
}

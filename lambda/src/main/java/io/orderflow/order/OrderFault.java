package io.orderflow.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One broken rule, as data, so that a user interface can say it in any language.
 *
 * <p>What {@code parameters} holds, by rule:
 *
 * <ul>
 *   <li>WRONG_TYPE: expected and actual kind, of {@code text, integer, number, boolean, array, object}
 *   <li>LENGTH: least, most and actual number of characters
 *   <li>NOT_AN_INTEGER, RANGE: least and most
 *   <li>UNKNOWN_STATUS: the statuses there are, in lower case
 *   <li>IN_THE_FUTURE: how many hours are tolerated
 *   <li>CONTROL_CHARACTERS: the first one, as {@code U+0007}
 *   <li>NOT_JSON: line and column, from 1; third {@code U+FEFF} where the text starts with a byte order mark
 *   <li>NOT_AN_OBJECT: the actual kind
 *   <li>TOO_DEEP: the deepest level allowed
 *   <li>TOO_LARGE: the most UTF-8 bytes allowed
 *   <li>NOT_A_TIMESTAMP: day, month and year as numbers, where the calendar has no such day and the rest is a time
 *   <li>every other rule: nothing
 * </ul>
 *
 * @param field the order's field, or {@link #MESSAGE} when the message as a whole is at fault
 * @param rule what was broken
 * @param parameters the rule's bounds, e.g. {@code ["1", "1000000"]}
 * @param value the offending value, shortened and escaped here; null where there was none
 */
public record OrderFault(String field, OrderRule rule, List<String> parameters, @Nullable String value) {
    /** The field name of faults that concern the message as a whole. */
    public static final String MESSAGE = "message";

    static final char BYTE_ORDER_MARK = '\uFEFF';

    public OrderFault {
        parameters = List.copyOf(parameters);
        value = value == null ? null : DisplayText.shorten(value);
    }

    /** The fault as one English line, the offending value included. */
    public String message() {
        return FaultText.line(this);
    }

    /** The fault as one English line without anything the sender wrote: fit for logs. */
    public String messageWithoutValue() {
        return FaultText.line(new OrderFault(field, rule, parameters, null));
    }
}

package io.orderflow.order;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.orderflow.order.FieldValue.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes orders on the wire: the SNS envelope and the raw body alike. Thread-safe.
 *
 * <p>The envelope's form: <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">SNS
 * message and JSON formats</a>.
 */
public final class OrderMessageCodec {
    /** The most bytes an order's JSON may have in UTF-8. */
    public static final int LARGEST_ORDER_BYTES = 256 * 1024;

    /** The most bytes a body may have in UTF-8, an envelope included: SQS's own limit. */
    public static final int LARGEST_BODY_BYTES = 1024 * 1024;

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern PUBLISH_ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final OrderValidator validator;

    public OrderMessageCodec(OrderValidator validator) {
        this.validator = validator;
    }

    /**
     * Reads an SQS body, enveloped by SNS or raw.
     *
     * @throws MalformedOrderException with every fault of the message
     */
    public Order decode(String body) throws MalformedOrderException {
        return read(body).order();
    }

    /** As {@link #decode}, with what the envelope says about the message. */
    public DecodedMessage read(String body) throws MalformedOrderException {
        JsonScan outer = JsonScan.of(body, LARGEST_BODY_BYTES);
        String message = outer.message();
        if (message == null) {
            JsonScan raw = JsonScan.fits(body, LARGEST_ORDER_BYTES) ? outer : JsonScan.of(body, LARGEST_ORDER_BYTES);
            return new DecodedMessage(order(raw, List.of()), false, null, null);
        }
        Order order = order(JsonScan.of(message, LARGEST_ORDER_BYTES), outer.faults());
        return new DecodedMessage(order, true, publishId(outer), publishedAt(outer));
    }

    /** What can be told of a message, even of one that {@link #decode} refuses. */
    public MessageIds peek(String body) {
        JsonScan outer = JsonScan.of(body, LARGEST_BODY_BYTES);
        String message = outer.message();
        JsonScan scan = message == null ? outer : JsonScan.of(message, LARGEST_ORDER_BYTES);
        FieldValue id = scan.value(OrderRules.ORDER_ID);
        String orderId = id.kind() == Kind.TEXT ? id.text() : null;
        return new MessageIds(
                orderId != null && OrderRules.isOrderId(orderId) ? orderId : null,
                message == null ? null : publishId(outer));
    }

    /** The order as JSON, as published to OrderTopic. */
    public String encode(Order order) {
        StringWriter out = new StringWriter(192);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField(OrderRules.ORDER_ID, order.orderId());
            json.writeStringField(OrderRules.USER_ID, order.userId());
            json.writeStringField(OrderRules.ITEM_NAME, order.itemName());
            json.writeNumberField(OrderRules.QUANTITY, order.quantity());
            json.writeStringField(OrderRules.STATUS, order.status().wire());
            json.writeStringField(OrderRules.TIMESTAMP, OrderTimestamp.format(order.timestamp()));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string writer failed", impossible);
        }
        return out.toString();
    }

    private Order order(JsonScan scan, List<OrderFault> known) throws MalformedOrderException {
        if (scan.unreadable()) {
            throw new MalformedOrderException(JsonScan.join(known, scan.faults()));
        }
        OrderFields fields = new OrderFields(
                scan.value(OrderRules.ORDER_ID),
                scan.value(OrderRules.USER_ID),
                scan.value(OrderRules.ITEM_NAME),
                scan.value(OrderRules.QUANTITY),
                scan.value(OrderRules.STATUS),
                scan.value(OrderRules.TIMESTAMP));
        return validator.validate(fields, JsonScan.join(known, scan.faults()));
    }

    /** Anybody may have written the envelope: what does not look like an id could be anything. */
    private static @Nullable String publishId(JsonScan envelope) {
        FieldValue id = envelope.value("MessageId");
        return id.kind() == Kind.TEXT
                        && id.text() != null
                        && PUBLISH_ID.matcher(id.text()).matches()
                ? id.text()
                : null;
    }

    private static @Nullable Instant publishedAt(JsonScan outer) {
        String text = outer.value("Timestamp").text();
        try {
            return text == null ? null : OrderTimestamp.parse(text);
        } catch (DateTimeException unreadable) {
            // Only a metric hangs on it: the order itself is what counts.
            return null;
        }
    }
}

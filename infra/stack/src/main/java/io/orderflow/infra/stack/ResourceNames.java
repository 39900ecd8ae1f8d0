package io.orderflow.infra.stack;

import java.util.regex.Pattern;

/**
 * The names of the stack's resources; a prefix per environment lets several live side by side in one account.
 *
 * @param prefix put before every name as it is, e.g. {@code dev-}; empty for the plain names
 */
public record ResourceNames(String prefix) {
    /** What queue, topic, table, function and role names all accept. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{0,30}");

    /** The plain names. */
    public static final ResourceNames DEFAULT = new ResourceNames("");

    public ResourceNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix '" + prefix + "': use at most 30 of letters, digits, '-' and '_', e.g. dev-");
        }
    }

    public String topic() {
        return prefix + "OrderTopic";
    }

    public String queue() {
        return prefix + "OrderQueue";
    }

    public String deadLetterQueue() {
        return prefix + "OrderDLQ";
    }

    /** Where SNS puts what it could not deliver to the queue. */
    public String undelivered() {
        return prefix + "OrderUndelivered";
    }

    public String table() {
        return prefix + "Orders";
    }

    public String function() {
        return prefix + "OrderConsumer";
    }

    public String role() {
        return prefix + "OrderConsumerRole";
    }

    public String logGroup() {
        return "/aws/lambda/" + function();
    }
}

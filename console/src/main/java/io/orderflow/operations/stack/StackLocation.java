package io.orderflow.operations.stack;

/**
 * Where the stack is: shown before anything is changed.
 *
 * @param account twelve digits
 * @param endpoint the server's address, or AWS's name
 * @param name what people type before the stack is destroyed: its topic's, e.g. {@code dev-OrderTopic}
 */
public record StackLocation(String account, String region, String endpoint, String name) {}

package io.orderflow.operations.stack;

/** Everything about one stack, for the command line and the tab alike. */
public record StackTools(StackSetup setup, StackDoctor doctor, StackPolicies policies, TopicSubscribers subscribers) {}

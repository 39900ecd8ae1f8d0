package io.orderflow.infra.apply.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** What AWS does to its callers and the embedded one does not: each for the first few calls of an operation. */
final class Injected implements ExecutionInterceptor {
    private static final List<String> READS = List.of("Get", "List", "Describe");

    private static final ExecutionAttribute<RuntimeException> STALE = new ExecutionAttribute<>("Injected.stale");

    private final Map<String, Supplier<RuntimeException>> failures = new HashMap<>();
    private final Map<String, Integer> left = new HashMap<>();
    private final Set<String> happened = new TreeSet<>();
    private final Map<String, Object> before = new HashMap<>();
    private final Map<String, Integer> stale = new HashMap<>();
    private Supplier<RuntimeException> everyOperation;
    private int timesEvery;
    private int lag;
    private int pending;

    /** The first calls of an operation fail. */
    synchronized void fail(String operation, int times, Supplier<RuntimeException> failure) {
        failures.put(operation, failure);
        left.put(operation, times);
    }

    /** The first calls of every operation fail. */
    synchronized void failEvery(int times, Supplier<RuntimeException> failure) {
        everyOperation = failure;
        timesEvery = times;
    }

    /** After each change, this many of the same reads answer as before it. */
    synchronized void readsLag(int reads) {
        lag = reads;
    }

    /** A function that was changed is pending for this many reads. */
    synchronized void functionPending(int reads) {
        pending = reads;
    }

    synchronized void reset() {
        failures.clear();
        left.clear();
        happened.clear();
        before.clear();
        stale.clear();
        everyOperation = null;
        timesEvery = 0;
        lag = 0;
        pending = 0;
    }

    synchronized Set<String> happened() {
        return Set.copyOf(happened);
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = operation(attributes);
        Supplier<RuntimeException> failure = failures.getOrDefault(operation, everyOperation);
        int times = left.getOrDefault(operation, timesEvery);
        if (failure != null && times > 0) {
            left.put(operation, times - 1);
            happened.add(operation);
            throw failure.get();
        }
    }

    private static boolean isRead(String operation) {
        return READS.stream().anyMatch(operation::startsWith);
    }

    @Override
    public synchronized SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        String operation = operation(attributes);
        if (!isRead(operation)) {
            before.keySet().forEach(read -> stale.put(read, lag));
            return context.response();
        }
        SdkResponse response = context.response();
        if (response instanceof GetFunctionResponse function && pending > 0) {
            pending--;
            happened.add("pending");
            response = function.toBuilder()
                    .configuration(function.configuration().toBuilder()
                            .state(State.PENDING)
                            .build())
                    .build();
        }
        Object old = answer(operation + context.request(), response);
        if (old instanceof RuntimeException failure) {
            attributes.putAttribute(STALE, failure);
            return context.response();
        }
        return (SdkResponse) old;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(STALE) != null) {
            throw attributes.getAttribute(STALE); // not found, as before it was made
        }
    }

    /** What the caller is given: the answer, or an older one. */
    private Object answer(String read, Object now) {
        int times = stale.getOrDefault(read, 0);
        if (times > 0 && before.containsKey(read)) {
            stale.put(read, times - 1);
            if (!before.get(read).equals(now)) {
                happened.add("lag");
            }
            return before.get(read);
        }
        before.put(read, now);
        return now;
    }

    @Override
    public synchronized void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        String operation = operation(attributes);
        if (isRead(operation) && context.exception() instanceof RuntimeException failure) {
            before.putIfAbsent(operation + context.request(), failure);
        }
    }
}

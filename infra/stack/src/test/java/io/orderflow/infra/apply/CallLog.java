package io.orderflow.infra.apply;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Every SDK call, as {@code service:Operation}. */
final class CallLog implements ExecutionInterceptor {
    private static final List<String> READS = List.of("Get", "List", "Describe");

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        calls.add(
                service.toLowerCase(Locale.ROOT) + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    void clear() {
        calls.clear();
    }

    List<String> reads() {
        return operations(true);
    }

    List<String> mutating() {
        return operations(false);
    }

    private List<String> operations(boolean reads) {
        return calls.stream().filter(call -> isRead(call) == reads).toList();
    }

    private static boolean isRead(String call) {
        String operation = call.substring(call.indexOf(':') + 1);
        return READS.stream().anyMatch(operation::startsWith);
    }
}

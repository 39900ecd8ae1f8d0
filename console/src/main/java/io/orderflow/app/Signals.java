package io.orderflow.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals that people end a process with: Ctrl-C and SIGTERM.
 *
 * <p>A shutdown hook would not do. In it the process has ended already: its code is the signal's, 130 or 143, whatever the
 * command has to say, what registers a hook of its own fails, and a second signal is not heard at all. So the signal is handled
 * itself, by {@code sun.misc.Signal} of {@code jdk.unsupported}, which every JDK has; by reflection, as the compiler warns of
 * that class by name and every warning is an error here. Where a JVM has none, or keeps signals for itself ({@code -Xrs}, nohup),
 * they do what they always do.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final List<String> ENDING = List.of("INT", "TERM");

    private Signals() {}

    /** Runs it, on a thread of the JVM's, at the first of these signals, instead of what they do; every later one does that. */
    static void first(Runnable told) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            var handle = signal.getMethod("handle", signal, handler);
            Map<Object, Object> before = new LinkedHashMap<>();
            AtomicBoolean heard = new AtomicBoolean();
            InvocationHandler once = (proxy, method, arguments) -> {
                if (!method.getName().equals("handle")) {
                    return ofObject(proxy, method.getName(), arguments);
                }
                for (Map.Entry<Object, Object> each : before.entrySet()) {
                    handle.invoke(null, each.getKey(), each.getValue());
                }
                if (heard.compareAndSet(false, true)) {
                    told.run();
                }
                return null;
            };
            Object ours = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, once);
            for (String name : ENDING) {
                Object each = signal.getConstructor(String.class).newInstance(name);
                before.put(each, handle.invoke(null, each, ours));
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.info("Signals do here what they always do", e);
        }
    }

    private static Object ofObject(Object proxy, String method, Object[] arguments) {
        return switch (method) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Signals";
        };
    }
}

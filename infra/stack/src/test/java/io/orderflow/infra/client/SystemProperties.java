package io.orderflow.infra.client;

import java.util.HashMap;
import java.util.Map;

/** Properties of the JVM for the length of a test's body. */
final class SystemProperties {
    private SystemProperties() {}

    static void with(Map<String, String> properties, Runnable body) {
        Map<String, String> before = new HashMap<>();
        properties.keySet().forEach(key -> before.put(key, System.getProperty(key)));
        properties.forEach(System::setProperty);
        try {
            body.run();
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }
}

package io.orderflow.infra.apply.embedded;

import io.orderflow.infra.plan.ResourceKind;
import java.util.List;

/**
 * One property changed behind the program's back.
 *
 * @param resource the name of the only resource that differs afterwards
 * @param properties in which it then differs
 */
record Tamper(ResourceKind kind, String resource, List<String> properties, Runnable change) {
    @Override
    public String toString() {
        return kind + " " + resource + " " + properties;
    }
}

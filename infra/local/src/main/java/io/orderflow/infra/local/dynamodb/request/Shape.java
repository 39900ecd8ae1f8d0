package io.orderflow.infra.local.dynamodb.request;

import java.util.List;
import java.util.Map;

/** What a member of a request is. */
sealed interface Shape {

    /** Text, a truth value, a whole number or base64. */
    record Scalar(Kind kind) implements Shape {
        enum Kind {
            STRING("String"),
            BOOLEAN("Boolean"),
            INTEGER("Integer"),
            LONG("Long"),
            BLOB("Blob");

            private final String javaName;

            Kind(String javaName) {
                this.javaName = javaName;
            }

            /** As AWS names it in faults. */
            String javaName() {
                return javaName;
            }
        }
    }

    /** An attribute value. */
    record Value() implements Shape {}

    /** Values in order. */
    record Listing(Shape member) implements Shape {}

    /** Values under names. */
    record Mapping(Shape member) implements Shape {}

    /** Members of fixed names. */
    record Structure(String name, Map<String, Member> members) implements Shape {}

    /** What AWS has here and the embedded AWS has not. */
    record Absent() implements Shape {}

    /** A member of a structure. */
    record Member(Shape shape, List<Constraint> constraints) {}

    /** A limit, e.g. {@code min=1}; without a number it is a plain word. */
    record Constraint(String kind, String argument) {}
}

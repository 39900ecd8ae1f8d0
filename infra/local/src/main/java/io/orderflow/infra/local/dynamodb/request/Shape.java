package io.orderflow.infra.local.dynamodb.request;

import java.util.List;
import java.util.Map;

/** What a member of a request is. */
sealed interface Shape {

    /** Whether there are limits for what is in it; attribute values have rules of their own. */
    default boolean limited() {
        return false;
    }

    /** @param kind {@code String}, {@code Boolean}, {@code Integer}, {@code Long} or {@code Blob}, which is base64 */
    record Scalar(String kind) implements Shape {}

    /** Values in order, or under names. */
    record Many(boolean named, Shape member) implements Shape {
        @Override
        public boolean limited() {
            return member.limited();
        }
    }

    /** Members of fixed names. */
    record Structure(String name, Map<String, Member> members) implements Shape {
        static final String VALUE = "AttributeValue";

        @Override
        public boolean limited() {
            return !name.equals(VALUE);
        }
    }

    /** What AWS has here and the embedded AWS has not. */
    record Absent() implements Shape {}

    /** A member of a structure. */
    record Member(Shape shape, List<Constraint> constraints) {}

    /** A limit, e.g. {@code min=1}; without a number it is a plain word. */
    record Constraint(String kind, String argument) {}
}

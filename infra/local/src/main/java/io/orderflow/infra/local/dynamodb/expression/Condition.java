package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.Item;
import java.util.List;
import java.util.stream.Stream;

/** What an item must be like. Immutable. */
public sealed interface Condition {

    boolean test(Item item);

    /** The attributes that it looks at. */
    Stream<String> attributes();

    /** Every one of them. */
    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Item item) {
            return parts.stream().allMatch(part -> part.test(item));
        }

        @Override
        public Stream<String> attributes() {
            return parts.stream().flatMap(Condition::attributes);
        }
    }

    /** At least one of them. */
    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Item item) {
            return parts.stream().anyMatch(part -> part.test(item));
        }

        @Override
        public Stream<String> attributes() {
            return parts.stream().flatMap(Condition::attributes);
        }
    }

    /** The opposite. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean test(Item item) {
            return !part.test(item);
        }

        @Override
        public Stream<String> attributes() {
            return part.attributes();
        }
    }

    /** One question about values. */
    record Test(Operator operator, List<Operand> operands) implements Condition {
        @Override
        public boolean test(Item item) {
            return operator.holds(
                    operands.stream().map(operand -> operand.in(item)).toList());
        }

        @Override
        public Stream<String> attributes() {
            return operands.stream().flatMap(Operand::attributes);
        }
    }
}

package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Item;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/** What a condition compares. */
sealed interface Operand {

    /** Its value in this item; empty where there is none. */
    Optional<AttributeValue> in(Item item);

    /** Of a value that is in the request. */
    default Optional<AttributeType> knownType() {
        return Optional.empty();
    }

    /** The attributes that it looks at. */
    default Stream<String> attributes() {
        return Stream.empty();
    }

    /** A part of the item. */
    record Path(DocumentPath path) implements Operand {
        @Override
        public Optional<AttributeValue> in(Item item) {
            return path.in(item);
        }

        @Override
        public Stream<String> attributes() {
            return Stream.of(path.attribute());
        }
    }

    /** A value of the request. */
    record Literal(AttributeValue value) implements Operand {
        @Override
        public Optional<AttributeValue> in(Item item) {
            return Optional.of(value);
        }

        @Override
        public Optional<AttributeType> knownType() {
            return Optional.of(value.type());
        }
    }

    /** How long or how many. */
    record Size(Operand of) implements Operand {
        @Override
        public Optional<AttributeValue> in(Item item) {
            return of.in(item).flatMap(Size::size).map(size -> new AttributeValue.Num(BigDecimal.valueOf(size)));
        }

        private static Optional<Integer> size(AttributeValue value) {
            return switch (value.type()) {
                case S -> Optional.of(((AttributeValue.Text) value).value().length());
                case B -> Optional.of(((AttributeValue.Binary) value).value().length);
                case SS, NS, BS, L, M -> Optional.of(value.inner().size());
                case N, NULL, BOOL -> Optional.empty();
            };
        }

        @Override
        public Optional<AttributeType> knownType() {
            return Optional.of(AttributeType.N);
        }

        @Override
        public Stream<String> attributes() {
            return of.attributes();
        }
    }
}

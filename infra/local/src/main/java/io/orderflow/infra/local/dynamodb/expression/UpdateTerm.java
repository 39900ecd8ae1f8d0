package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.Numbers;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What SET gives an attribute, made from the item as it was before the update. */
public sealed interface UpdateTerm {

    AttributeValue in(Item before) throws AwsError;

    /** Known without an item. */
    default Optional<AttributeType> knownType() {
        return Optional.empty();
    }

    /** A value of the request. */
    record Literal(AttributeValue value) implements UpdateTerm {
        @Override
        public AttributeValue in(Item before) {
            return value;
        }

        @Override
        public Optional<AttributeType> knownType() {
            return Optional.of(value.type());
        }
    }

    /** What is at a path, which must be there. */
    record Path(DocumentPath path) implements UpdateTerm {
        @Override
        public AttributeValue in(Item before) throws AwsError {
            Optional<AttributeValue> value = path.in(before);
            if (value.isEmpty()) {
                throw Faults.validation(
                        "The provided expression refers to an attribute that does not exist in the item");
            }
            return value.get();
        }
    }

    /** What is at a path, or something else where nothing is. */
    record IfNotExists(DocumentPath path, UpdateTerm otherwise) implements UpdateTerm {
        @Override
        public AttributeValue in(Item before) throws AwsError {
            Optional<AttributeValue> value = path.in(before);
            return value.isPresent() ? value.get() : otherwise.in(before);
        }
    }

    /** One list behind the other. */
    record ListAppend(UpdateTerm first, UpdateTerm second) implements UpdateTerm {
        @Override
        public AttributeValue in(Item before) throws AwsError {
            List<AttributeValue> members = new ArrayList<>();
            for (UpdateTerm term : List.of(first, second)) {
                if (!(term.in(before) instanceof AttributeValue.Sequence list)) {
                    throw wrongType();
                }
                members.addAll(list.members());
            }
            return new AttributeValue.Sequence(members);
        }

        @Override
        public Optional<AttributeType> knownType() {
            return Optional.of(AttributeType.L);
        }
    }

    /** A sum or a difference. */
    record Sum(UpdateTerm left, UpdateTerm right, boolean minus) implements UpdateTerm {
        @Override
        public AttributeValue in(Item before) throws AwsError {
            if (left.in(before) instanceof AttributeValue.Num a && right.in(before) instanceof AttributeValue.Num b) {
                return new AttributeValue.Num(Numbers.sum(
                        minus ? a.value().subtract(b.value()) : a.value().add(b.value())));
            }
            throw wrongType();
        }

        @Override
        public Optional<AttributeType> knownType() {
            return Optional.of(AttributeType.N);
        }
    }

    static AwsError wrongType() {
        return Faults.validation("An operand in the update expression has an incorrect data type");
    }
}

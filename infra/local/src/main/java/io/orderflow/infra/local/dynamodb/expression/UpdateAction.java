package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;

/** One change of an item. Immutable. */
public sealed interface UpdateAction {

    DocumentPath path();

    /** Puts what a term gives. */
    record Set(DocumentPath path, UpdateTerm term) implements UpdateAction {}

    /** Takes away what is there. */
    record Remove(DocumentPath path) implements UpdateAction {}

    /** Adds to a number, or members to a set. */
    record Add(DocumentPath path, AttributeValue value) implements UpdateAction {}

    /** Takes members from a set. */
    record Delete(DocumentPath path, AttributeValue value) implements UpdateAction {}
}

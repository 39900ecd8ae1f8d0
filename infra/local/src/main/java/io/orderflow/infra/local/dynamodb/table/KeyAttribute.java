package io.orderflow.infra.local.dynamodb.table;

import io.orderflow.infra.local.dynamodb.item.AttributeType;

/** An attribute that a key is made of. */
public record KeyAttribute(String name, AttributeType type) {}

/** Items and their values: JSON, bytes in the store, sizes and the order of keys. Pure: no store, no clock. */
@NullMarked
package io.orderflow.infra.local.dynamodb.item;

import org.jspecify.annotations.NullMarked;

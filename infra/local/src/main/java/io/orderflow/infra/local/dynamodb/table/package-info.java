/** Tables: their definitions, and their rows and index entries in the store. */
@NullMarked
package io.orderflow.infra.local.dynamodb.table;

import org.jspecify.annotations.NullMarked;

/** What callers do with items: put, get, update, delete, query, scan, batches and transactions. */
@NullMarked
package io.orderflow.infra.local.dynamodb.operation;

import org.jspecify.annotations.NullMarked;

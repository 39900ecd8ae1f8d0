/** What callers do with tables themselves: make, change, describe, tag, let items expire, delete. */
@NullMarked
package io.orderflow.infra.local.dynamodb.control;

import org.jspecify.annotations.NullMarked;

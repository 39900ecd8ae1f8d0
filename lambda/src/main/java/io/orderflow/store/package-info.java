/** The Orders table and the idempotent write into it. */
@NullMarked
package io.orderflow.store;

import org.jspecify.annotations.NullMarked;

/** Placing orders: ports and values, headless. */
@NullMarked
package io.orderflow.operations.entry;

import org.jspecify.annotations.NullMarked;

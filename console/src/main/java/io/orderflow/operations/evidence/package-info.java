/** What tells what became of an order's event: the function's lines and the rows of Orders. */
@NullMarked
package io.orderflow.operations.evidence;

import org.jspecify.annotations.NullMarked;

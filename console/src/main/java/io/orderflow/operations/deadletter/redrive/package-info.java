/** A redrive of a frozen set of letters that never loses one, and says what became of each. */
@NullMarked
package io.orderflow.operations.deadletter.redrive;

import org.jspecify.annotations.NullMarked;

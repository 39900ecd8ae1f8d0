/** Files of orders as other people write them: how they are written, their rows, and what is wrong with those. */
@NullMarked
package io.orderflow.operations.entry.rows;

import org.jspecify.annotations.NullMarked;

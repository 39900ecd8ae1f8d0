/** The orders as the table has them: ports and values, headless. */
@NullMarked
package io.orderflow.operations.orders;

import org.jspecify.annotations.NullMarked;

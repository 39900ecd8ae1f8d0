/** Dead letters: ports, diagnosis and redrive, headless. */
@NullMarked
package io.orderflow.operations.deadletter;

import org.jspecify.annotations.NullMarked;

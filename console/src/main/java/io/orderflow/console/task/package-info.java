/** Background work and the only hop to the FX thread. */
@NullMarked
package io.orderflow.console.task;

import org.jspecify.annotations.NullMarked;

/** The Place order tab: one order, checked while it is typed. */
@NullMarked
package io.orderflow.console.orderentry;

import org.jspecify.annotations.NullMarked;

/** What lies in OrderDLQ, why, and how it gets back: the Dead letters tab and its port. */
@NullMarked
package io.orderflow.console.deadletter;

import org.jspecify.annotations.NullMarked;

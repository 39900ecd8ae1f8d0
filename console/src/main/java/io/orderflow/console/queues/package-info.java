/** How full the queues are: the sampler that everything asks, the Queues tab, and its port. */
@NullMarked
package io.orderflow.console.queues;

import org.jspecify.annotations.NullMarked;

/** Depths of the queues: ports, samples and their history, headless. */
@NullMarked
package io.orderflow.operations.queues;

import org.jspecify.annotations.NullMarked;

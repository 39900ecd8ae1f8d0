/** The desired state of the stack, as records; makes no calls. */
@NullMarked
package io.orderflow.infra.stack;

import org.jspecify.annotations.NullMarked;
